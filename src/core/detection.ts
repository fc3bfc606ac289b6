import type { Parameter, ParameterValues } from './control.ts';
import type { AuditEvent } from './audit-event.ts';
import type { Severity } from './severity.ts';

/** The kinds of incident that an alert can announce. A runbook answers each. */
export const incidents = [
  'account-takeover',
  'password-attack',
  'mail-forwarding',
  'mailbox-intrusion',
  'phi-shared-outside',
  'phi-taken',
  'insider-access',
  'privilege-raised',
  'protection-weakened',
  'audit-tampering',
  'app-consent',
  'malware',
  'evidence-destroyed',
  'emergency-access-used',
  'feed-lost',
  'duty-neglected',
] as const;
export type Incident = (typeof incidents)[number];

/**
 * When signals become an alert. One alert stands for one condition and group: what follows within the merge time
 * makes it longer. `mergeMinutes` is how long a quiet pause may be before the same condition alerts anew; when
 * absent it is the window itself.
 */
export type Rule =
  /** Every signal counts. */
  | { kind: 'each'; mergeMinutes: number }
  /** The weights of the signals (1 when absent) within a sliding window add up to `atLeast`. */
  | { kind: 'count'; atLeast: number; withinMinutes: number; mergeMinutes?: number }
  /**
   * So many different `signal.distinct` within a sliding window. With `share`, signals of the step `ordinary` are the
   * group's life as usual: what turned ordinary later no longer counts, and the rest must make that share of all.
   */
  | { kind: 'distinct'; atLeast: number; withinMinutes: number; mergeMinutes?: number; share?: number }
  /** The steps in this order, named by `signal.step`, all within the window; `atLeast` is 1 when absent. */
  | {
      kind: 'sequence';
      steps: readonly { step: string; atLeast?: number }[];
      withinMinutes: number;
      mergeMinutes?: number;
    }
  /**
   * More different `signal.distinct` (or signals, without it) in a window than both `floor` and `times` the group's own
   * busiest usual window: its mean over the windows with any activity in the `days` before. Without a past the floor decides.
   */
  | { kind: 'baseline'; floor: number; times: number; days: number; withinMinutes: number; mergeMinutes?: number }
  /** `signal.distinct` was never seen for this group, whose first signal lies at least `learnDays` back. */
  | { kind: 'first-seen'; learnDays: number; mergeMinutes: number }
  /** Two `signal.place` of one group that nobody could travel between: at least this far apart and this fast. */
  | { kind: 'travel'; kilometers: number; kilometersPerHour: number; mergeMinutes: number }
  /** No signal of the group for so long, told when the next event of the stream shows it (or at the end of a live feed). */
  | { kind: 'silence'; hours: number };

/** Where a signal came from on Earth, in degrees. */
export interface Place {
  latitude: number;
  longitude: number;
  /** For people: `Tampa, US`. */
  name: string;
}

/** What one record means to a detection. It goes into alerts: no file names, no subjects, no matched values, no patients. */
export interface Signal {
  /** What the alert is about and is counted by, mostly `event.actor.key`, or an account, a site, an address of the network. */
  group: string;
  /** The fact in plain words without a final dot: "The rule of nina@clinic.example forwards mail to example.net". */
  why: string;
  /** Whom the alert names; the event's actor when absent. */
  actor?: string;
  /** What is counted once: a file's id, an account. Never shown; it may be PHI. */
  distinct?: string;
  weight?: number;
  step?: string;
  /** Replaces the detection's own, e.g. critical for a site with PHI. */
  severity?: Severity;
  place?: Place;
  /** The outside domain it is about, for the allow-list. */
  domain?: string;
}

/** What an alert knows when its words are made. */
export interface AlertFacts {
  /** Signals counted, by weight. */
  count: number;
  /** Different `signal.distinct`; 0 when the signals have none. */
  distinct: number;
  /** Whole minutes from the first to the last event. */
  minutes: number;
  /** `why` of the first and of the latest signal. */
  first: string;
  last: string;
  group: string;
  actor: string;
}

/** What a detection knows beside the event. Every answer holds without any declaration: then it comes from the log alone. */
export interface DetectionContext<P extends Record<string, Parameter> = Record<string, Parameter>> {
  readonly parameters: ParameterValues<P>;
  /** True when the address or domain is the organization's own: declared, learnt from its members' names, or a subdomain of one. */
  isOwn(addressOrDomain: string): boolean;
  /** True when it is known to be foreign: it has a domain, that is not own, and at least one own domain is known. `#EXT#` names are foreign. */
  isOutside(addressOrDomain: string): boolean;
  /** An outside domain that was approved, or a partner's. */
  isApprovedDomain(addressOrDomain: string): boolean;
  /** A domain where people have private mailboxes, such as gmail.com. */
  isConsumer(addressOrDomain: string): boolean;
  isBreakGlass(event: AuditEvent): boolean;
  /** By name or object id: an account that a record is about. */
  isBreakGlassName(nameOrId: string): boolean;
  /** By id or name of a group. Undefined when no PHI groups are declared at all. */
  isPhiGroup(idOrName: string | undefined): boolean | undefined;
  /** The declared accounts of backups, scanners, migrations and the like. Takes the event's actor or a name. */
  isServiceAccount(eventOrName: AuditEvent | string): boolean;
  /** Declared as left, or about to leave, with the day (YYYY-MM-DD) of leaving. */
  leavingDay(accountName: string): string | undefined;
  /** Declared as holding PHI. Undefined when no PHI sites are declared at all. */
  isPhiSite(url: string | undefined): boolean | undefined;
  /** By id or name of the sensitivity label. Undefined when no PHI labels are declared at all. */
  isPhiLabel(idOrName: string | undefined): boolean | undefined;
  /** Rank of a sensitivity label by id or name, higher is more protected; undefined when unknown. */
  labelRank(idOrName: string | undefined): number | undefined;
  /** Undefined when no networks are declared. */
  inNamedNetwork(ip: string | undefined): boolean | undefined;
  isApprovedApp(appId: string | undefined): boolean;
  isSensitiveAccount(accountName: string): boolean;
}

export interface Detection {
  /** `<service>.<file-name>`. */
  readonly id: string;
  /** The bad thing as a fact: "A mailbox forwards to outside". */
  readonly title: string;
  readonly severity: Severity;
  readonly citations: readonly string[];
  /** Technique ids of MITRE ATT&CK. */
  readonly attack: readonly string[];
  readonly incident: Incident;
  /** Three commands in words: what to do first. */
  readonly firstSteps: readonly [string, string, string];
  /** Innocent causes, and what to do about each. */
  readonly falsePositives: readonly string[];
  /** What it cannot see. */
  readonly knownGaps: readonly string[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** `op` values that `signal` is asked about; `all` for every event. */
  readonly operations: readonly string[] | 'all';
  /** Only these record types, where an operation means other things elsewhere. An event without a record type passes. */
  readonly recordTypes?: readonly number[];
  /**
   * It reads where a sign-in came from, which Graph's record alone tells. A sign-in that came first in the unified log is
   * shown to it again in Graph's form; of the unified one it makes no signal.
   */
  readonly needsPlaces?: true;
  signal(event: AuditEvent, context: DetectionContext): Signal | undefined;
  rule(parameters: Readonly<Record<string, unknown>>): Rule;
  /** The alert's `why`, for rules where the first signal's own words do not say it. */
  summary?(facts: AlertFacts): string;
}

type Definition<P extends Record<string, Parameter>> = Omit<Detection, 'parameters' | 'signal' | 'rule'> & {
  parameters?: P;
  /** Pure: does this record count, for whom, and why. */
  signal(event: AuditEvent, context: DetectionContext<P>): Signal | undefined;
  rule: Rule | ((parameters: ParameterValues<P>) => Rule);
};

/** Makes a detection. The types of `context.parameters` follow from `parameters`. */
export function defineDetection<const P extends Record<string, Parameter> = Record<never, Parameter>>(
  definition: Definition<P>,
): Detection {
  const { rule } = definition;
  return {
    parameters: {},
    ...definition,
    rule: typeof rule === 'function' ? rule : () => rule,
  };
}

/** One condition of one group, as it is told. Plain data; the first eight keys stand first in every output. */
export interface Alert {
  detection: string;
  severity: Severity;
  title: string;
  actor: string;
  /** ISO 8601 UTC of the first and the last event counted. */
  firstAt: string;
  lastAt: string;
  /** Ids of the records that made it, in order of time, at most 1,000; `count` says how many there were. */
  eventIds: string[];
  why: string;
  incident: Incident;
  group: string;
  /** Signals counted, by weight. */
  count: number;
  firstSteps: readonly string[];
  tenant: string;
  /** Stays the same while the alert grows. */
  id: string;
}
