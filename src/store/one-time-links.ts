import { millis } from '../core/clock.ts';
import type { LinkKind } from './schema-accounts.ts';
import type { SystemScope } from './scope.ts';

/** Keeps the hash of a link that works once. An older one of the same kind and account no longer does. */
export async function addLink(
  { db }: SystemScope,
  link: { hash: string; kind: LinkKind; account?: string; at: string; endsAt: string },
): Promise<void> {
  await db
    .updateTable('oneTimeLinks')
    .set({ usedAt: link.at })
    .where('kind', '=', link.kind)
    .where('accountId', link.account === undefined ? 'is' : '=', link.account ?? null)
    .where('usedAt', 'is', null)
    .execute();
  await db
    .insertInto('oneTimeLinks')
    .values({
      hash: link.hash,
      kind: link.kind,
      accountId: link.account ?? null,
      createdAt: link.at,
      endsAt: link.endsAt,
    })
    .execute();
}

/** Uses a link up and says whose it is; undefined when it is none, too old or used. Two at once: one gets it. */
export async function useLink(
  { db }: SystemScope,
  hash: string,
  kind: LinkKind,
  at: string,
): Promise<{ account: string | undefined } | undefined> {
  const row = await db
    .updateTable('oneTimeLinks')
    .set({ usedAt: at })
    .where('hash', '=', hash)
    .where('kind', '=', kind)
    .where('usedAt', 'is', null)
    .returning(['accountId', 'endsAt'])
    .executeTakeFirst();
  if (!row || millis(row.endsAt) <= millis(at)) return undefined;
  return { account: row.accountId ?? undefined };
}

/** Whose a link is that still works, without using it up. */
export async function peekLink(
  { db }: SystemScope,
  hash: string,
  at: string,
): Promise<{ kind: LinkKind; account: string | undefined } | undefined> {
  const row = await db
    .selectFrom('oneTimeLinks')
    .selectAll()
    .where('hash', '=', hash)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  if (!row || millis(row.endsAt) <= millis(at)) return undefined;
  return { kind: row.kind, account: row.accountId ?? undefined };
}
