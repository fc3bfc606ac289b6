import type { SafeguardType } from '../core/assessment.ts';

export const rules = ['security', 'privacy', 'breach-notification'] as const;
export type Rule = (typeof rules)[number];
export const ruleNames: Record<Rule, string> = {
  security: 'Security Rule',
  privacy: 'Privacy Rule',
  'breach-notification': 'Breach Notification Rule',
};

/** 164.316 asks for documents and 164.306 says how the rest is meant: neither is one of the three safeguards. */
export type Safeguard = SafeguardType | 'documentation' | 'general';
export const safeguardNames: Record<Safeguard, string> = {
  administrative: 'Administrative safeguard',
  physical: 'Physical safeguard',
  technical: 'Technical safeguard',
  organizational: 'Organizational requirement',
  documentation: 'Policies and documentation',
  general: 'General rule',
  privacy: 'Privacy duty',
  'breach-notification': 'Breach notification duty',
};

/**
 * `addressable` is never optional: do it, do an equivalent, or write down why neither is reasonable (164.306(d)(3)).
 * `standard-required`: a standard without specifications, binding as it stands. `definition`: no duty of its own.
 */
export type Designation = 'required' | 'addressable' | 'standard' | 'standard-required' | 'definition';
export const designationWords: Record<Designation, string> = {
  required: 'Required',
  addressable: 'Addressable',
  standard: 'Standard',
  'standard-required': 'Standard, required',
  definition: 'Definition',
};

export type Kind = 'standard' | 'specification' | 'duty' | 'definition';
/** Clearinghouses and group health plans are covered entities; they are named where a provision speaks to them alone. */
export type Party = 'covered-entity' | 'business-associate' | 'clearinghouse' | 'group-health-plan';
export type Confidence = 'high' | 'medium' | 'low';

/** The part of the paper program that answers a provision no setting can answer. */
export const programDuties = {
  'risk-analysis': 'the risk analysis and its plan',
  policies: 'written policies, their review and their sign-off',
  officers: 'the register of named officials',
  training: 'training and reminders',
  agreements: 'the register of business associate agreements',
  'access-reviews': 'access decisions and access reviews',
  contingency: 'backup, recovery and emergency plans and their tests',
  incidents: 'incident records and runbooks',
  attestation: 'a dated attestation by a named person',
  'patient-requests': 'the register of patient requests',
  'breach-assessment': 'breach assessments and notices',
} as const;
export type ProgramDuty = keyof typeof programDuties;

export interface Source {
  name: string;
  url: string;
}

/** How well an entry is known. The same three facts stand on everything legal that this folder holds. */
export interface Provenance {
  readonly source: Source;
  /** When the entry was last held against a copy of the text; absent when it was only recalled. */
  readonly lastChecked?: string;
  /** When the entry was written. */
  readonly recordedOn: string;
  readonly confidence: Confidence;
}

/** One provision of 45 CFR Part 164, in our own words. */
export interface Provision extends Provenance {
  /** `164.312(a)(2)(i)`: letter case matters, (A) and (a) are different paragraphs. */
  readonly citation: string;
  readonly title: string;
  readonly rule: Rule;
  readonly kind: Kind;
  readonly designation: Designation;
  readonly safeguard: Safeguard;
  /** The standard or duty that this one belongs to. */
  readonly parent?: string;
  /** Other addresses of the same thing: paragraphs that are kept together here. */
  readonly also: readonly string[];
  readonly meaning: string;
  readonly appliesTo: readonly Party[];
  /** Why most clinics need not do it, where that is so. */
  readonly usuallyNotApplicable?: string;
  /** What Microsoft 365 can do for it, what stays with people, and what is right where popular advice is wrong. */
  readonly guidance: string;
  readonly program?: ProgramDuty;
  /** Beside the paper program settings are part of the answer: no control on it is a gap. */
  readonly settingsHelp?: true;
}

export const recordedOn = '2026-11-21';
export const everyone: readonly Party[] = ['covered-entity', 'business-associate'];

/** The section's page in the official text. */
export function ecfr(citation: string): Source {
  const section = citation.split('(', 1)[0]!;
  const [part, number] = section.split('.') as [string, string];
  const subpart = part === '160' ? 'D' : number.startsWith('3') ? 'C' : number.startsWith('4') ? 'D' : 'E';
  return {
    name: `45 CFR ${section} (eCFR)`,
    url: `https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-${part}/subpart-${subpart}/section-${section}`,
  };
}

/** A copy of the text was read on the day the entry was written. */
export const read = { lastChecked: recordedOn, recordedOn, confidence: 'high' } as const;
/** From general knowledge: shown as such, never with high confidence. */
export const recalled = { recordedOn, confidence: 'medium' } as const;

type Row = Pick<Provision, 'citation' | 'title' | 'meaning' | 'guidance'> &
  Partial<Pick<Provision, 'parent' | 'also' | 'appliesTo' | 'usuallyNotApplicable' | 'program' | 'settingsHelp'>> & {
    /** The text was not read when the entry was written. */
    recalled?: true;
  };

/** Makers for the rows of one part of the regulation, one per designation. */
export function provisionsOf(rule: Rule, safeguard: Safeguard, appliesTo: readonly Party[] = everyone) {
  const maker =
    (kind: Kind, designation: Designation) =>
    ({ recalled: fromMemory, citation, title, ...row }: Row): Provision => ({
      citation,
      title,
      rule,
      kind,
      designation,
      safeguard,
      also: [],
      appliesTo,
      source: ecfr(citation),
      ...(fromMemory ? recalled : read),
      ...row,
    });
  return {
    standard: maker('standard', 'standard'),
    standardAlone: maker('standard', 'standard-required'),
    required: maker('specification', 'required'),
    addressable: maker('specification', 'addressable'),
    duty: maker('duty', 'required'),
    definition: maker('definition', 'definition'),
  };
}

/** One line for screens and reports: how far an entry can be trusted. */
export function provenanceNote({ lastChecked, recordedOn: written, confidence }: Provenance): string {
  return lastChecked
    ? `Checked against a copy of the text on ${lastChecked}, ${confidence} confidence.`
    : `Recalled on ${written}, not checked against the text, ${confidence} confidence. Confirm with counsel.`;
}
