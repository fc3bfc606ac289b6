import { sql } from 'kysely';
import type { ContentStore, StoreKind } from '../core/content.ts';
import type { StoreState } from './schema-content.ts';
import type { TenantScope } from './scope.ts';
import { storableText } from './storable.ts';

/** A store as it stands after the last scan. */
export interface StoredStore {
  id: string;
  kind: StoreKind;
  name: string;
  url: string | null;
  site: string | null;
  owner: string | null;
  state: StoreState;
  /** Why it is no-access or partly; empty otherwise. */
  detail: string;
  /** Where the list of its changes goes on. */
  deltaLink: string | null;
  round: number;
  settings: string | null;
  foundAt: string;
  scannedAt: string | null;
}

const columns = [
  'id',
  'kind',
  'name',
  'url',
  'site',
  'owner',
  'state',
  'detail',
  'deltaLink',
  'round',
  'settings',
  'foundAt',
  'scannedAt',
] as const satisfies readonly (keyof StoredStore)[];

/** Keeps a store that was found; what is known of it from earlier scans stays. */
export async function putContentStore({ db, tenant }: TenantScope, given: ContentStore, at: string): Promise<void> {
  const named = {
    kind: given.kind,
    name: storableText(given.name),
    url: given.url ?? null,
    site: given.site ?? null,
    owner: given.owner ?? null,
  };
  await db
    .insertInto('contentStores')
    .values({ tenantId: tenant, id: given.id, ...named, deltaLink: null, settings: null, foundAt: at, scannedAt: null })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'id']).doUpdateSet({
        ...named,
        state: sql`case when content_stores.state = 'gone' then 'new' else content_stores.state end`,
      }),
    )
    .execute();
}

/** By kind and name. */
export async function listContentStores({ db, tenant }: TenantScope): Promise<StoredStore[]> {
  return db
    .selectFrom('contentStores')
    .select(columns)
    .where('tenantId', '=', tenant)
    .orderBy('kind')
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export async function getContentStore({ db, tenant }: TenantScope, id: string): Promise<StoredStore | undefined> {
  return db
    .selectFrom('contentStores')
    .select(columns)
    .where('tenantId', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Records how far a store came. */
export async function moveContentStore(
  { db, tenant }: TenantScope,
  id: string,
  to: Partial<Pick<StoredStore, 'state' | 'detail' | 'deltaLink' | 'round' | 'settings' | 'scannedAt'>>,
): Promise<void> {
  await db.updateTable('contentStores').set(to).where('tenantId', '=', tenant).where('id', '=', id).execute();
}

/** Marks stores gone that the tenant does not have any more, with all that lay in them. */
export async function loseContentStores(
  { db, tenant }: TenantScope,
  ids: readonly string[],
  at: string,
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('contentStores')
    .set({ state: 'gone', deltaLink: null })
    .where('tenantId', '=', tenant)
    .where('id', 'in', ids)
    .execute();
  for (const table of ['contentItems', 'contentFolders', 'contentShares'] as const)
    await db
      .updateTable(table)
      .set({ goneAt: at })
      .where('tenantId', '=', tenant)
      .where('storeId', 'in', ids)
      .where('goneAt', 'is', null)
      .execute();
}
