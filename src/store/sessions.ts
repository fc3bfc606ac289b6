import { randomUUID } from 'node:crypto';
import { daysAfter, millis, momentOf } from '../core/clock.ts';
import type { SystemScope } from './scope.ts';
import { storableText } from './storable.ts';

/** Minutes without a request after which a session ends (45 CFR 164.312(a)(2)(iii)), and hours after which any ends. */
export const idleMinutes = 30;
export const longestHours = 12;
/** Minutes within which a sign-in that has its second step before it must be ended. */
const halfMinutes = 10;

export interface Session {
  /** To name it in a list; not what the browser holds. */
  id: string;
  account: string;
  /** Half: the password was right, and the second step is still to come. */
  level: 'half' | 'full';
  createdAt: string;
  seenAt: string;
  endsAt: string;
  agent: string;
  address: string;
  pending: Readonly<Record<string, unknown>>;
}

/** Begins a session under the SHA-256 of what the browser holds. */
export async function beginSession(
  { db }: SystemScope,
  {
    hash,
    account,
    level,
    at,
    agent,
    address,
  }: { hash: string; account: string; level: Session['level']; at: string; agent: string; address: string },
): Promise<string> {
  const id = randomUUID();
  const minutes = level === 'half' ? halfMinutes : longestHours * 60;
  const endsAt = momentOf(millis(at) + minutes * 60_000);
  const seen = { agent: storableText(agent.slice(0, 300)), address };
  await db
    .insertInto('sessions')
    .values({ hash, id, accountId: account, level, createdAt: at, seenAt: at, endsAt, ...seen })
    .execute();
  return id;
}

/** A row's session while it is open, and whether it is time to mark it as seen. */
export function standingSession(
  row: SessionRow & { endedAt: string | null },
  at: string,
): { session: Session; unmarked: boolean } | undefined {
  if (row.endedAt !== null || millis(row.endsAt) <= millis(at)) return undefined;
  const quiet = millis(at) - millis(row.seenAt);
  if (quiet >= idleMinutes * 60_000) return undefined;
  return { session: sessionOf(row), unmarked: quiet >= 60_000 };
}

/** The open session of this id. */
export async function openSession({ db }: SystemScope, id: string, at: string): Promise<Session | undefined> {
  const row = await db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
  return row && standingSession(row, at)?.session;
}

/** Marks a session as seen: once a minute is enough, so that reading pages does not write each time. */
export async function markSeen({ db }: SystemScope, hash: string, at: string): Promise<void> {
  await db.updateTable('sessions').set({ seenAt: at }).where('hash', '=', hash).execute();
}

/** What the next step of a sign-in has to know; it replaces what was there. */
export async function setPending({ db }: SystemScope, hash: string, pending: Record<string, unknown>): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ pending: JSON.stringify(pending) })
    .where('hash', '=', hash)
    .execute();
}

/** An account's open sessions, newest first. */
export async function listSessions({ db }: SystemScope, account: string, at: string): Promise<Session[]> {
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('accountId', '=', account)
    .where('endedAt', 'is', null)
    .where('endsAt', '>', at)
    .where('seenAt', '>', momentOf(millis(at) - idleMinutes * 60_000))
    .orderBy('seenAt', 'desc')
    .execute();
  return rows.map(sessionOf);
}

/** Ends one session of an account; false when it has none of that id. */
export async function endSession({ db }: SystemScope, account: string, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('sessions')
    .set({ endedAt: at })
    .where('id', '=', id)
    .where('accountId', '=', account)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Ends all sessions of an account but one: after a change of password or second step. */
export async function endOtherSessions(
  { db }: SystemScope,
  account: string,
  keep: string | undefined,
  at: string,
): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ endedAt: at })
    .where('accountId', '=', account)
    .where('endedAt', 'is', null)
    .$if(keep !== undefined, (query) => query.where('id', '!=', keep!))
    .execute();
}

/** Takes out sessions that ended a month ago. */
export async function clearSessions({ db }: SystemScope, at: string): Promise<void> {
  await db.deleteFrom('sessions').where('endsAt', '<', daysAfter(at, -30)).execute();
}

interface SessionRow {
  id: string;
  accountId: string;
  level: Session['level'];
  createdAt: string;
  seenAt: string;
  endsAt: string;
  agent: string;
  address: string;
  pending: Record<string, unknown> | null;
}

function sessionOf(row: SessionRow): Session {
  const { id, accountId, level, createdAt, seenAt, endsAt, agent, address, pending } = row;
  return { id, account: accountId, level, createdAt, seenAt, endsAt, agent, address, pending: pending ?? {} };
}
