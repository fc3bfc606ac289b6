import { sql } from 'kysely';
import type { ListedFolder } from '../core/content-reader.ts';
import type { ContentSeal } from './content-sealing.ts';
import type { TenantScope } from './scope.ts';

/** A mail folder and where the list of its changes goes on. */
export interface FolderProgress {
  id: string;
  deltaLink: string | null;
  round: number;
}

const context = (store: string, id: string) => `folder ${store} ${id}`;

/**
 * Keeps folders as they were listed. Items name the folder that they lie in, so that a renamed one leaves them as they
 * are. `round` is the store's; without it a folder keeps its own.
 */
export async function putContentFolders(
  { db, tenant }: TenantScope,
  seal: ContentSeal,
  store: string,
  folders: readonly ListedFolder[],
  round?: number,
): Promise<void> {
  for (const { id, parent, name } of folders) {
    const listed = {
      parentId: parent ?? null,
      nameSealed: seal.seal(name, context(store, id)),
      ...(round !== undefined && { round }),
      goneAt: null,
    };
    await db
      .insertInto('contentFolders')
      .values({ tenantId: tenant, storeId: store, id, round: 0, ...listed, deltaLink: null })
      .onConflict((conflict) => conflict.columns(['tenantId', 'storeId', 'id']).doUpdateSet(listed))
      .execute();
  }
}

/** Where each folder's own list of changes goes on. */
export async function folderProgress({ db, tenant }: TenantScope, store: string): Promise<FolderProgress[]> {
  return db
    .selectFrom('contentFolders')
    .select(['id', 'deltaLink', 'round'])
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where('goneAt', 'is', null)
    .execute();
}

export async function moveContentFolder(
  { db, tenant }: TenantScope,
  store: string,
  id: string,
  to: Partial<Omit<FolderProgress, 'id'>>,
): Promise<void> {
  await db
    .updateTable('contentFolders')
    .set(to)
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where('id', '=', id)
    .execute();
}

/** Writes the ids of the folders above into each item of a store whose place changed. A circle of folders ends. */
export async function settleFolders({ db, tenant }: TenantScope, store: string): Promise<void> {
  await sql`
    with recursive above (id, folders) as (
      select f.id, array[f.id] from wardline.content_folders f
        where f.tenant_id = ${tenant} and f.store_id = ${store}
          and not exists (select from wardline.content_folders p
            where p.tenant_id = f.tenant_id and p.store_id = f.store_id and p.id = f.parent_id)
      union all
      select f.id, above.folders || f.id from wardline.content_folders f
        join above on f.parent_id = above.id
        where f.tenant_id = ${tenant} and f.store_id = ${store})
    update wardline.content_items i set folders = above.folders from above
      where i.tenant_id = ${tenant} and i.store_id = ${store} and i.parent_id = above.id
        and i.folders is distinct from above.folders`.execute(db);
}

/** Names of some folders of a store, opened from their seals. */
export async function folderNames(
  { db, tenant }: TenantScope,
  seal: ContentSeal,
  store: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('contentFolders')
    .select(['id', 'nameSealed'])
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .execute();
  return new Map(rows.map(({ id, nameSealed }) => [id, seal.open(nameSealed, context(store, id))]));
}

/** The path of each folder of a store, without its root: "Referrals/2026". */
export async function folderPaths(
  { db, tenant }: TenantScope,
  seal: ContentSeal,
  store: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('contentFolders')
    .select(['id', 'parentId', 'nameSealed'])
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  const paths = new Map<string, string>();
  const pathOf = (id: string, below: number): string => {
    const found = paths.get(id);
    if (found !== undefined) return found;
    const row = known.get(id);
    // Folders that lead in a circle come from a broken list; 400 is more than SharePoint allows.
    if (!row || below > 400) return '';
    const name = seal.open(row.nameSealed, context(store, id));
    const above = row.parentId === null ? '' : pathOf(row.parentId, below + 1);
    const path = above === '' || name === '' ? `${above}${name}` : `${above}/${name}`;
    paths.set(id, path);
    return path;
  };
  for (const { id } of rows) pathOf(id, 0);
  return paths;
}
