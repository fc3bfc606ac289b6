import { type SqlBool, sql } from 'kysely';
import type { ContentDetail, ContentVerdict, Exposure } from '../core/content.ts';
import type { UnreadableReason } from '../core/document.ts';
import type { SensitiveClass } from '../core/phi.ts';
import { folderPaths } from './content-folders.ts';
import { detailOf, joined, named } from './content-names.ts';
import type { ContentSeal } from './content-sealing.ts';
import type { TenantScope } from './scope.ts';

/** An item with what the last scan says of it. */
export interface StoredItem {
  store: string;
  id: string;
  /** Within the store; opened from its seal. */
  path: string;
  /** Ids of the folders above it, the outermost first. A share on one of them opens the item too. */
  folders: string[];
  bytes: number;
  version: string;
  createdAt: string | null;
  modifiedAt: string | null;
  modifiedBy: string | null;
  label: string | null;
  /** Null until it was scanned. */
  class: ContentVerdict['class'] | null;
  patients: number;
  unreadable: UnreadableReason | null;
  partial: boolean;
  kind: string | null;
  counts: Record<string, number> | null;
  sensitive: SensitiveClass[] | null;
  states: string[] | null;
  /** YYYY-MM-DD. */
  earliestDate: string | null;
  exposure: Exposure;
  scannedAt: string | null;
  goneAt: string | null;
}

export interface ItemFilter {
  stores?: readonly string[];
  classes?: readonly ContentVerdict['class'][];
  /** Also what is not in the tenant any more. */
  gone?: boolean;
  /** At most so many; 1,000 when absent. */
  limit?: number;
  /** The last item of the page before. */
  after?: Pick<StoredItem, 'store' | 'id'>;
}

/** Items with their paths, by store and id. */
export async function listContentItems(
  scope: TenantScope,
  seal: ContentSeal,
  filter: ItemFilter = {},
): Promise<StoredItem[]> {
  const { db, tenant } = scope;
  let query = db
    .selectFrom('contentItems')
    .select(['storeId', 'id', 'parentId', 'folders', 'nameSealed', 'bytes', 'version', 'createdAt', 'modifiedAt'])
    .select(['modifiedBy', 'label', 'class', 'patients', 'unreadable', 'partial', 'kind', 'counts', 'sensitive'])
    .select(['states', 'earliestDate', 'exposure', 'scannedAt', 'goneAt'])
    .where('tenantId', '=', tenant)
    .orderBy('storeId')
    .orderBy('id')
    .limit(filter.limit ?? 1000);
  if (filter.stores) query = query.where('storeId', 'in', filter.stores.length > 0 ? filter.stores : ['']);
  if (filter.classes) query = query.where('class', 'in', filter.classes);
  if (!filter.gone) query = query.where('goneAt', 'is', null);
  if (filter.after) query = query.where(sql<SqlBool>`(store_id, id) > (${filter.after.store}, ${filter.after.id})`);
  const rows = await query.execute();
  const paths = new Map<string, ReadonlyMap<string, string>>();
  for (const store of new Set(rows.map(({ storeId }) => storeId)))
    paths.set(store, await folderPaths(scope, seal, store));
  return rows.map(({ storeId, parentId, nameSealed, ...row }) => ({
    store: storeId,
    ...row,
    // Empty where it was asked for and there is none.
    label: row.label || null,
    path: joined(paths.get(storeId)!, parentId, named(seal, nameSealed, storeId, row.id).name),
  }));
}

/** Matches, reasons and gaps of one item. Undefined until it was scanned. */
export async function contentDetail(
  { db, tenant }: TenantScope,
  seal: ContentSeal,
  store: string,
  id: string,
): Promise<ContentDetail | undefined> {
  const row = await db
    .selectFrom('contentItems')
    .select('detailSealed')
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where('id', '=', id)
    .executeTakeFirst();
  return !row?.detailSealed
    ? undefined
    : (JSON.parse(seal.open(row.detailSealed, detailOf(store, id))) as ContentDetail);
}

/** Keyed hashes of the patients in each item, by `store` and `id`. */
export async function contentPeople(
  { db, tenant }: TenantScope,
  filter: { stores?: readonly string[] } = {},
): Promise<{ store: string; item: string; token: string }[]> {
  let query = db
    .selectFrom('contentPeople')
    .select(['storeId as store', 'itemId as item', 'token'])
    .where('tenantId', '=', tenant)
    .orderBy('storeId')
    .orderBy('itemId');
  if (filter.stores) query = query.where('storeId', 'in', filter.stores.length > 0 ? filter.stores : ['']);
  return query.execute();
}
