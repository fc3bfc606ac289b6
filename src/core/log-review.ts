import type { Severity } from './severity.ts';

/** A value with how often it came in the month, and in the month before. */
export interface ReviewCount {
  value: string;
  records: number;
  failures: number;
  before: number;
}

/** What a person decides about an item: as it should be, or to be followed up. */
export type ReviewAnswer = 'expected' | 'follow-up';

export interface ReviewDecided {
  decision: ReviewAnswer;
  by: string;
  /** ISO 8601 UTC. */
  at: string;
  note: string;
}

/** An event of the random sample: who, what, when, from where. No name of a file. */
export interface SampledEvent {
  id: string;
  at: string;
  actor: string;
  operation: string;
  outcome: string;
  ip?: string;
  country?: string;
  managed?: boolean;
  site?: string;
  file?: string;
  decided?: ReviewDecided;
}

export interface ReviewedAlert {
  id: string;
  detection: string;
  severity: Severity;
  title: string;
  actor: string;
  firstAt: string;
  state: 'open' | 'acknowledged' | 'closed';
  decided?: ReviewDecided;
}

/** A family of events: collected, licensed, last seen. */
export interface FamilyCoverage {
  family: string;
  title: string;
  collected: boolean;
  licensed: 'yes' | 'no' | 'unknown' | 'not needed';
  lastEventAt?: string;
  warning?: string;
  records: number;
  before: number;
}

/** Alerts of a detection, and how many of those that people judged were none. */
export interface DetectionNoise {
  detection: string;
  alerts: number;
  judged: number;
  falseAlarms: number;
  /** Share of the judged ones that were none, 0 to 1; absent where nobody judged. */
  falseRate?: number;
}

/** How long Microsoft keeps the log under the licenses of a tenant, beside our archive. */
export interface RetentionStanding {
  rows: { license: string; days: number; held: 'yes' | 'no' | 'unknown' }[];
  /** What holds for the tenant as far as is known. */
  tenantDays: number;
  requiredDays: number;
  archive?: { from: string; to: string; records: number };
  warning?: string;
}

export type ReviewState = 'not-due' | 'open' | 'overdue' | 'signed';

/** The review of a month or week of the log (45 CFR 164.308(a)(1)(ii)(D)): who did what, when and from where. */
export interface LogReview {
  tenant: { id: string; name: string };
  /** YYYY-MM, or a week by ISO 8601: 2026-W47. */
  month: string;
  madeAt: string;
  /** The day by which it is to be signed: YYYY-MM-DD. */
  due: string;
  state: ReviewState;
  signOff?: { by: string; at: string; note: string; items: number; digest: string };
  events: { records: number; before: number };
  families: FamilyCoverage[];
  who: { top: ReviewCount[]; moved: ReviewCount[] };
  what: { top: ReviewCount[]; moved: ReviewCount[] };
  when: {
    /** Events by hour of the day in `timeZone`. */
    hours: number[];
    timeZone: string;
    workFrom: number;
    workTo: number;
    /** Accounts with the most events outside of the working hours. */
    outside: { value: string; records: number; all: number }[];
  };
  where: { top: ReviewCount[]; sites: ReviewCount[]; countries: ReviewCount[] };
  /** What never came before, by kind; `all` is how many there are. */
  fresh: Record<
    'site' | 'country' | 'app' | 'device',
    { all: number; first: { value: string; firstDay: string; records: number }[] }
  >;
  alerts: ReviewedAlert[];
  noise: { perWeek: { week: string; alerts: number }[]; detections: DetectionNoise[] };
  retention: RetentionStanding;
  sample: { seed: string; events: SampledEvent[] };
  /** Items that nobody decided yet. */
  undecided: number;
  /** Said beside the answer: what it does not hold. */
  notes: string[];
}
