import { randomUUID } from 'node:crypto';
import type { SystemScope } from './scope.ts';
import { storableText } from './storable.ts';

/** A second step of an account: an app that makes codes, or a passkey. */
export interface Authenticator {
  id: string;
  account: string;
  kind: 'totp' | 'passkey';
  name: string;
  /** Of TOTP the sealed secret; of a passkey its public part as JSON. */
  content: string;
  credentialId?: string | undefined;
  counter: number;
  createdAt: string;
  /** Absent until its first code was right: it does not count before. */
  confirmedAt?: string | undefined;
  lastUsedAt?: string | undefined;
  lastStep?: number | undefined;
}

export async function addAuthenticator(
  { db }: SystemScope,
  given: Pick<Authenticator, 'account' | 'kind' | 'name' | 'content' | 'credentialId'> & {
    id?: string;
    counter?: number;
    at: string;
    confirmed: boolean;
  },
): Promise<string> {
  const id = given.id ?? randomUUID();
  await db
    .insertInto('authenticators')
    .values({
      id,
      accountId: given.account,
      kind: given.kind,
      name: storableText(given.name),
      content: given.content,
      credentialId: given.credentialId ?? null,
      counter: given.counter ?? 0,
      createdAt: given.at,
      confirmedAt: given.confirmed ? given.at : null,
    })
    .execute();
  return id;
}

/** All of an account, those that do not count yet too. */
export async function authenticatorsOf({ db }: SystemScope, account: string): Promise<Authenticator[]> {
  const rows = await db
    .selectFrom('authenticators')
    .selectAll()
    .where('accountId', '=', account)
    .orderBy('createdAt')
    .execute();
  return rows.map(authenticatorOf);
}

export async function passkeyById({ db }: SystemScope, credentialId: string): Promise<Authenticator | undefined> {
  const row = await db
    .selectFrom('authenticators')
    .selectAll()
    .where('credentialId', '=', credentialId)
    .executeTakeFirst();
  return row && authenticatorOf(row);
}

/** Marks a use. False when the time step or the counter was used before: then it is a replay, whoever came first. */
export async function recordUse(
  { db }: SystemScope,
  id: string,
  at: string,
  use: { step: number } | { counter: number },
): Promise<boolean> {
  const query = db.updateTable('authenticators').where('id', '=', id);
  const { numUpdatedRows } =
    'step' in use
      ? await query
          .set({ lastUsedAt: at, lastStep: use.step })
          .where((where) => where.or([where('lastStep', 'is', null), where('lastStep', '<', use.step)]))
          .executeTakeFirst()
      : await query
          .set({ lastUsedAt: at, counter: use.counter })
          // Passkeys that are kept in sync between devices count nothing and say 0.
          .where((where) => where.or([where('counter', '<', use.counter), where(where.val(use.counter), '=', 0)]))
          .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function confirmAuthenticator({ db }: SystemScope, id: string, name: string, at: string): Promise<void> {
  await db
    .updateTable('authenticators')
    .set({ name: storableText(name), confirmedAt: at })
    .where('id', '=', id)
    .execute();
}

export async function removeAuthenticator({ db }: SystemScope, account: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('authenticators')
    .where('id', '=', id)
    .where('accountId', '=', account)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Puts new recovery codes in place of all old ones. */
export async function replaceRecoveryCodes(
  { db }: SystemScope,
  account: string,
  hashes: readonly string[],
): Promise<void> {
  await db.deleteFrom('recoveryCodes').where('accountId', '=', account).execute();
  await db
    .insertInto('recoveryCodes')
    .values(hashes.map((hash) => ({ accountId: account, hash, usedAt: null })))
    .execute();
}

/** Uses a recovery code up. */
export async function useRecoveryCode(
  { db }: SystemScope,
  account: string,
  hash: string,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('recoveryCodes')
    .set({ usedAt: at })
    .where('accountId', '=', account)
    .where('hash', '=', hash)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function recoveryCodesLeft({ db }: SystemScope, account: string): Promise<number> {
  const { left } = await db
    .selectFrom('recoveryCodes')
    .select((select) => select.fn.countAll<number>().as('left'))
    .where('accountId', '=', account)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return left;
}

function authenticatorOf(row: {
  id: string;
  accountId: string;
  kind: Authenticator['kind'];
  name: string;
  content: string;
  credentialId: string | null;
  counter: number;
  createdAt: string;
  confirmedAt: string | null;
  lastUsedAt: string | null;
  lastStep: number | null;
}): Authenticator {
  const { id, accountId, kind, name, content, counter, createdAt } = row;
  return {
    id,
    account: accountId,
    kind,
    name,
    content,
    counter,
    createdAt,
    ...(row.credentialId !== null && { credentialId: row.credentialId }),
    ...(row.confirmedAt !== null && { confirmedAt: row.confirmedAt }),
    ...(row.lastUsedAt !== null && { lastUsedAt: row.lastUsedAt }),
    ...(row.lastStep !== null && { lastStep: row.lastStep }),
  };
}
