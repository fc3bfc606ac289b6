import { randomUUID } from 'node:crypto';
import { millis } from '../core/clock.ts';
import type { Permission } from '../core/permission.ts';
import type { SystemScope } from './scope.ts';
import { storableText } from './storable.ts';

export interface ApiToken {
  id: string;
  account: string;
  name: string;
  permissions: readonly Permission[];
  /** A tenant's id, or `*` for all that its account reaches. */
  tenant: string;
  createdAt: string;
  endsAt: string;
  usedAt?: string | undefined;
}

export async function addToken(
  { db }: SystemScope,
  { hash, at, ...token }: Omit<ApiToken, 'id' | 'createdAt' | 'usedAt'> & { hash: string; at: string },
): Promise<ApiToken> {
  const id = randomUUID();
  const { account, permissions, tenant, endsAt } = token;
  const name = storableText(token.name);
  await db
    .insertInto('apiTokens')
    .values({
      id,
      hash,
      accountId: account,
      name,
      permissions: JSON.stringify(permissions),
      tenant,
      endsAt,
      createdAt: at,
    })
    .execute();
  return { id, account, name, permissions, tenant, createdAt: at, endsAt };
}

/** A row's token while it counts, and whether it is time to mark it as used. */
export function standingToken(
  row: TokenRow & { endedAt: string | null },
  at: string,
): { token: ApiToken; unmarked: boolean } | undefined {
  if (row.endedAt !== null || millis(row.endsAt) <= millis(at)) return undefined;
  return { token: tokenOf(row), unmarked: row.usedAt === null || millis(at) - millis(row.usedAt) >= 60_000 };
}

export async function markUsed({ db }: SystemScope, hash: string, at: string): Promise<void> {
  await db.updateTable('apiTokens').set({ usedAt: at }).where('hash', '=', hash).execute();
}

export async function listTokens({ db }: SystemScope, account: string, at: string): Promise<ApiToken[]> {
  const rows = await db
    .selectFrom('apiTokens')
    .selectAll()
    .where('accountId', '=', account)
    .where('endedAt', 'is', null)
    .where('endsAt', '>', at)
    .orderBy('createdAt', 'desc')
    .execute();
  return rows.map(tokenOf);
}

export async function endToken({ db }: SystemScope, account: string, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('apiTokens')
    .set({ endedAt: at })
    .where('id', '=', id)
    .where('accountId', '=', account)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

interface TokenRow {
  id: string;
  accountId: string;
  name: string;
  permissions: Permission[];
  tenant: string;
  createdAt: string;
  endsAt: string;
  usedAt: string | null;
}

function tokenOf(row: TokenRow): ApiToken {
  const { id, accountId, name, permissions, tenant, createdAt, endsAt, usedAt } = row;
  return { id, account: accountId, name, permissions, tenant, createdAt, endsAt, ...(usedAt !== null && { usedAt }) };
}
