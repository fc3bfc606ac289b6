import { type Provenance, ecfr, read, recalled } from './provision.ts';

export interface AgreementElement extends Provenance {
  id: string;
  title: string;
  meaning: string;
  /** Paragraphs below the catalogue's rows are named in `paragraphs`, the provisions they belong to in `citations`. */
  citations: readonly string[];
  paragraphs: readonly string[];
}

type Row = [id: string, title: string, meaning: string, citations: string[], paragraphs: string[]];

const elements: Row[] = [
  [
    'uses',
    'Permitted uses and disclosures',
    'What the business associate may and must do with PHI is stated, and none of it would break the Privacy Rule if you did it. Its own management and data aggregation may be allowed besides.',
    ['164.504(e)'],
    ['164.504(e)(2)(i)'],
  ],
  [
    'no-other-use',
    'No other use',
    'It uses and discloses PHI in no other way.',
    ['164.504(e)'],
    ['164.504(e)(2)(ii)(A)'],
  ],
  [
    'safeguards',
    'Safeguards',
    'It protects PHI and follows the Security Rule for ePHI.',
    ['164.504(e)', '164.314(a)(2)(i)'],
    ['164.504(e)(2)(ii)(B)', '164.314(a)(2)(i)(A)'],
  ],
  [
    'reports',
    'Reports to you',
    'It reports uses that the agreement does not allow, security incidents, and breaches of unsecured PHI. Note the promised number of days; 60 is only the outer limit of the law.',
    ['164.504(e)', '164.314(a)(2)(i)', '164.410'],
    ['164.504(e)(2)(ii)(C)', '164.314(a)(2)(i)(C)'],
  ],
  [
    'subcontractors',
    'Subcontractors',
    'Its subcontractors agree to the same limits.',
    ['164.504(e)', '164.314(a)(2)(i)'],
    ['164.504(e)(2)(ii)(D)', '164.314(a)(2)(i)(B)'],
  ],
  [
    'access',
    'Access',
    'It hands over PHI so that patients can see their records.',
    ['164.504(e)', '164.524'],
    ['164.504(e)(2)(ii)(E)'],
  ],
  [
    'amendment',
    'Amendment',
    'It hands over PHI for correction and takes the correction in.',
    ['164.504(e)', '164.526'],
    ['164.504(e)(2)(ii)(F)'],
  ],
  [
    'accounting',
    'Accounting of disclosures',
    'It gives you what you need to list disclosures.',
    ['164.504(e)', '164.528'],
    ['164.504(e)(2)(ii)(G)'],
  ],
  [
    'your-duties',
    'Duties it does for you',
    'Where it does one of your own duties, it follows the rule that binds you.',
    ['164.504(e)'],
    ['164.504(e)(2)(ii)(H)'],
  ],
  [
    'hhs-access',
    'Books open to HHS',
    'Its practices, books and records on PHI are open to HHS.',
    ['164.504(e)'],
    ['164.504(e)(2)(ii)(I)'],
  ],
  [
    'end',
    'Return or destruction',
    'At the end it returns or destroys PHI where that is feasible, and goes on protecting what stays.',
    ['164.504(e)'],
    ['164.504(e)(2)(ii)(J)'],
  ],
  [
    'termination',
    'Termination',
    'You may end the agreement when an essential part of it was broken.',
    ['164.504(e)'],
    ['164.504(e)(2)(iii)'],
  ],
];

/** What a business associate agreement has to contain: for each, yes or no, the clause, who looked and when. */
export const agreementElements: readonly AgreementElement[] = elements.map(
  ([id, title, meaning, citations, paragraphs]) => ({
    id,
    title,
    meaning,
    citations,
    paragraphs,
    source: ecfr('164.504'),
    ...recalled,
  }),
);

/** What the register keeps of each agreement, beside the elements. */
export const agreementFields = [
  { id: 'parties', title: 'Parties' },
  { id: 'direction', title: 'Our side: covered entity, business associate or subcontractor' },
  { id: 'services', title: 'Services and plans covered' },
  { id: 'tenant', title: 'Tenant id' },
  { id: 'effective', title: 'Effective date' },
  { id: 'ends', title: 'End or renewal date' },
  { id: 'amendments', title: 'Amendments, in order' },
  { id: 'hash', title: 'Hash of the document' },
  { id: 'acceptance', title: 'Signatory, or incorporated by reference' },
  { id: 'breach-notice-days', title: 'Days in which a breach must be reported' },
  { id: 'subprocessors-dated', title: 'Date of the list of subprocessors' },
  { id: 'last-review', title: 'Last review' },
  { id: 'next-review', title: 'Next review' },
  { id: 'flows', title: 'PHI flows that rest on it' },
] as const;

/** How Microsoft's own agreement comes about: there is usually no signed paper to ask for. */
export const microsoftAgreement = {
  meaning:
    "Microsoft's agreement is part of the Product Terms and the Data Protection Addendum and applies by default to customers who are covered entities or business associates. It does not sign customers' own forms, and it covers only the services it names.",
  record: [
    'Which agreement and which version of the Data Protection Addendum applies, with its date',
    'Who confirmed that you are a covered entity or business associate',
    'The list of services in scope, with its date',
  ],
  neverCovered: ['Consumer OneDrive', 'Personal Microsoft accounts'],
  reviewWhen: ['The Data Protection Addendum changes', 'The list of services in scope changes'],
  source: {
    name: 'Microsoft Product Terms and Data Protection Addendum',
    url: 'https://www.microsoft.com/licensing/terms',
  },
  ...read,
} as const;
