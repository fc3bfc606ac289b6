import type { ContentReader } from '../../core/content-reader.ts';
import { startExaminer } from './examiner.ts';
import type { ScanWorkerData } from './job.ts';
import type { ScanSettings } from './settings.ts';
import type { TenantInventory } from './tenant-inventory.ts';

/**
 * Reads the items with PHI once more and puts their values into the inventory, for a person at a terminal. Values are
 * in no store, so this fetches each item again; messages of Teams come with their list alone and stay without.
 */
export async function showValues(
  { records }: TenantInventory,
  reader: ContentReader,
  settings: ScanSettings,
  data: ScanWorkerData,
): Promise<void> {
  const examiner = startExaminer({ ...settings, data: { ...data, reveal: true } });
  try {
    for (const record of records) {
      const { store, id, path, bytes } = record;
      if ((record.class !== 'PHI' && record.class !== 'PHI_SENSITIVE') || !/^(?:drive|mailbox):/.test(store)) continue;
      const read = await reader.read({ store, id, path, bytes, version: '' }, settings.fileBytes);
      if (read.kind !== 'content') continue;
      const name = store.startsWith('mailbox:') ? 'message.eml' : path;
      record.matches = (await examiner.examine({ path: name, bytes, content: read.bytes })).matches;
    }
  } finally {
    await examiner.close();
  }
}
