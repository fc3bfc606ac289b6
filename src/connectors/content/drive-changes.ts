import type { ContentPage, ContentProgress, ListedFolder, ListedItem } from '../../core/content-reader.ts';
import { isPlainObject } from '../../core/shape.ts';
import { driveItemFields, fileOf, folderOf } from './drive-item.ts';
import { type ContentSettings, key } from './settings.ts';

/** What changed in a drive. Files and folders come as they are now; of one that comes twice the last counts. */
export async function* driveChanges(
  { graph }: ContentSettings,
  drive: string,
  { link }: ContentProgress,
): AsyncGenerator<ContentPage> {
  const path = `/drives/${key(drive)}/root/delta?$select=${driveItemFields}`;
  for await (const page of graph.delta(path, link === undefined ? {} : { link })) {
    const folders = new Map<string, ListedFolder>();
    const items = new Map<string, ListedItem>();
    const removed = new Set<string>();
    for (const record of page.records) {
      const { id } = record;
      if (typeof id !== 'string') continue;
      for (const known of [folders, items, removed]) known.delete(id);
      if (isPlainObject(record['deleted'])) removed.add(id);
      else if (isPlainObject(record['file']) || isPlainObject(record['package'])) items.set(id, fileOf(record));
      else if (isPlainObject(record['folder']) || isPlainObject(record['root'])) folders.set(id, folderOf(record));
      // What is left is a shortcut to another drive, which is read there.
    }
    const goesOn = page.link ?? page.next;
    yield {
      folders: [...folders.values()],
      items: [...items.values()],
      removed: [...removed],
      fromScratch: page.fromScratch,
      ...(goesOn !== undefined && { link: goesOn }),
      end: page.link !== undefined,
    };
  }
}
