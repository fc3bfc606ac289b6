import { sql } from 'kysely';
import type { StoreKind } from '../../core/content.ts';
import { folderNames } from '../content-folders.ts';
import { named } from '../content-names.ts';
import type { ContentSeal } from '../content-sealing.ts';
import type { TenantScope } from '../scope.ts';

/** A file or message in which a scan found a patient. */
export interface PatientItem {
  store: string;
  kind: StoreKind;
  id: string;
  /** What the audit log calls a file: its list item id. SharePoint writes it into the version of the content. */
  listItem?: string;
  messageId?: string;
  /** Address of its library or OneDrive. */
  storeUrl?: string;
  goneAt?: string;
  /** Within the store; PHI. */
  path: string;
}

interface Found {
  storeId: string;
  id: string;
  version: string;
  nameSealed: string;
  goneAt: string | null;
  folders: string[];
  kind: StoreKind;
  url: string | null;
}

/** A patient in more items than this is no patient, but a value of every file. */
const most = 10_000;

/** The items in which scans found one of the tokens, by store and id. */
export async function patientItems(
  scope: TenantScope,
  seal: ContentSeal,
  tokens: readonly string[],
): Promise<PatientItem[]> {
  if (tokens.length === 0) return [];
  const { db, tenant } = scope;
  // By place, one after the other: without statistics a join of the whole tables would be chosen.
  const { rows } = await sql<Found>`
    select item.store_id, item.id, item.version, item.name_sealed, item.gone_at, item.folders, store.kind, store.url
    from (select distinct store_id, item_id from wardline.content_people
        where tenant_id = ${tenant} and token = any(${[...tokens]}::text[])
        order by store_id, item_id limit ${most}) as person
      cross join lateral (select * from wardline.content_items
        where tenant_id = ${tenant} and store_id = person.store_id and id = person.item_id limit 1) as item
      cross join lateral (select kind, url from wardline.content_stores
        where tenant_id = ${tenant} and id = person.store_id limit 1) as store
    order by item.store_id, item.id`.execute(db);
  const found: PatientItem[] = [];
  for (const [storeId, some] of Map.groupBy(rows, (row) => row.storeId)) {
    const folders = await folderNames(scope, seal, storeId, [...new Set(some.flatMap((row) => row.folders))]);
    for (const row of some) {
      const { name, messageId } = named(seal, row.nameSealed, storeId, row.id);
      const above = row.folders.map((id) => folders.get(id) ?? '').filter((folder) => folder !== '');
      const listItem = isFile(row) ? listItemOf(row.version) : undefined;
      found.push({
        ...{ store: storeId, kind: row.kind, id: row.id, path: [...above, name].join('/') },
        ...(listItem !== undefined && { listItem }),
        ...(messageId !== undefined && { messageId }),
        ...(row.url !== null && isFile(row) && { storeUrl: row.url }),
        ...(row.goneAt !== null && { goneAt: row.goneAt }),
      });
    }
  }
  return found;
}

function isFile({ kind }: { kind: StoreKind }): boolean {
  return kind === 'library' || kind === 'onedrive';
}

/** `"c:{6D1F0A8E-3C52-4F0B-9A53-0D6F2F6A1B11},3"` holds the list item id, as eTags of SharePoint do. */
function listItemOf(version: string): string | undefined {
  return /\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}/i.exec(version)?.[1]?.toLowerCase();
}
