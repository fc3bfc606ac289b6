import { sql } from 'kysely';
import { type ContentShare, type Exposure, exposures } from '../core/content.ts';
import type { ContentSeal } from './content-sealing.ts';
import type { TenantScope } from './scope.ts';

/** A share as the last scan found it. */
export interface StoredShare {
  store: string;
  /** The file or folder it is on. On a folder it opens every item that names the folder in its `folders`. */
  item: string;
  id: string;
  kind: ContentShare['kind'];
  access: ContentShare['access'];
  grantees: string[];
  /** Domains of the grantees' addresses. */
  domains: string[];
  /** Somebody outside the organization is among the grantees. */
  outside: boolean;
  createdAt: string | null;
  createdBy: string | null;
  lastUsedAt: string | null;
  expiresAt: string | null;
  hasPassword: boolean | null;
  /** Made on a folder above: there it is listed too. */
  inherited: boolean;
  foundAt: string;
  goneAt: string | null;
}

const context = ({ store, item, id }: Pick<ContentShare, 'store' | 'item' | 'id'>) => `share ${store} ${item} ${id}`;

/** Remembers that the shares of these files and folders are to be read. */
export async function wantShares({ db, tenant }: TenantScope, store: string, items: readonly string[]): Promise<void> {
  if (items.length === 0) return;
  await db
    .insertInto('contentShareReads')
    .values(items.map((itemId) => ({ tenantId: tenant, storeId: store, itemId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Files and folders whose shares are to be read, by id. */
export async function wantedShares(
  { db, tenant }: TenantScope,
  store: string,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('contentShareReads')
    .select('itemId')
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where('itemId', '>', after)
    .orderBy('itemId')
    .limit(limit)
    .execute();
  return rows.map(({ itemId }) => itemId);
}

/** Items of which shares are kept and that the list says are not shared any more. */
export async function dropShares(
  { db, tenant }: TenantScope,
  store: string,
  items: readonly string[],
  at: string,
): Promise<void> {
  if (items.length === 0) return;
  await db
    .updateTable('contentShares')
    .set({ goneAt: at })
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where('itemId', 'in', items)
    .where('goneAt', 'is', null)
    .execute();
}

/** What items have from a folder above whose own share ended. */
export async function dropInherited(
  { db, tenant }: TenantScope,
  store: string,
  shares: readonly string[],
  at: string,
): Promise<void> {
  if (shares.length === 0) return;
  await db
    .updateTable('contentShares')
    .set({ goneAt: at })
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where('id', 'in', shares)
    .where('inherited', '=', true)
    .where('goneAt', 'is', null)
    .execute();
}

/** Keeps the shares of one file or folder as they were read; those that are not among them are gone. */
export async function putShares(
  scope: TenantScope,
  seal: ContentSeal,
  { store, item }: Pick<ContentShare, 'store' | 'item'>,
  shares: readonly ContentShare[],
  at: string,
): Promise<void> {
  const { db, tenant } = scope;
  await dropShares(scope, store, [item], at);
  for (const share of shares) {
    const read = {
      kind: share.kind,
      access: share.access,
      granteesSealed: seal.seal(JSON.stringify(share.grantees), context(share)),
      domains: JSON.stringify(domainsOf(share.grantees)),
      outside: share.outside ?? false,
      createdAt: share.createdAt ?? null,
      createdBy: share.createdBy ?? null,
      lastUsedAt: share.lastUsedAt ?? null,
      expiresAt: share.expiresAt ?? null,
      hasPassword: share.hasPassword ?? null,
      inherited: share.inherited ?? false,
      goneAt: null,
    };
    await db
      .insertInto('contentShares')
      .values({ tenantId: tenant, storeId: store, itemId: item, id: share.id, ...read, foundAt: at })
      .onConflict((conflict) => conflict.columns(['tenantId', 'storeId', 'itemId', 'id']).doUpdateSet(read))
      .execute();
  }
  await db
    .deleteFrom('contentShareReads')
    .where('tenantId', '=', tenant)
    .where('storeId', '=', store)
    .where('itemId', '=', item)
    .execute();
}

/**
 * Writes into each item of a store how open it is: the widest of its own shares and of those on folders above it.
 * A link that has expired opens nothing.
 */
export async function settleExposure(
  { db, tenant }: TenantScope,
  store: string,
  least: Exposure,
  at: string,
): Promise<void> {
  const names = sql`array[${sql.join([...exposures])}]::text[]`;
  await sql`
    with open as (
      select item_id, max(array_position(${names},
          case when kind <> 'anonymous' and outside then 'guest'
               when kind in ('anonymous', 'organization', 'guest') then kind
               when access = 'owner' then 'private' else 'shared' end)) as rank
        from wardline.content_shares
        where tenant_id = ${tenant} and store_id = ${store} and gone_at is null
          and (expires_at is null or expires_at > ${at})
        group by item_id),
    item as (
      select i.id, max(open.rank) as rank from wardline.content_items i
        cross join lateral unnest(i.folders || i.id) as place (id) join open on open.item_id = place.id
        where i.tenant_id = ${tenant} and i.store_id = ${store}
        group by i.id),
    settled as (
      select i.id, (${names})[greatest(array_position(${names}, ${least}::text), item.rank)] as exposure
        from wardline.content_items i left join item on item.id = i.id
        where i.tenant_id = ${tenant} and i.store_id = ${store})
    update wardline.content_items i set exposure = settled.exposure from settled
      where i.tenant_id = ${tenant} and i.store_id = ${store} and i.id = settled.id
        and i.exposure <> settled.exposure`.execute(db);
}

/** Shares, by store, item and id; of the whole tenant, of some stores, or of some of their items. */
export async function listShares(
  { db, tenant }: TenantScope,
  seal: ContentSeal,
  filter: { stores?: readonly string[]; items?: readonly string[]; gone?: boolean } = {},
): Promise<StoredShare[]> {
  let query = db
    .selectFrom('contentShares')
    .select(['storeId as store', 'itemId as item', 'id', 'kind', 'access', 'granteesSealed', 'domains', 'outside'])
    .select(['createdAt', 'createdBy', 'lastUsedAt', 'expiresAt', 'hasPassword', 'inherited', 'foundAt', 'goneAt'])
    .where('tenantId', '=', tenant)
    .orderBy('storeId')
    .orderBy('itemId')
    .orderBy('id');
  if (filter.stores) query = query.where('storeId', 'in', filter.stores.length > 0 ? filter.stores : ['']);
  if (filter.items) query = query.where('itemId', 'in', filter.items.length > 0 ? filter.items : ['']);
  if (!filter.gone) query = query.where('goneAt', 'is', null);
  const rows = await query.execute();
  return rows.map(({ granteesSealed, ...row }) => ({
    ...row,
    grantees: JSON.parse(seal.open(granteesSealed, context(row))) as string[],
  }));
}

function domainsOf(grantees: readonly string[]): string[] {
  const domains = grantees.map((grantee) => /@([^@\s]+)$/.exec(grantee)?.[1]?.toLowerCase());
  return [...new Set(domains.filter((domain) => domain !== undefined))].sort();
}
