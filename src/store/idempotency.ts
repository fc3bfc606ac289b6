import { daysAfter } from '../core/clock.ts';
import type { SystemScope } from './scope.ts';

/** How a repeated write is met: it is new, it is under way, it was answered, or the key was used for something else. */
export type Repeated =
  | { state: 'new' }
  | { state: 'under-way' }
  | { state: 'answered'; status: number; answer: string }
  | { state: 'other-request' };

/** Takes a key for a request (its SHA-256). Keys are an account's own and are kept for a day. */
export async function takeKey(
  { db }: SystemScope,
  { account, key, request, at }: { account: string; key: string; request: string; at: string },
): Promise<Repeated> {
  await db.deleteFrom('idempotencyKeys').where('createdAt', '<', daysAfter(at, -1)).execute();
  const taken = await db
    .insertInto('idempotencyKeys')
    .values({ accountId: account, key, request, createdAt: at })
    .onConflict((on) => on.columns(['accountId', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (taken) return { state: 'new' };
  const kept = await db
    .selectFrom('idempotencyKeys')
    .selectAll()
    .where('accountId', '=', account)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (kept.request !== request) return { state: 'other-request' };
  return kept.status === null
    ? { state: 'under-way' }
    : { state: 'answered', status: kept.status, answer: kept.answer ?? '' };
}

/** Keeps the answer, so that who asks again gets the same. */
export async function keepAnswer(
  { db }: SystemScope,
  { account, key, status, answer }: { account: string; key: string; status: number; answer: string },
): Promise<void> {
  await db
    .updateTable('idempotencyKeys')
    .set({ status, answer })
    .where('accountId', '=', account)
    .where('key', '=', key)
    .execute();
}

/** Gives a key back whose request failed for a passing reason. */
export async function releaseKey({ db }: SystemScope, account: string, key: string): Promise<void> {
  await db.deleteFrom('idempotencyKeys').where('accountId', '=', account).where('key', '=', key).execute();
}
