import type { Place } from '../core/detection.ts';
import type { Severity } from '../core/severity.ts';

/** One signal as a window keeps it. Short keys: there may be hundreds of thousands, also in a checkpoint. */
export interface Entry {
  /** Event time, milliseconds. */
  m: number;
  /** Record id. */
  i: string;
  /** Hash of `signal.distinct`, which may be PHI. */
  d?: number;
  /** Weight when it is not 1. */
  w?: number;
  /** Step. */
  s?: string;
  p?: Place;
  /** Why, and whom the alert names. */
  y: string;
  a: string;
  v?: Severity;
  /** 1 once an alert counts it. */
  k?: 1;
}

/** What a rule remembers of one group. Plain data: it goes into the checkpoint as it is. */
export interface GroupState {
  /** In order of time. */
  e: Entry[];
  /** Latest event time: what is swept by. */
  t: number;
  /** `baseline`: finished windows as [number of the window, what it held]. */
  b?: [number, number, 0 | 1][];
  /** `first-seen`: hash to last time; since when the group is watched. */
  f?: Record<string, number>;
  since?: number;
}
