import type { ContentStore } from '../core/content.ts';
import type { ContentAsked, ContentReader } from '../core/content-reader.ts';
import type { ScanRecord } from './scan-record.ts';
import { Lanes } from './tenant-scan-lanes.ts';
import { listSource } from './tenant-scan-list.ts';
import type { ContentKeeper } from './tenant-scan-keeper.ts';
import { readStores } from './tenant-scan-read.ts';

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

/** Stores listed at once: their lists wait for the service most of the time. */
const listsAtOnce = 4;

/**
 * Scans what a tenant stores. First every store's list of changes is brought up to date, with the shares of what is
 * shared; then what is new or changed is fetched and examined. Killed anywhere, the next scan goes on from what was
 * kept. A store or an item that cannot be read is kept as such; an error of the tenant as a whole is thrown.
 */
export async function scanTenant(options: TenantScanOptions): Promise<TenantScanResult> {
  const { reader, keeper, asked, signal } = options;
  const progress: TenantScanProgress = {
    ...{ stage: 'list', stores: 0, items: 0, bytes: 0, doneItems: 0, doneBytes: 0, phi: 0, unreadable: 0 },
  };
  const scan: TenantScan = { ...options, progress, lanes: new Lanes(options.concurrency, options.heldBytes) };
  const problems: TenantScanResult['problems'] = [];
  const listed: ContentStore[] = [];
  const found: string[] = [];
  const before = asked.all ? await keeper.known() : [];

  await scan.lanes.each(reader.find(asked), listsAtOnce, signal, async (source) => {
    progress.stores += source.stores.length;
    found.push(...source.stores.map(({ id }) => id));
    const problem = await listSource(scan, source);
    if (problem === undefined) {
      if (!signal.aborted) listed.push(...source.stores);
    } else for (const store of source.stores) problems.push({ store, detail: problem.detail });
    options.onProgress(progress);
  });
  // Stores that the tenant had and that were not found any more; those of Teams only where they were looked for.
  const lost = before.filter((id) => !found.includes(id) && (asked.teams || !/^(?:channel|chats):/.test(id)));
  if (!signal.aborted) await keeper.lose(lost);
  if (!signal.aborted) await readStores(scan, listed, problems);
  return { ...progress, problems, asked: found, paused: signal.aborted };
}
