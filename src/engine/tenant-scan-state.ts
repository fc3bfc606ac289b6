import type { ContentStore } from '../core/content.ts';
import type { ContentAsked, ContentReader } from '../core/content-reader.ts';
import type { ScanRecord } from './scan-record.ts';
import type { ContentKeeper } from './tenant-scan-keeper.ts';
import type { Lanes } from './tenant-scan-lanes.ts';

export interface TenantScanOptions {
  reader: ContentReader;
  keeper: ContentKeeper;
  /** Reads, inspects and records one item. It answers for everything that goes wrong with the content. */
  examine(item: { path: string; bytes: number; content: Uint8Array }): Promise<ScanRecord>;
  asked: ContentAsked;
  /** Items fetched and examined at once. */
  concurrency: number;
  /** Bytes of an item beyond which it is called too large. */
  maxBytes: number;
  /** Bytes of content held at once. */
  heldBytes: number;
  /** Ask the service for the sensitivity label of each Office file and PDF. */
  labels: boolean;
  /** Aborted when the scan shall pause: what is under way is finished, nothing else is begun. */
  signal: AbortSignal;
  onProgress(progress: TenantScanProgress): void;
}

/** How far a scan is, in numbers alone. */
export interface TenantScanProgress {
  stage: 'list' | 'read';
  stores: number;
  /** Items listed as new or changed, in the stage `list`; items to read, after it. */
  items: number;
  bytes: number;
  doneItems: number;
  doneBytes: number;
  /** Items read in this run that hold PHI. */
  phi: number;
  unreadable: number;
}

/** What one run did. */
export interface TenantScanResult extends TenantScanProgress {
  stores: number;
  /** Stores that could not be read, or not wholly, and why. */
  problems: { store: ContentStore; detail: string }[];
  /** Ids of the stores that were asked for. */
  asked: string[];
  paused: boolean;
}

/** A scan under way, as its parts share it. */
export interface TenantScan extends TenantScanOptions {
  progress: TenantScanProgress;
  lanes: Lanes;
}
