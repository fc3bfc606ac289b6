import { randomUUID } from 'node:crypto';
import type { Role } from '../core/permission.ts';
import { StoreError, codeOf } from './errors.ts';
import type { AccountState } from './schema-accounts.ts';
import type { SystemScope } from './scope.ts';
import { storableText } from './storable.ts';

export interface Account {
  id: string;
  email: string;
  name: string;
  state: AccountState;
  /** Hash in PHC form; absent for who signs in by passkey or identity provider alone. */
  password?: string | undefined;
  createdAt: string;
}

export interface GrantedRole {
  role: Role;
  /** A tenant's id, or `*` for all. */
  tenant: string;
  /** Last day on which it counts, YYYY-MM-DD. */
  until?: string | undefined;
}

/** Makes an account. Throws `conflict` when the address has one. */
export async function addAccount(
  { db }: SystemScope,
  { email, name, state, at }: { email: string; name: string; state: AccountState; at: string },
): Promise<Account> {
  const id = randomUUID();
  const values = { id, email: email.toLowerCase(), name: storableText(name), state, createdAt: at };
  try {
    await db.insertInto('accounts').values(values).execute();
  } catch (error) {
    if (codeOf(error) === '23505')
      throw new StoreError('conflict', 'Somebody with this address has an account already.', 'Change that account.');
    throw error;
  }
  return values;
}

export async function accountById({ db }: SystemScope, id: string): Promise<Account | undefined> {
  const row = await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
  return row && accountOf(row);
}

export async function accountByEmail({ db }: SystemScope, email: string): Promise<Account | undefined> {
  const row = await db.selectFrom('accounts').selectAll().where('email', '=', email.toLowerCase()).executeTakeFirst();
  return row && accountOf(row);
}

/** Everybody, by name. */
export async function listAccounts({ db }: SystemScope): Promise<Account[]> {
  return (await db.selectFrom('accounts').selectAll().orderBy('name').orderBy('id').execute()).map(accountOf);
}

export async function setPassword({ db }: SystemScope, id: string, password: string, at: string): Promise<void> {
  await db.updateTable('accounts').set({ password, passwordAt: at }).where('id', '=', id).execute();
}

/** Ends or gives back an account; ending it ends its sessions and tokens at once. */
export async function setAccountState({ db }: SystemScope, id: string, state: AccountState, at: string): Promise<void> {
  await db.updateTable('accounts').set({ state }).where('id', '=', id).execute();
  if (state !== 'disabled') return;
  await db
    .updateTable('sessions')
    .set({ endedAt: at })
    .where('accountId', '=', id)
    .where('endedAt', 'is', null)
    .execute();
  await db
    .updateTable('apiTokens')
    .set({ endedAt: at })
    .where('accountId', '=', id)
    .where('endedAt', 'is', null)
    .execute();
}

/** All roles that were given, ended ones too. */
export async function grantedRoles({ db }: SystemScope): Promise<(GrantedRole & { account: string })[]> {
  const rows = await db.selectFrom('accountRoles').selectAll().orderBy('tenant').orderBy('role').execute();
  return rows.map(({ accountId, role, tenant, until }) => ({
    account: accountId,
    role,
    tenant,
    ...(until !== null && { until }),
  }));
}

/**
 * Puts these roles in place of all that an account has. Throws `conflict` when nobody would be owner of everything
 * any more: nobody could give the right back.
 */
export async function replaceRoles(
  scope: SystemScope,
  id: string,
  roles: readonly GrantedRole[],
  { by, at }: { by: string; at: string },
): Promise<void> {
  const { db } = scope;
  await db.deleteFrom('accountRoles').where('accountId', '=', id).execute();
  if (roles.length > 0)
    await db
      .insertInto('accountRoles')
      .values(
        roles.map(({ role, tenant, until }) => ({
          accountId: id,
          role,
          tenant,
          until: until ?? null,
          grantedBy: by,
          grantedAt: at,
        })),
      )
      .execute();
  await requireOwner(scope);
}

/** Throws `conflict` when no active account is owner for all tenants. */
export async function requireOwner({ db }: SystemScope): Promise<void> {
  const owner = await db
    .selectFrom('accountRoles')
    .innerJoin('accounts', 'accounts.id', 'accountRoles.accountId')
    .select('accounts.id')
    .where('accountRoles.role', '=', 'owner')
    .where('accountRoles.tenant', '=', '*')
    .where('accountRoles.until', 'is', null)
    .where('accounts.state', '=', 'active')
    .executeTakeFirst();
  if (!owner)
    throw new StoreError(
      'conflict',
      'Nobody would be owner any more.',
      'Make somebody else owner of all tenants first.',
    );
}

/** True until the first owner is there. */
export async function isUnclaimed({ db }: SystemScope): Promise<boolean> {
  const any = await db.selectFrom('accountRoles').select('accountId').where('role', '=', 'owner').executeTakeFirst();
  return any === undefined;
}

export function accountOf(row: {
  id: string;
  email: string;
  name: string;
  state: AccountState;
  password: string | null;
  createdAt: string;
}): Account {
  const { id, email, name, state, password, createdAt } = row;
  return { id, email, name, state, createdAt, ...(password !== null && { password }) };
}
