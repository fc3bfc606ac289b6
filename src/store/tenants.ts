import { WardlineError } from '../core/errors.ts';
import type { Cloud } from '../core/snapshot.ts';
import { StoreError } from './errors.ts';
import type { Store } from './open.ts';
import { type SystemScope, type TenantScope, checkTenantId, withSystem, withTenant } from './scope.ts';
import { storableText } from './storable.ts';

export interface Tenant {
  /** Entra's tenant id in lower case, or a short name. */
  id: string;
  name: string;
  /** The color that marks it on every page: `#1f6f78`. */
  color: string;
  cloud: Cloud;
  domain?: string | undefined;
  /** ISO 8601 UTC. */
  createdAt: string;
  /** When it was removed. What was recorded of it stays. */
  removedAt?: string | undefined;
}

export type NewTenant = Omit<Tenant, 'createdAt' | 'removedAt'> & { at: string };

/** Adds a tenant; one that was removed comes back with its history. Throws `conflict` when it is there. */
export async function addTenant({ db }: SystemScope, { at, ...given }: NewTenant): Promise<Tenant> {
  checkTenantId(given.id);
  const described = describe(given);
  const row = await db
    .insertInto('tenants')
    .values({ id: given.id, ...described, createdAt: at })
    .onConflict((on) =>
      on
        .column('id')
        .doUpdateSet({ ...described, removedAt: null })
        .where('tenants.removedAt', 'is not', null),
    )
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new StoreError('conflict', 'This tenant is there already.', 'See: wardline tenant list');
  return tenantOf(row);
}

/** Changes name, color or domain. Throws `not-found`. */
export async function changeTenant(
  { db }: SystemScope,
  id: string,
  change: Partial<Pick<Tenant, 'name' | 'color' | 'domain'>>,
): Promise<Tenant> {
  const current = await db.selectFrom('tenants').selectAll().where('id', '=', id).executeTakeFirst();
  if (!current) throw noTenant();
  const row = await db
    .updateTable('tenants')
    .set(describe({ ...tenantOf(current), ...change }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return tenantOf(row);
}

/** All tenants by name; removed ones only when asked for. */
export async function listTenants({ db }: SystemScope, given: { removed?: boolean } = {}): Promise<Tenant[]> {
  let query = db.selectFrom('tenants').selectAll().orderBy('name').orderBy('id');
  if (!given.removed) query = query.where('removedAt', 'is', null);
  return (await query.execute()).map(tenantOf);
}

/** The tenant of this scope. Throws `not-found` when there is none of this id or it was removed. */
export async function getTenant({ db, tenant }: TenantScope): Promise<Tenant> {
  const row = await db.selectFrom('tenants').selectAll().where('id', '=', tenant).executeTakeFirst();
  if (!row || row.removedAt) throw noTenant();
  return tenantOf(row);
}

/** Removes a tenant: its credentials are deleted, its history stays. Throws `not-found`. */
export async function removeTenant(store: Store, id: string, at: string): Promise<void> {
  // Credentials first: a kill between the two leaves a tenant that cannot be reached, never a removed one that can.
  await withTenant(store, id, async (scope) => {
    await getTenant(scope);
    await scope.db.deleteFrom('credentials').where('tenantId', '=', id).execute();
  });
  await withSystem(store, ({ db }) => db.updateTable('tenants').set({ removedAt: at }).where('id', '=', id).execute());
}

function describe({ name, color, cloud, domain }: Pick<Tenant, 'name' | 'color' | 'cloud' | 'domain'>) {
  if (!/\S/.test(name)) throw new WardlineError('bad-input', 'A tenant needs a name.');
  if (!/^#[0-9a-f]{6}$/.test(color))
    throw new WardlineError('bad-input', 'A color is written as #1f6f78, in lower case.');
  return { name: storableText(name), color, cloud, domain: domain === undefined ? null : storableText(domain) };
}

function tenantOf(row: { [K in keyof Tenant]-?: Exclude<Tenant[K], undefined> | null }): Tenant {
  const { domain, removedAt, ...rest } = row;
  return { ...(rest as Tenant), ...(domain !== null && { domain }), ...(removedAt !== null && { removedAt }) };
}

function noTenant(): WardlineError {
  return new WardlineError('not-found', 'There is no such tenant.', 'See: wardline tenant list');
}
