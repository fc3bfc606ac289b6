import { millis } from '../core/clock.ts';
import { type Provenance, type Source, ecfr, read } from './provision.ts';

export const penaltyTiers = [
  'did-not-know',
  'reasonable-cause',
  'willful-neglect-corrected',
  'willful-neglect',
] as const;
export type PenaltyTier = (typeof penaltyTiers)[number];
export const penaltyTierNames: Record<PenaltyTier, string> = {
  'did-not-know': 'did not know, and could not have known with reasonable diligence',
  'reasonable-cause': 'reasonable cause, no willful neglect',
  'willful-neglect-corrected': 'willful neglect, corrected within 30 days',
  'willful-neglect': 'willful neglect, not corrected',
};

export interface PenaltyTable extends Provenance {
  id: string;
  /** First and last day on which penalties were set by it. */
  from: string;
  until?: string;
  /** Least and most in dollars for one violation. */
  perViolation: Readonly<Record<PenaltyTier, readonly [least: number, most: number]>>;
  /** The regulation's cap in dollars for violations of one provision in one calendar year. */
  yearlyCap: number;
  /** Yearly caps that HHS has applied since 2019, adjusted to this table where a figure is known. */
  discretionCaps?: Readonly<Record<PenaltyTier, number>>;
}

const adjusted: Source = {
  name: '45 CFR 102.3 (eCFR)',
  url: 'https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-A/part-102/section-102.3',
};

function table(
  id: string,
  [from, until]: [string, string | undefined],
  [low, middle, high, most, yearlyCap]: [number, number, number, number, number],
  extra: Partial<PenaltyTable> = {},
): PenaltyTable {
  return {
    id,
    from,
    until,
    perViolation: {
      'did-not-know': [low, most],
      'reasonable-cause': [middle, most],
      'willful-neglect-corrected': [high, most],
      'willful-neglect': [most, yearlyCap],
    },
    yearlyCap,
    source: adjusted,
    ...read,
    confidence: 'medium',
    ...extra,
  };
}

/**
 * Civil money penalties by the day on which they are set. Years between 2016 and 2023 had tables of their own that
 * are not kept here: a day in a gap has no answer, never a wrong one.
 */
export const penaltyTables: readonly PenaltyTable[] = [
  table('hitech', ['2009-02-18', '2016-09-05'], [100, 1_000, 10_000, 50_000, 1_500_000], { source: ecfr('160.404') }),
  table('2023', ['2023-10-06', '2024-08-07'], [137, 1_379, 13_785, 68_928, 2_067_813]),
  table('2024', ['2024-08-08', '2026-01-27'], [141, 1_424, 14_232, 71_162, 2_134_831]),
  table('2026', ['2026-01-28', undefined], [145, 1_461, 14_602, 73_011, 2_190_294], {
    confidence: 'high',
    discretionCaps: {
      'did-not-know': 36_506,
      'reasonable-cause': 146_053,
      'willful-neglect-corrected': 365_052,
      'willful-neglect': 2_190_294,
    },
  }),
];

/** HHS's notice of April 30, 2019: lower yearly caps until it says otherwise. It could be withdrawn. */
export const enforcementDiscretion = {
  from: '2019-04-30',
  caps: {
    'did-not-know': 25_000,
    'reasonable-cause': 100_000,
    'willful-neglect-corrected': 250_000,
    'willful-neglect': 1_500_000,
  },
  source: {
    name: '84 FR 18151, Notification of Enforcement Discretion Regarding HIPAA Civil Money Penalties',
    url: 'https://www.federalregister.gov/documents/2019/04/30/2019-08530/notification-of-enforcement-discretion-regarding-hipaa-civil-money-penalties',
  },
  ...read,
} as const;

/** Pub. L. 116-321: what HHS has to take into account, so that evidence is a year long and not a snapshot. */
export const recognizedSecurityPractices = {
  months: 12,
  meaning:
    'HHS has to consider recognized security practices, such as the NIST framework or the 405(d) practices, that were in place for the 12 months before, when it sets fines, audits and settlements.',
  source: { name: 'Pub. L. 116-321', url: 'https://www.congress.gov/bill/116th-congress/house-bill/7898' },
  ...read,
} as const;

export interface Range {
  least: number;
  most: number;
}

export interface PenaltyRange extends Provenance {
  table: string;
  tiers: readonly PenaltyTier[];
  perViolation: Range;
  /** All violations of one provision in one calendar year, by the regulation. */
  perYear: Range;
  /** The same under the 2019 notice, where it was in force. About right: sources differ on the adjustment. */
  perYearUnderDiscretion?: Range;
  explanation: string;
}

/** Violations before this day stay on the first table, whenever the penalty is set. */
const adjustmentsReachBackTo = '2015-11-02';

/** The table in force on a day (`YYYY-MM-DD`); undefined where none is kept. */
export function penaltyTable(assessedOn: string, violationOn?: string): PenaltyTable | undefined {
  if (!isDay(assessedOn) || (violationOn !== undefined && !isDay(violationOn))) return undefined;
  const first = penaltyTables[0]!;
  if (violationOn !== undefined && violationOn < first.from) return undefined;
  if (violationOn !== undefined && violationOn < adjustmentsReachBackTo && assessedOn >= first.from) return first;
  return penaltyTables.find(({ from, until }) => from <= assessedOn && (until === undefined || assessedOn <= until));
}

/** What a violation may cost, always from and to. Without tiers: from the mildest to the worst. */
export function penaltyRange(
  assessedOn: string,
  tiers: readonly PenaltyTier[] = penaltyTiers,
  violationOn?: string,
): PenaltyRange | undefined {
  const found = penaltyTable(assessedOn, violationOn);
  if (!found || tiers.length === 0) return undefined;
  const least = Math.min(...tiers.map((tier) => found.perViolation[tier][0]));
  const most = Math.max(...tiers.map((tier) => found.perViolation[tier][1]));
  const caps = found.discretionCaps ?? enforcementDiscretion.caps;
  const underDiscretion =
    assessedOn >= enforcementDiscretion.from ? Math.max(...tiers.map((tier) => caps[tier])) : undefined;
  const discretion =
    underDiscretion === undefined
      ? ''
      : ` HHS has said since 2019 that it stops at about ${dollars(underDiscretion)} a year for this.`;
  return {
    table: found.id,
    tiers,
    perViolation: { least, most },
    perYear: { least, most: found.yearlyCap },
    ...(underDiscretion !== undefined && { perYearUnderDiscretion: { least, most: underDiscretion } }),
    explanation:
      `${dollars(least)} to ${dollars(most)} for one violation (${tiers.map((tier) => penaltyTierNames[tier]).join('; ')}), ` +
      `${dollars(found.yearlyCap)} at most for violations of one provision in one calendar year.${discretion} ` +
      'How many violations there are, and which tier fits, is for HHS to find. Not legal advice.',
    source: found.source,
    lastChecked: found.lastChecked,
    recordedOn: found.recordedOn,
    confidence: found.confidence,
  };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(millis(text));
}

function dollars(amount: number): string {
  return `$${amount.toLocaleString('en-US')}`;
}
