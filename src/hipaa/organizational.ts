import { type Provision, provisionsOf } from './provision.ts';

const { standard, required } = provisionsOf('security', 'organizational');

const groupHealthPlanOnly =
  'It speaks to group health plans and the employers that sponsor them. A clinic as a provider is neither; its own staff health plan may be one, as an entity of its own.';

/** 164.314. */
export const organizational: readonly Provision[] = [
  standard({
    citation: '164.314(a)(1)',
    title: 'Business associate contracts or other arrangements',
    meaning: 'The agreement with a business associate contains what this section asks for.',
    guidance:
      'No setting shows what an agreement says. Record which agreement and which version applies, and which services it covers.',
    program: 'agreements',
    settingsHelp: true,
  }),
  required({
    citation: '164.314(a)(2)(i)',
    title: 'Contents of a business associate contract',
    parent: '164.314(a)(1)',
    also: ['164.314(a)(2)(i)(A)', '164.314(a)(2)(i)(B)', '164.314(a)(2)(i)(C)'],
    meaning:
      'The business associate promises to follow the Security Rule, to bind its subcontractors likewise, and to report security incidents, breaches among them.',
    guidance:
      'Check the clauses against the list of twelve elements. The days in which a breach must be reported are a matter of the contract; 60 is only the outer limit of the law (164.410).',
    program: 'agreements',
  }),
  required({
    citation: '164.314(a)(2)(ii)',
    title: 'Other arrangements',
    parent: '164.314(a)(1)',
    meaning: 'Another arrangement, such as a memorandum between two government bodies, can stand in for a contract.',
    usuallyNotApplicable:
      'It opens a way for government bodies and for duties laid down by law. A private clinic uses contracts.',
    guidance: 'Keep the arrangement in the register like an agreement.',
    program: 'agreements',
  }),
  required({
    citation: '164.314(a)(2)(iii)',
    title: 'Contracts with subcontractors',
    parent: '164.314(a)(1)',
    meaning:
      'What a clinic must agree with its business associate, the business associate agrees with its subcontractor.',
    appliesTo: ['business-associate'],
    usuallyNotApplicable:
      'It binds business associates. A clinic that works for no other covered entity has no such contract of its own.',
    guidance: 'An IT firm that looks after a clinic is bound by it when it passes ePHI on.',
    program: 'agreements',
  }),
  standard({
    citation: '164.314(b)(1)',
    title: 'Requirements for group health plans',
    meaning: "A group health plan's documents oblige the sponsoring employer to protect ePHI.",
    appliesTo: ['group-health-plan'],
    usuallyNotApplicable: groupHealthPlanOnly,
    guidance: 'Nothing to set in Microsoft 365.',
    program: 'agreements',
  }),
  required({
    citation: '164.314(b)(2)',
    title: 'Plan documents',
    parent: '164.314(b)(1)',
    also: ['164.314(b)(2)(i)', '164.314(b)(2)(ii)', '164.314(b)(2)(iii)', '164.314(b)(2)(iv)'],
    meaning:
      'The plan documents make the sponsor set up safeguards, keep plan and employer apart, bind its agents and report security incidents.',
    appliesTo: ['group-health-plan'],
    usuallyNotApplicable: groupHealthPlanOnly,
    guidance: 'Nothing to set in Microsoft 365.',
    program: 'agreements',
  }),
];
