import type { InspectOptions } from '../../core/phi.ts';
import type { Limits } from '../../documents/limits.ts';

/** One file for a worker: on this machine, or its content where it came from elsewhere and never touches the disk. */
export type ScanJob = { path: string; bytes: number } & ({ file: string } | { content: Uint8Array });

/** What every worker of a scan is given. */
export interface ScanWorkerData {
  inspect: InspectOptions;
  limits: Partial<Limits>;
  /** Key of the hashes in base64. */
  key: string;
  keepHash: boolean;
  keepMatches: boolean;
  reveal: boolean;
  /** Also tell the earliest date of care of each file. */
  careDates?: boolean;
}
