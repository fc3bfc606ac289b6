import { WardlineError } from '../core/errors.ts';
import type { Keyring } from './master-key.ts';
import { rewrap, seal, sealedWith, unseal } from './sealing.ts';
import type { TenantScope } from './scope.ts';

/** What is told of a credential without opening it. */
export interface CredentialEntry {
  /** The app registration it belongs to: `read-settings`, `read-content`, `change`, `contain`. */
  name: string;
  /** Id of the master key that it is sealed with. */
  keyId: string;
  expiresAt?: string;
  createdAt: string;
}

/** Seals and keeps a credential; one of the same name is replaced. `secret` is what the connector needs, as it likes to write it. */
export async function keepCredential(
  { db, tenant }: TenantScope,
  keyring: Keyring,
  given: { name: string; secret: string; expiresAt?: string; at: string },
): Promise<void> {
  const sealed = seal(keyring, given.secret, contextOf(tenant, given.name));
  const values = {
    keyId: sealedWith(sealed),
    sealed,
    expiresAt: given.expiresAt ?? null,
    createdAt: given.at,
  };
  await db
    .insertInto('credentials')
    .values({ tenantId: tenant, name: given.name, ...values })
    .onConflict((on) => on.columns(['tenantId', 'name']).doUpdateSet(values))
    .execute();
}

/** The secret of a credential. Throws `not-found`, `no-master-key` or `integrity`. */
export async function openCredential({ db, tenant }: TenantScope, keyring: Keyring, name: string): Promise<string> {
  const row = await db
    .selectFrom('credentials')
    .select('sealed')
    .where('tenantId', '=', tenant)
    .where('name', '=', name)
    .executeTakeFirst();
  if (!row)
    throw new WardlineError(
      'not-found',
      `This tenant has no credential named ${name}.`,
      'Make it with: wardline connect',
    );
  return unseal(keyring, row.sealed, contextOf(tenant, name)).toString('utf8');
}

export async function listCredentials({ db, tenant }: TenantScope): Promise<CredentialEntry[]> {
  const rows = await db
    .selectFrom('credentials')
    .select(['name', 'keyId', 'expiresAt', 'createdAt'])
    .where('tenantId', '=', tenant)
    .orderBy('name')
    .execute();
  return rows.map(({ expiresAt, ...entry }) => ({ ...entry, ...(expiresAt !== null && { expiresAt }) }));
}

/** True when there was one. */
export async function deleteCredential({ db, tenant }: TenantScope, name: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('credentials')
    .where('tenantId', '=', tenant)
    .where('name', '=', name)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Brings every credential of the tenant under the current master key. Gives how many were not. */
export async function rewrapCredentials({ db, tenant }: TenantScope, keyring: Keyring): Promise<number> {
  const rows = await db
    .selectFrom('credentials')
    .select(['name', 'sealed'])
    .where('tenantId', '=', tenant)
    .where('keyId', '<>', keyring.current.id)
    .forUpdate()
    .execute();
  for (const { name, sealed } of rows)
    await db
      .updateTable('credentials')
      .set({ sealed: rewrap(keyring, sealed, contextOf(tenant, name)), keyId: keyring.current.id })
      .where('tenantId', '=', tenant)
      .where('name', '=', name)
      .execute();
  return rows.length;
}

function contextOf(tenant: string, name: string): string {
  return `credential ${tenant}/${name}`;
}
