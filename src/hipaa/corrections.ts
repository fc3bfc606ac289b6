import { type Confidence, type Provenance, type Source, ecfr, read, recalled } from './provision.ts';

/** A popular statement that is wrong or loose, what is right, and what Wardline does about it. */
export interface Correction extends Provenance {
  id: string;
  said: string;
  right: string;
  does: string;
  /** Provisions of the catalogue that settle it. */
  citations: readonly string[];
  /** Law outside the catalogue, or the lack of any. */
  authority?: string;
}

interface Row {
  id: string;
  said: string;
  right: string;
  does: string;
  citations?: readonly string[];
  authority?: string;
  source?: Source;
  /** Not held against a source when it was written. */
  recalled?: Confidence;
}

const hhsCloud: Source = {
  name: 'HHS guidance on HIPAA and cloud computing',
  url: 'https://www.hhs.gov/hipaa/for-professionals/special-topics/health-information-technology/cloud-computing/index.html',
};
const purview: Source = {
  name: 'Microsoft Purview, sensitivity labels',
  url: 'https://learn.microsoft.com/purview/sensitivity-labels',
};

const rows: readonly Row[] = [
  {
    id: 'right-to-deletion',
    said: 'Patients can have their records deleted under HIPAA.',
    right:
      'HIPAA has no general right to deletion. An amendment adds or links and erases nothing, and State retention law usually forbids early deletion.',
    does: 'Treats a request for deletion as a decision with a legal basis, a check of retention and holds, and an answer in writing.',
    citations: ['164.526'],
  },
  {
    id: 'no-retention-period',
    said: 'HIPAA sets no time for keeping records.',
    right:
      "HIPAA's own documents are kept for six years. Patient charts follow State law, by kind of provider and age of the patient.",
    does: 'Keeps the two apart and warns when a retention setting is shorter.',
    citations: ['164.316(b)(2)(i)', '164.530(j)'],
    recalled: 'medium',
  },
  {
    id: 'own-keys',
    said: 'HIPAA requires that you hold the encryption keys of sensitive data.',
    right:
      'The rule says nothing of the sort; encryption itself is addressable today. A provider without the key is a business associate all the same.',
    does: 'Shows Customer Key and double key encryption as options and never fails anybody for lacking them.',
    citations: ['164.312(a)(2)(iv)'],
    source: hhsCloud,
    recalled: 'medium',
  },
  {
    id: 'no-officer-needed',
    said: 'The law does not require a compliance officer.',
    right:
      'A security official and a privacy official are both required, whatever the size. One person may hold both roles.',
    does: 'Asks for both names.',
    citations: ['164.308(a)(2)', '164.530(a)'],
    recalled: 'medium',
  },
  {
    id: 'sign-microsoft-baa',
    said: 'You must sign a business associate agreement with Microsoft, which takes a week or two.',
    right:
      "An agreement has to be in place before PHI goes in, and Microsoft's applies by default through the Product Terms and the Data Protection Addendum.",
    does: 'Asks for the version, its date and who confirmed that it applies, not for a signed PDF.',
    citations: ['164.308(b)(3)', '164.502(e)'],
  },
  {
    id: 'sixty-days-from-vendor',
    said: 'The agreement makes Microsoft report a breach within 60 days, or at once.',
    right: 'Sixty days from discovery is the outer limit of the law. The figure in the agreement counts.',
    does: 'Keeps the promised days with each agreement.',
    citations: ['164.410'],
  },
  {
    id: 'penalty-figures',
    said: 'Violations cost $100 to $50,000.',
    right: 'Those are the amounts of 2009. They are adjusted for inflation and depend on the degree of fault.',
    does: 'Gives a range from the table of the day, never one figure.',
    authority: '45 CFR 160.404 and 102.3',
    source: ecfr('160.404'),
  },
  {
    id: 'media-at-500',
    said: 'A breach of 500 or more people goes to the media.',
    right:
      'The media are told when more than 500 residents of one State are affected. HHS is told at once from 500 people in total.',
    does: 'Keeps the comparison as data: 500 in one State is no media notice, 501 is.',
    citations: ['164.406', '164.408(b)'],
  },
  {
    id: 'every-share-a-breach',
    said: 'An accidental share is a breach.',
    right:
      'It is presumed to be one unless an exception fits or a written assessment of the four factors shows a low probability of compromise.',
    does: 'Asks for the assessment before it says anything of a breach, and lets a person decide.',
    citations: ['164.402'],
  },
  {
    id: 'yearly-training',
    said: 'HIPAA requires yearly training.',
    right:
      'The text asks for training within a reasonable time, after important changes, and for reminders. Yearly is good policy; some States and the 2025 proposal set intervals.',
    does: 'Calls a yearly interval policy.',
    citations: ['164.530(b)', '164.308(a)(5)(i)'],
  },
  {
    id: 'monthly-reviews',
    said: 'HIPAA requires a monthly review of permissions.',
    right: 'The text says regularly and periodically and names no interval.',
    does: 'Calls a monthly interval policy.',
    citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(4)(ii)(C)'],
  },
  {
    id: 'vpn-required',
    said: 'HIPAA requires a trusted network or a VPN.',
    right: 'It does not. Conditions on the device and the sign-in do more.',
    does: 'Offers named locations as a choice.',
    citations: ['164.312(e)(1)', '164.310(b)'],
  },
  {
    id: 'what-encrypts',
    said: 'Sensitive information types and retention labels encrypt files.',
    right: 'Information types detect, sensitivity labels can encrypt, retention labels keep or delete.',
    does: 'Always says which of the labels is meant.',
    authority: 'Product documentation, no law',
    source: purview,
    recalled: 'medium',
  },
  {
    id: 'azure-information-protection',
    said: 'Use Azure Information Protection.',
    right: 'It has become part of Microsoft Purview Information Protection.',
    does: 'Uses the present name.',
    authority: 'Product documentation, no law',
    source: purview,
    recalled: 'medium',
  },
  {
    id: 'ccpa-and-phi',
    said: "California's CCPA applies to patient data on top of HIPAA.",
    right:
      "PHI, medical information under California's CMIA, and covered entities as far as they treat their data that way, are excluded. CMIA and Health and Safety Code 1280.15 are the laws that count.",
    does: 'Leads with the medical law of the State.',
    authority: 'Cal. Civ. Code 1798.145(c)',
    source: { name: 'California Attorney General, CCPA', url: 'https://oag.ca.gov/privacy/ccpa' },
  },
  {
    id: 'texas-law-name',
    said: 'Texas has a "Medical Disclosure Law".',
    right:
      'No law has that name. The Texas Medical Records Privacy Act (Health and Safety Code ch. 181), Bus. & Com. Code 521.053 and SB 1188 (ch. 183) are meant.',
    does: 'Cites the laws by their names.',
    authority: 'Tex. Health & Safety Code ch. 181 and 183; Tex. Bus. & Com. Code 521.053',
    source: {
      name: 'Texas Health and Safety Code ch. 181',
      url: 'https://statutes.capitol.texas.gov/Docs/HS/htm/HS.181.htm',
    },
  },
  {
    id: 'in-state-data-centers',
    said: 'Some States demand data centers inside the State.',
    right:
      'What was found is at the level of the country: Florida (United States, territories, Canada) and Texas (United States or territory).',
    does: "Compares the tenant's data location with the country rule.",
    authority: 'Fla. Stat. 408.051(3); Tex. SB 1188',
    source: {
      name: 'Florida Statutes 408.051',
      url: 'http://www.leg.state.fl.us/statutes/index.cfm?App_mode=Display_Statute&URL=0400-0499/0408/Sections/0408.051.html',
    },
  },
  {
    id: 'one-break-glass-account',
    said: 'Exclude one emergency account and keep its password in a vault.',
    right:
      "Two or more, with a phishing-resistant key and an alert on any use. Microsoft's admin portals ask even these for MFA.",
    does: 'Looks for two.',
    citations: ['164.312(a)(2)(ii)'],
    source: {
      name: 'Microsoft Entra, emergency access accounts',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
    },
    recalled: 'medium',
  },
  {
    id: 'every-consultant-a-ba',
    said: 'Consultants must sign a business associate agreement.',
    right:
      'Only where they are business associates. People under your direct control are workforce and are trained instead.',
    does: 'Records the decision for each.',
    citations: ['164.308(b)(1)', '164.502(e)'],
    authority: '45 CFR 160.103, business associate and workforce',
    recalled: 'medium',
  },
  {
    id: 'automatic-backup',
    said: 'OneDrive backs up by itself, and patients may change their information.',
    right: 'Versions and recycle bins are no tested backup. Patients may ask for an amendment.',
    does: 'Asks for a restore test.',
    citations: ['164.308(a)(7)(ii)(A)', '164.526'],
    recalled: 'medium',
  },
  {
    id: 'mfa-required',
    said: 'The Security Rule requires MFA.',
    right: 'It requires proof of identity. MFA is named only in the 2025 proposal.',
    does: 'Demands MFA as the means to meet 164.312(d) and says what the law says.',
    citations: ['164.312(d)'],
  },
  {
    id: 'hipaa-certified',
    said: 'An auditor or product makes you HIPAA certified.',
    right: 'HHS gives no certification and recognizes none.',
    does: 'Never prints the words as a claim.',
    citations: ['164.308(a)(8)'],
    recalled: 'medium',
  },
  {
    id: 'audit-controls-addressable',
    said: 'Audit controls are addressable, and there are 14 addressable technical specifications.',
    right: 'Audit controls are a required standard. The technical safeguards have five addressable specifications.',
    does: 'Keeps the counts under test.',
    citations: ['164.312(b)'],
  },
];

export const corrections: readonly Correction[] = rows.map(
  ({ id, said, right, does, citations = [], authority, source, recalled: fromMemory }) => ({
    id,
    said,
    right,
    does,
    citations,
    ...(authority && { authority }),
    source: source ?? ecfr(citations[0]!),
    ...(fromMemory ? { ...recalled, confidence: fromMemory } : read),
  }),
);
