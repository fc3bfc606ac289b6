import type { ContentStore } from '../core/content.ts';
import type { ContentSource, ListedItem } from '../core/content-reader.ts';
import type { TenantScan } from './tenant-scan-state.ts';
import { examined } from './tenant-scan-verdict.ts';

/** Calls for shares under way at once: each costs SharePoint five units. */
const sharesAtOnce = 4;

/**
 * Brings what is known of a source up to date: folders, items, what is gone, and the shares of what is shared. Messages
 * that come with their list are examined at once, before the place in the list is kept. Gives why it could not be read.
 */
export async function listSource(scan: TenantScan, source: ContentSource): Promise<ContentSource['problem']> {
  const { reader, keeper, signal, progress } = scan;
  const from = await keeper.open(source);
  if (source.problem) return closed(scan, source, source.problem);
  try {
    for await (const page of reader.changes(source, from)) {
      const inline = page.items.filter((item) => item.content !== undefined);
      await keeper.page(source, page, inline.length > 0);
      if (inline.length > 0) {
        await Promise.all(inline.map((item) => examineInline(scan, source, item)));
        await keeper.goOn(source, page);
      }
      progress.items += page.items.length;
      scan.onProgress(progress);
      if (signal.aborted) return undefined;
    }
    for (const store of source.stores) {
      await readShares(scan, store);
      await keeper.settle(store);
    }
    return undefined;
  } catch (error) {
    return closed(scan, source, reader.problem(error));
  }
}

async function closed(
  { keeper }: TenantScan,
  { stores }: ContentSource,
  problem: NonNullable<ContentSource['problem']>,
): Promise<NonNullable<ContentSource['problem']>> {
  for (const store of stores)
    await keeper.close(store, problem.reason === 'no-access' ? 'no-access' : 'partly', problem.detail);
  return problem;
}

async function examineInline(scan: TenantScan, { stores }: ContentSource, item: ListedItem): Promise<void> {
  const store = item.store ?? stores[0]!.id;
  const content = item.content!;
  await examined(scan, { ...item, store, path: `${item.name}.html` }, content, content.length);
  scan.progress.doneItems++;
  scan.progress.doneBytes += content.length;
}

async function readShares({ reader, keeper, lanes, signal }: TenantScan, store: ContentStore): Promise<void> {
  const wanted = async function* (): AsyncGenerator<string> {
    for (let some = await keeper.wantedShares(store.id, ''); some.length > 0;) {
      yield* some;
      some = await keeper.wantedShares(store.id, some.at(-1)!);
    }
  };
  await lanes.each(wanted(), sharesAtOnce, signal, async (item) => {
    const shares = await reader.shares(store.id, item);
    await keeper.shares(store.id, item, shares ?? []);
  });
}
