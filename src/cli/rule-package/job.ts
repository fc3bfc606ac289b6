import type { UnreadableReason } from '../../core/document.ts';
import type { InspectOptions } from '../../core/phi.ts';
import type { DlpVerdict } from '../../engine/dlp.ts';
import type { Policy } from '../../phi/dlp/policy.ts';
import type { RulePackage } from '../../phi/rule-package/package.ts';
import type { TypeResult } from '../../phi/rule-package/run.ts';
import type { Sidecar } from './sidecar.ts';

/** One file for a worker. */
export interface MatchJob {
  path: string;
  file: string;
  bytes: number;
  sidecar?: Sidecar;
}

/** What every worker is given: packages to run, or a policy that uses them. */
export interface MatchWorkerData {
  packages: readonly RulePackage[];
  policy?: Policy;
  inspect: InspectOptions;
  /** Own mail domains, in small letters; empty: the sender's. */
  inside: readonly string[];
  /** Whether a file of which nobody says so goes outside. */
  assumeShared: boolean;
}

/** What one type finds in a file. Offsets are UTF-16 units into the file's text. */
export interface RunRow extends TypeResult {
  /** Empty, or which attachment. */
  place: string;
}

/** What a package finds in one file. */
export interface RunRecord {
  path: string;
  types: RunRow[];
  /** Only the first megabyte of text was looked at, as Purview does. */
  cut: boolean;
  /** Why something of it was not read; empty where all was. */
  unread: readonly UnreadableReason[];
}

export type MatchAnswer = { run: RunRecord } | { dlp: DlpVerdict };
