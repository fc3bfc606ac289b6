import { sql } from 'kysely';
import type { Exposure } from '../core/content.ts';
import type { ListedItem } from '../core/content-reader.ts';
import { type Named, nameOf, sentOf } from './content-names.ts';
import type { ContentSeal } from './content-sealing.ts';
import type { TenantScope } from './scope.ts';
import { storableText } from './storable.ts';

/** Ids named in one statement. */
const mostIds = 1000;

/** Keeps items as they were listed. What a scan said of the same version stays. */
export async function putListedItems(
  { db, tenant }: TenantScope,
  seal: ContentSeal,
  { store, round, least }: { store: string; round: number; least: Exposure },
  items: readonly ListedItem[],
): Promise<void> {
  const rows = [...new Map(items.map((item) => [item.id, item])).values()].map((item) => ({
    tenantId: tenant,
    storeId: store,
    id: item.id,
    parentId: item.parent ?? null,
    // A checksum of few bytes tells them, so it is sealed with the name.
    nameSealed: seal.seal(
      JSON.stringify({
        ...{ name: item.name, checksum: item.checksum, unreadable: item.unreadable, messageId: item.messageId },
      } satisfies Named),
      nameOf(store, item.id),
    ),
    bytes: item.bytes,
    version: item.version,
    scannedVersion: null,
    createdAt: item.createdAt ?? null,
    modifiedAt: item.modifiedAt ?? null,
    modifiedBy: item.modifiedBy === undefined ? null : storableText(item.modifiedBy),
    label: item.label ?? null,
    sentAt: item.sent?.at ?? null,
    sentSealed: item.sent ? seal.seal(JSON.stringify(item.sent), sentOf(store, item.id)) : null,
    exposure: least,
    round,
    goneAt: null,
  }));
  for (let from = 0; from < rows.length; from += mostIds)
    await db
      .insertInto('contentItems')
      .values(rows.slice(from, from + mostIds))
      .onConflict((conflict) =>
        conflict.columns(['tenantId', 'storeId', 'id']).doUpdateSet({
          parentId: sql`excluded.parent_id`,
          nameSealed: sql`excluded.name_sealed`,
          // Lists of messages tell no size.
          bytes: sql`case when excluded.bytes > 0 or content_items.version <> excluded.version
            then excluded.bytes else content_items.bytes end`,
          version: sql`excluded.version`,
          createdAt: sql`excluded.created_at`,
          modifiedAt: sql`excluded.modified_at`,
          modifiedBy: sql`excluded.modified_by`,
          // A label is written into the file, so another version may carry another one.
          label: sql`coalesce(excluded.label,
            case when content_items.version = excluded.version then content_items.label end)`,
          sentAt: sql`excluded.sent_at`,
          sentSealed: sql`excluded.sent_sealed`,
          round: sql`excluded.round`,
          goneAt: null,
        }),
      )
      .execute();
}

/**
 * Marks files and folders gone that the service says were deleted. `from`: only what still lies in that mail folder,
 * for a message that was moved leaves one folder and comes into another, in either order.
 */
export async function loseItems(
  scope: TenantScope,
  store: string,
  ids: readonly string[],
  at: string,
  from?: string,
): Promise<void> {
  const { db, tenant } = scope;
  if (ids.length === 0) return;
  if (ids.length > mostIds) {
    for (let first = 0; first < ids.length; first += mostIds)
      await loseItems(scope, store, ids.slice(first, first + mostIds), at, from);
    return;
  }
  for (const table of ['contentItems', 'contentFolders'] as const) {
    const lost = db
      .updateTable(table)
      .set({ goneAt: at })
      .where('tenantId', '=', tenant)
      .where('storeId', '=', store)
      .where('id', 'in', ids)
      .where('goneAt', 'is', null);
    await (from === undefined ? lost : lost.where('parentId', '=', from)).execute();
  }
  await db
    .updateTable('contentShares')
    .set({ goneAt: at })
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where('itemId', 'in', ids)
    .where('goneAt', 'is', null)
    .execute();
}

/** Ids of what lies in a folder. */
export async function itemsIn({ db, tenant }: TenantScope, store: string, folder: string): Promise<string[]> {
  const rows = await db
    .selectFrom('contentItems')
    .select('id')
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where('parentId', '=', folder)
    .where('goneAt', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** After a list of everything: what it did not name is gone. `folder` narrows it to one mail folder. */
export async function loseUnlisted(
  scope: TenantScope,
  { store, round, folder }: { store: string; round: number; folder?: string },
  at: string,
): Promise<void> {
  const { db, tenant } = scope;
  let query = db
    .selectFrom('contentItems')
    .select('id')
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where('goneAt', 'is', null)
    .where('round', '<>', round);
  if (folder !== undefined) query = query.where('parentId', '=', folder);
  const gone = (await query.execute()).map(({ id }) => id);
  if (folder === undefined) {
    const folders = db
      .selectFrom('contentFolders')
      .select('id')
      .where('tenantId', '=', tenant)
      .where('storeId', '=', store)
      .where('goneAt', 'is', null)
      .where('round', '<>', round);
    gone.push(...(await folders.execute()).map(({ id }) => id));
  }
  await loseItems(scope, store, gone, at);
}
