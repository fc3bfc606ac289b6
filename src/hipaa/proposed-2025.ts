import { type Confidence, type Provenance, type Source, read, recalled } from './provision.ts';

/** A change that the proposed rule of 2025 would make. It is not law: off by default, always shown with its badge. */
export interface Proposal extends Provenance {
  id: string;
  badge: 'proposed';
  title: string;
  meaning: string;
  /** The provisions in force that it would change or that it comes closest to. */
  changes: readonly string[];
}

const source: Source = {
  name: '90 FR 898, HIPAA Security Rule To Strengthen the Cybersecurity of ePHI (proposed rule)',
  url: 'https://www.federalregister.gov/documents/2025/01/06/2024-30983/hipaa-security-rule-to-strengthen-the-cybersecurity-of-electronic-protected-health-information',
};

export const proposalStatus = {
  status: 'proposed',
  rin: '0945-AA22',
  published: '2025-01-06',
  commentsClosed: '2025-03-07',
  statusLastSeen: '2026-06',
  /** 60 days to take effect and 180 to comply, if it were made final as written. */
  daysToComply: { effect: 60, comply: 180, total: 240 },
  note: 'Still a proposal when last seen in June 2026: the target of May 2026 had passed and industry asked for its withdrawal. Look again before you rely on it.',
  source,
} as const;

function proposal(
  id: string,
  title: string,
  changes: readonly string[],
  meaning: string,
  confidence: Confidence = 'high',
): Proposal {
  const provenance = confidence === 'high' ? read : { ...recalled, confidence };
  return { id, badge: 'proposed', title, meaning, changes, source, ...provenance };
}

export const proposed2025: readonly Proposal[] = [
  proposal(
    'no-addressable',
    'Addressable specifications would be required',
    ['164.306(d)(2)', '164.306(d)(3)'],
    'The difference between required and addressable would end, with few exceptions.',
  ),
  proposal(
    'written-and-tested',
    'All policies would be written, tested and reviewed yearly',
    ['164.316(a)', '164.316(b)(1)', '164.316(b)(2)(iii)'],
    'Policies, procedures, plans and analyses would all have to be in writing, tried out, and looked at every 12 months.',
  ),
  proposal(
    'asset-inventory',
    'Inventory of technology and a network map',
    ['164.308(a)(1)(i)', '164.308(a)(1)(ii)(A)', '164.310(d)(2)(iii)'],
    'A list of technology assets and a map of how ePHI moves, renewed at least every 12 months and on change.',
  ),
  proposal(
    'risk-analysis-contents',
    'Set contents for the risk analysis, yearly',
    ['164.308(a)(1)(ii)(A)'],
    'The risk analysis would be written, with named contents, at least once a year.',
  ),
  proposal(
    'patch-times',
    'Deadlines for patches',
    ['164.308(a)(1)(ii)(B)'],
    'Critical patches within 15 days, high ones within 30.',
    'medium',
  ),
  proposal(
    'mfa',
    'Multifactor authentication',
    ['164.312(d)'],
    'MFA would be required by name, with limited exceptions.',
  ),
  proposal(
    'encryption',
    'Encryption at rest and in transit',
    ['164.312(a)(2)(iv)', '164.312(e)(2)(ii)'],
    'Encryption of ePHI would be required in both places, with limited exceptions.',
  ),
  proposal(
    'hardening',
    'Hardened and consistent systems',
    ['164.308(a)(5)(ii)(B)', '164.312(a)(1)'],
    'Protection from malware, removal of software that is not needed, closed ports, and separated networks.',
  ),
  proposal(
    'separate-backup-controls',
    'Separate controls for backup and recovery',
    ['164.308(a)(7)(ii)(A)', '164.310(d)(2)(iv)'],
    'Backup and recovery would get technical controls of their own.',
  ),
  proposal(
    'scans-and-tests',
    'Vulnerability scans and penetration tests',
    ['164.308(a)(8)'],
    'A scan at least every six months and a penetration test at least every 12.',
  ),
  proposal(
    'compliance-audit',
    'Yearly compliance audit',
    ['164.308(a)(8)'],
    'An audit of compliance, and a test of the security measures, at least every 12 months.',
  ),
  proposal(
    'restore-in-72-hours',
    'Restore within 72 hours',
    ['164.308(a)(7)(ii)(B)', '164.308(a)(7)(ii)(E)'],
    'Critical systems and data back within 72 hours, in an order that was analyzed beforehand.',
  ),
  proposal(
    'incident-plan',
    'Written and tested incident plan',
    ['164.308(a)(6)(i)', '164.308(a)(6)(ii)'],
    'Plans for incidents would be in writing and tested.',
  ),
  proposal(
    'notice-of-ended-access',
    'Notice within 24 hours when access changes or ends',
    ['164.308(a)(3)(ii)(C)'],
    'Other regulated entities to whose systems a person had access would be told within 24 hours.',
  ),
  proposal(
    'access-ends-in-an-hour',
    'Access ends within one hour',
    ['164.308(a)(3)(ii)(C)'],
    'The access of somebody who leaves would end within one hour.',
    'medium',
  ),
  proposal(
    'yearly-training',
    'Yearly security training',
    ['164.308(a)(5)(i)', '164.308(a)(5)(ii)(A)'],
    'Training at least once a year.',
  ),
  proposal(
    'verify-business-associates',
    'Yearly proof from business associates',
    ['164.308(b)(1)', '164.308(b)(3)'],
    'Every 12 months a written analysis by an expert and a certification that the safeguards are in place.',
  ),
  proposal(
    'contingency-notice',
    'Business associates report emergencies within 24 hours',
    ['164.314(a)(2)(i)', '164.308(a)(7)(i)'],
    'The covered entity would be told within 24 hours when a business associate starts its contingency plan.',
  ),
];
