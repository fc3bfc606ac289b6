/** What a duty is about. `standing`: one that comes again and again and is signed; its `sign` says which. */
export const dutyKinds = [
  'log-review',
  'standing',
  'alert',
  'approval',
  'stage',
  'acceptance',
  'exception',
  'attestation',
  'decision-review',
  'check',
  'scan',
  'anchor',
  'backup',
  'certificate',
  'access',
] as const;
export type DutyKind = (typeof dutyKinds)[number];

/** How a duty stands. `missed`: a later one of its kind took its place. */
export type DutyState = 'done' | 'open' | 'overdue' | 'missed' | 'ahead';

/** Something that people have to do, most of it by a day. */
export interface Duty {
  /** The same one is named so each time: `log-review:2026-10`. */
  key: string;
  kind: DutyKind;
  title: string;
  about: string;
  /** By when, ISO 8601 UTC; absent where it waits without a day. */
  due?: string;
  state: DutyState;
  /** Page of the console, below the tenant's. */
  page: string;
  /** How often it comes. */
  every?: 'day' | 'week' | 'month' | 'quarter' | 'year';
  /** What is signed when it is done. */
  sign?: { duty: string; period: string };
  done?: { by: string; at: string; note?: string };
}
