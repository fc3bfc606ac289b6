import type { ContentStore } from '../core/content.ts';
import type { WantedItem } from '../core/content-reader.ts';
import type { TenantScan, TenantScanResult } from './tenant-scan-state.ts';
import { examined, unreadable } from './tenant-scan-verdict.ts';

/** Files that can carry a sensitivity label. */
const labeled = /\.(?:docx|docm|dotx|dotm|xlsx|xlsm|xlsb|xltx|pptx|pptm|potx|ppsx|pdf)$/i;
const labelsAtOnce = 4;

/** Fetches and examines what is new or changed in the stores, and ends each store when its last item is done. */
export async function readStores(
  scan: TenantScan,
  stores: readonly ContentStore[],
  problems: TenantScanResult['problems'],
): Promise<void> {
  const { keeper, lanes, signal, progress } = scan;
  // Messages of Teams were read with their list.
  Object.assign(progress, { stage: 'read', items: progress.doneItems, bytes: progress.doneBytes });
  for (const { id } of stores) {
    const { items, bytes } = await keeper.countPending(id, scan.maxBytes);
    progress.items += items;
    progress.bytes += bytes;
  }
  const left = new Map(stores.map((store) => [store.id, 1]));
  const leave = async (store: ContentStore): Promise<void> => {
    left.set(store.id, left.get(store.id)! - 1);
    if (left.get(store.id) !== 0 || signal.aborted) return;
    const still = await keeper.countPending(store.id, scan.maxBytes);
    const detail = still.items > 0 ? `${still.items} items could not be read.` : '';
    await keeper.close(store, still.items > 0 ? 'partly' : 'scanned', detail);
    if (still.items > 0) problems.push({ store, detail });
  };
  const wanted = async function* (): AsyncGenerator<{ store: ContentStore; item: WantedItem }> {
    for (const store of stores) {
      for (let some = await keeper.pending(store.id, ''); some.length > 0;) {
        for (const item of some) {
          left.set(store.id, left.get(store.id)! + 1);
          yield { store, item };
        }
        some = await keeper.pending(store.id, some.at(-1)!.id);
      }
      if (scan.labels) await readLabels(scan, store);
      await leave(store);
    }
  };
  await lanes.each(wanted(), lanes.concurrency, signal, async ({ store, item }) => {
    await lanes.holding(item.bytes, () => readItem(scan, item));
    progress.doneItems++;
    if (item.bytes <= scan.maxBytes) progress.doneBytes += item.bytes;
    scan.onProgress(progress);
    await leave(store);
  });
}

async function readItem(scan: TenantScan, item: WantedItem): Promise<void> {
  if (item.unreadable) return unreadable(scan, item, item.unreadable);
  const read = await scan.reader.read(item, scan.maxBytes);
  if (read.kind === 'gone') return scan.keeper.gone(item);
  if (read.kind === 'unreadable') return unreadable(scan, item, read);
  // The examiner knows kinds by their content; a message has no name of a file.
  const path = item.store.startsWith('mailbox:') ? `${item.path.replaceAll(/[/\\]/g, ' ')}.eml` : item.path;
  const { version = item.version, bytes, protection } = read;
  return examined(scan, { ...item, path, version }, bytes, bytes.length, protection);
}

async function readLabels({ reader, keeper, lanes, signal }: TenantScan, store: ContentStore): Promise<void> {
  if (!store.id.startsWith('drive:')) return;
  const wanted = async function* (): AsyncGenerator<{ id: string; name: string }> {
    for (let some = await keeper.unlabeled(store.id, ''); some.length > 0;) {
      yield* some.filter(({ name }) => labeled.test(name));
      some = await keeper.unlabeled(store.id, some.at(-1)!.id);
    }
  };
  await lanes.each(wanted(), labelsAtOnce, signal, async ({ id }) => {
    const item = { store: store.id, id };
    await keeper.label(item, await reader.label(item));
  });
}
