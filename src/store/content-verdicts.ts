import { type SqlBool, sql } from 'kysely';
import type { ContentItem, ContentVerdict, MailProtection } from '../core/content.ts';
import type { WantedItem } from '../core/content-reader.ts';
import { folderPaths } from './content-folders.ts';
import { detailOf, joined, named } from './content-names.ts';
import type { ContentSeal } from './content-sealing.ts';
import type { TenantScope } from './scope.ts';

/** What is to be read: items whose version or whose settings are not those of the last scan; in order of their ids. */
export async function pendingItems(
  scope: TenantScope,
  seal: ContentSeal,
  { store, settings, after, limit }: { store: string; settings: string; after: string; limit: number },
  paths?: ReadonlyMap<string, string>,
): Promise<WantedItem[]> {
  const rows = await pending(scope, store, settings)
    .select(['id', 'parentId', 'nameSealed', 'bytes', 'version', 'label'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  if (rows.length === 0) return [];
  const folders = paths ?? (await folderPaths(scope, seal, store));
  return rows.map(({ parentId, nameSealed, label, ...row }) => {
    const { name, ...listed } = named(seal, nameSealed, store, row.id);
    return { ...row, store, path: joined(folders, parentId, name), ...(label && { label }), ...listed };
  });
}

/** How much there is to be read in a store; items of more than `largest` bytes are not fetched and count none. */
export async function countPending(
  scope: TenantScope,
  store: string,
  settings: string,
  largest = Number.MAX_SAFE_INTEGER,
): Promise<{ items: number; bytes: number }> {
  const found = await pending(scope, store, settings)
    .select(({ fn }) => [
      fn.countAll<number>().as('items'),
      sql<number>`coalesce(sum(bytes) filter (where bytes <= ${largest}), 0)::bigint`.as('bytes'),
    ])
    .executeTakeFirstOrThrow();
  return { items: found.items, bytes: found.bytes };
}

function pending({ db, tenant }: TenantScope, store: string, settings: string) {
  return db
    .selectFrom('contentItems')
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where('goneAt', 'is', null)
    .where(sql<SqlBool>`(scanned_version is distinct from version or settings is distinct from ${settings})`);
}

/**
 * Keeps what a scan says of an item. `version` is the one that was read; `again` leaves it to be read once more by the
 * next scan, because what went wrong may pass.
 */
export async function saveVerdict(
  { db, tenant }: TenantScope,
  seal: ContentSeal,
  item: Pick<ContentItem, 'store' | 'id' | 'version'>,
  verdict: ContentVerdict,
  {
    settings,
    at,
    bytes,
    again,
    protection,
  }: { settings: string; at: string; bytes?: number; again?: boolean; protection?: MailProtection },
): Promise<void> {
  await db
    .updateTable('contentItems')
    .set({
      scannedVersion: again ? null : item.version,
      ...(bytes !== undefined && { bytes }),
      protection: protection ?? null,
      class: verdict.class,
      patients: verdict.patients,
      unreadable: verdict.unreadable ?? null,
      partial: verdict.partial ?? false,
      kind: verdict.kind,
      counts: JSON.stringify(verdict.counts),
      sensitive: JSON.stringify(verdict.sensitive),
      states: JSON.stringify(verdict.states),
      earliestDate: verdict.earliestDate ?? null,
      detailSealed: seal.seal(JSON.stringify(verdict.detail), detailOf(item.store, item.id)),
      settings,
      scannedAt: at,
    })
    .where('tenantId', '=', tenant)
    .where('storeId', '=', item.store)
    .where('id', '=', item.id)
    .execute();
  await db
    .deleteFrom('contentPeople')
    .where('tenantId', '=', tenant)
    .where('storeId', '=', item.store)
    .where('itemId', '=', item.id)
    .execute();
  for (let from = 0; from < verdict.people.length; from += 5000)
    await db
      .insertInto('contentPeople')
      .values(
        verdict.people
          .slice(from, from + 5000)
          .map((token) => ({ tenantId: tenant, storeId: item.store, itemId: item.id, token })),
      )
      .execute();
}

/** Items whose label was not asked for since they changed; in order of their ids. */
export async function unlabeledItems(
  { db, tenant }: TenantScope,
  seal: ContentSeal,
  { store, after, limit }: { store: string; after: string; limit: number },
): Promise<{ id: string; name: string }[]> {
  const rows = await db
    .selectFrom('contentItems')
    .select(['id', 'nameSealed'])
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where('goneAt', 'is', null)
    .where('label', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id, nameSealed }) => ({ id, name: named(seal, nameSealed, store, id).name }));
}

/** Keeps the sensitivity label of an item; null where it has none. */
export async function labelItem(
  { db, tenant }: TenantScope,
  { store, id }: Pick<ContentItem, 'store' | 'id'>,
  label: string | null,
): Promise<void> {
  await db
    .updateTable('contentItems')
    .set({ label: label ?? '' })
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where('id', '=', id)
    .execute();
}
