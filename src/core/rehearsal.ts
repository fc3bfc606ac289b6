/** What a policy would have done to a sign-in. `interrupted`: a prompt that the person can answer. */
export type SignInEffect = 'blocked' | 'interrupted' | 'unknown' | 'satisfied' | 'not-applied';

/** One person whom a planned change would touch, by the worst that would have happened to them. */
export interface AffectedPerson {
  /** Object id. */
  id: string;
  name: string;
  principalName: string;
  effect: Exclude<SignInEffect, 'satisfied' | 'not-applied'>;
  /** Sign-ins with this effect. */
  signIns: number;
  /** Not one of the person's sign-ins would have got through. */
  always: boolean;
  admin: boolean;
  first: {
    /** ISO 8601 UTC. */
    at: string;
    /** `Monday 07:10` in the time zone of the rehearsal. */
    when: string;
    app: string;
    /** `unmanaged phone (iOS)` */
    device: string;
    why: string;
  };
}

/** What one planned Conditional Access change would have done to the sign-ins that were read. */
export interface ChangeRehearsal {
  /** Id of the planned change. */
  change: string;
  summary: string;
  /**
   * Sign-ins by effect; `applied` are all that the policy is for. `failed` are those that failed anyway and that it
   * would stop too: they are in no other count.
   */
  counts: { applied: number; satisfied: number; interrupted: number; blocked: number; unknown: number; failed: number };
  /** People by their worst effect. */
  people: { touched: number; interrupted: number; blocked: number; unknown: number };
  /** Worst first, at most 100. */
  affected: readonly AffectedPerson[];
  /** Why some sign-ins cannot be judged, most frequent first. */
  unknownBecause: readonly string[];
  /** Session limits that come with the policy, in words. */
  session: readonly string[];
  /** Why the change must not be made as it is. */
  refusal?: string;
}

/** The planned policies against past sign-ins, or why that could not be done. Never an empty success. */
export type Rehearsal =
  | {
      status: 'done';
      /** ISO 8601 UTC. */
      from: string;
      to: string;
      timeZone: string;
      /** Successful sign-ins that were judged, and the people behind them. */
      signIns: number;
      people: number;
      /** Sign-ins that failed anyway and were left out. */
      failed: number;
      changes: readonly ChangeRehearsal[];
      /** What the log does not show, in sentences. */
      limits: readonly string[];
    }
  | { status: 'not-possible'; why: string; hint: string };
