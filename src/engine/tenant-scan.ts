import type { ContentStore } from '../core/content.ts';
import { Lanes } from './tenant-scan-lanes.ts';
import { listSource } from './tenant-scan-list.ts';
import { readStores } from './tenant-scan-read.ts';
import type { TenantScan, TenantScanOptions, TenantScanProgress, TenantScanResult } from './tenant-scan-state.ts';

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
  // Stores that the tenant had and that were not found any more. Those of Teams count only where they were looked for,
  // and none does while a site or a OneDrive is closed: what lies in it was not looked at.
  const closed = found.some((id) => /^(?:site|onedrive):|^channel:[^/]*\/$/.test(id));
  const lost = before.filter(
    (id) => !found.includes(id) && !closed && (asked.teams || !/^(?:channel|chats):/.test(id)),
  );
  if (!signal.aborted) await keeper.lose(lost);
  if (!signal.aborted) await readStores(scan, listed, problems);
  return { ...progress, problems, asked: found, paused: signal.aborted };
}
