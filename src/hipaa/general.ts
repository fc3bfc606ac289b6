import { type Provision, provisionsOf } from './provision.ts';

const { duty, definition } = provisionsOf('security', 'general');

/** 164.306: how the standards are to be met. Not among the 65 rows of the Security Rule. */
export const general: readonly Provision[] = [
  duty({
    citation: '164.306(a)',
    title: 'General requirements',
    also: ['164.306(a)(1)', '164.306(a)(2)', '164.306(a)(3)', '164.306(a)(4)'],
    meaning:
      'Keep all ePHI that you make, receive, hold or send confidential, unaltered and available. Guard it against dangers and misuse that you can foresee, and see to it that your workforce does its part.',
    guidance:
      'Every control here serves this sentence. It reaches every place where ePHI lies, so mail, chat, phones and backups count as much as the record system.',
  }),
  definition({
    citation: '164.306(b)',
    title: 'Flexibility of approach',
    also: ['164.306(b)(1)', '164.306(b)(2)'],
    meaning:
      'You choose the measures. Weigh your size and abilities, the technology you have, what a measure costs, and how likely and how bad the risks are.',
    guidance:
      'A small clinic may solve a duty more simply than a hospital, but may not drop it: cost is one factor of four. The rule names no product and no setting.',
  }),
  duty({
    citation: '164.306(c)',
    title: 'Standards must be met',
    meaning: 'Every standard of 164.308 to 164.316 binds you for all your ePHI.',
    guidance: 'A standard without specifications, such as audit controls, is as binding as one that has them.',
  }),
  duty({
    citation: '164.306(d)(2)',
    title: 'Required specifications',
    meaning: 'A specification marked required must be carried out. There is no other way to meet it.',
    guidance: 'A recorded decision not to do it has no effect; an exception in Wardline never turns it green.',
  }),
  duty({
    citation: '164.306(d)(3)',
    title: 'Addressable specifications',
    also: ['164.306(d)(3)(i)', '164.306(d)(3)(ii)'],
    meaning:
      'For a specification marked addressable, judge whether it is reasonable for you. Then do it, or write down why not and do something equivalent where that is reasonable.',
    guidance:
      'Addressable is often read as optional, and it is not: without either the measure or the written reason the duty is broken. Record the decision, its reason, the person and the day of the next look.',
    program: 'risk-analysis',
  }),
  duty({
    citation: '164.306(e)',
    title: 'Maintenance',
    meaning: 'Look at your security measures again as things change, and adapt them.',
    guidance:
      'Repeated assessments and the comparison of two of them show what moved. Deciding what a change means, and updating the documents, is work for people.',
  }),
];
