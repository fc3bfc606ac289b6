import { type Party, type Provision, everyone, provisionsOf } from './provision.ts';

const coveredEntity: readonly Party[] = ['covered-entity'];
const { duty, definition } = provisionsOf('breach-notification', 'breach-notification', coveredEntity);

/** 164.400 to 164.414. Thresholds and deadlines as data stand in `breach-clocks.ts`. */
export const breachNotification: readonly Provision[] = [
  definition({
    citation: '164.402',
    title: 'What a breach is',
    also: ['164.402(1)', '164.402(2)'],
    meaning:
      'Unsecured PHI that was acquired, seen, used or disclosed in a way the Privacy Rule does not permit counts as breached. It does not when one of three exceptions fits, or when a written assessment of at least four factors shows a low probability that it was compromised.',
    appliesTo: everyone,
    guidance:
      'Not every mistaken share is a breach, and not every silent log means that nothing was opened. Microsoft 365 gives facts for the four factors; the conclusion is drawn by a person and recorded. Encryption in the service does not secure what was open to a signed-in intruder or to anyone with a link.',
    program: 'breach-assessment',
  }),
  duty({
    citation: '164.404(a)',
    title: 'Notice to individuals',
    also: ['164.404', '164.404(a)(1)', '164.404(a)(2)'],
    meaning:
      'Tell each person whose unsecured PHI was breached, or probably was. The clock starts when anyone of your workforce, or an agent, knew of it or should have known.',
    guidance: 'The audit log helps to find who is affected. Fix the day of discovery at once; it decides every date.',
    program: 'breach-assessment',
  }),
  duty({
    citation: '164.404(b)',
    title: 'Time limit for individuals',
    parent: '164.404(a)',
    meaning: 'Without unreasonable delay, and at the latest 60 calendar days after discovery.',
    guidance:
      'Sixty days is the outer limit and not a target: waiting for it with the facts in hand can itself be a violation. State law is often shorter.',
    program: 'breach-assessment',
  }),
  duty({
    citation: '164.404(c)',
    title: 'Contents of the notice',
    parent: '164.404(a)',
    also: ['164.404(c)(1)', '164.404(c)(2)'],
    meaning:
      'In plain words: what happened and when, what kinds of information, what the person can do, what you are doing, and how to reach you.',
    guidance: 'Have the letter ready as a template before you need it.',
    program: 'breach-assessment',
  }),
  duty({
    citation: '164.404(d)',
    title: 'Ways to give notice',
    parent: '164.404(a)',
    also: ['164.404(d)(1)', '164.404(d)(2)', '164.404(d)(3)'],
    meaning:
      'By first-class mail, or by email where the person agreed to that. Where addresses fail there is substitute notice, and for 10 people or more a posting or media notice with a toll-free number for 90 days.',
    guidance: 'When misuse is near, phone as well.',
    program: 'breach-assessment',
  }),
  duty({
    citation: '164.406',
    title: 'Notice to the media',
    also: ['164.406(a)', '164.406(b)', '164.406(c)'],
    meaning:
      'When more than 500 residents of one State or jurisdiction are affected, its prominent media are told too, within the same 60 days.',
    guidance:
      'Often given as "500 or more". It is more than 500, and counted for one State: 300 people in each of two States call for HHS at once and for no media.',
    program: 'breach-assessment',
  }),
  duty({
    citation: '164.408(a)',
    title: 'Notice to HHS',
    also: ['164.408'],
    meaning: 'Every breach of unsecured PHI is reported to HHS; only the time differs with the number of people.',
    guidance: "Through HHS's web portal, one submission for each breach.",
    program: 'breach-assessment',
  }),
  duty({
    citation: '164.408(b)',
    title: 'HHS: 500 people or more',
    parent: '164.408(a)',
    meaning: 'With 500 or more people affected in total, HHS is told at the same time as they are.',
    guidance: 'Exactly 500 already counts here, while the media duty begins at 501 in one State.',
    program: 'breach-assessment',
  }),
  duty({
    citation: '164.408(c)',
    title: 'HHS: fewer than 500 people',
    parent: '164.408(a)',
    meaning:
      'Smaller breaches are logged and reported within 60 days after the end of the calendar year in which they were discovered.',
    guidance: 'That day is March 1, or February 29 when the following year is a leap year.',
    program: 'breach-assessment',
  }),
  duty({
    citation: '164.410',
    title: 'Notice by a business associate',
    also: ['164.410(a)', '164.410(b)', '164.410(c)'],
    meaning:
      'A business associate tells the covered entity without unreasonable delay, at the latest 60 days after its own discovery, and names the people affected as far as it can.',
    appliesTo: ['business-associate'],
    guidance:
      'The contract is usually shorter, and the contract counts. Where the business associate is your agent, its day of discovery is yours.',
    program: 'agreements',
  }),
  duty({
    citation: '164.412',
    title: 'Delay for law enforcement',
    also: ['164.412(a)', '164.412(b)'],
    meaning:
      'When an official states that a notice would hinder an investigation, it waits: for the time named in a written statement, or at most 30 days after a spoken one that you wrote down.',
    appliesTo: everyone,
    guidance: 'Record who said what and when. A spoken request ends by itself unless it is put in writing.',
    program: 'breach-assessment',
  }),
  duty({
    citation: '164.414(a)',
    title: 'Administrative duties for breaches',
    meaning:
      'Training, complaints, sanctions, the ban on retaliation and waivers, policies and documentation of 164.530 hold for breach notification too.',
    guidance: 'The same documents can serve, if they mention breaches.',
    program: 'policies',
  }),
  duty({
    citation: '164.414(b)',
    title: 'Burden of proof',
    meaning: 'You have to show that all notices were given, or that it was no breach.',
    appliesTo: everyone,
    guidance: 'A decision not to notify needs at least as good a record as a letter. No log is no proof of no access.',
    program: 'breach-assessment',
  }),
];

/** 164.402(1): what is no breach, although it was not permitted. */
export const breachExceptions = [
  {
    id: 'unintentional-access',
    citation: '164.402(1)',
    meaning:
      'Somebody of the workforce, or acting for you, got at PHI by mistake, in good faith and within their authority, and it was not used or passed on wrongly.',
  },
  {
    id: 'inadvertent-disclosure',
    citation: '164.402(1)',
    meaning:
      'One authorized person let another authorized person of the same organization (or organized health care arrangement) see PHI by mistake, and it was not used or passed on wrongly.',
  },
  {
    id: 'not-retained',
    citation: '164.402(1)',
    meaning: 'You believe in good faith that the person who received PHI could not have kept it.',
  },
] as const;

/** 164.402(2): at least these; each gets a rating, a text and its evidence. */
export const breachFactors = [
  {
    id: 'nature-and-extent',
    citation: '164.402(2)',
    question: 'What kind of PHI was it and how much, which identifiers, and could somebody be recognized from it?',
  },
  {
    id: 'recipient',
    citation: '164.402(2)',
    question: 'Who used it or received it, and are they bound to keep it secret?',
  },
  { id: 'acquired-or-viewed', citation: '164.402(2)', question: 'Was it really taken or looked at?' },
  { id: 'mitigation', citation: '164.402(2)', question: 'How far was the risk reduced afterwards?' },
] as const;

/** The methods HHS names. Secured PHI calls for no notice, as long as the key was not lost with it. */
export const securedPhi = {
  citation: '164.402',
  atRest: 'Encrypted in line with NIST SP 800-111, and the key was not breached with it.',
  inTransit: 'Encrypted in line with NIST SP 800-52, 800-77 or 800-113, or another method validated under FIPS 140.',
  destroyed:
    'Paper or film shredded so that it cannot be put together; electronic media cleared, purged or destroyed by NIST SP 800-88.',
  question: 'Was the data readable to the party that had it?',
  trap: 'Encryption that Microsoft applies in the service does not help when somebody was signed in as the user or a link was open to anyone: the service decrypts for them.',
  helps: 'A lost device with full disk encryption, locked or powered off, whose key is kept elsewhere.',
} as const;
