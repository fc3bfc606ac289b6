import { sql } from 'kysely';
import { WardlineError } from '../../core/errors.ts';
import { lockKey } from '../advisory-lock.ts';
import type { TenantScope } from '../scope.ts';
import { storableText } from '../storable.ts';

/** A legal hold: what it covers is not retired while it stands, however old it is. */
export interface Hold {
  name: string;
  /** Days of the events that it covers, both in; without them it covers everything on that side. */
  fromDay?: string;
  toDay?: string;
  placed: { at: string; by: string; reason: string };
  released?: { at: string; by: string; reason: string };
}

/** Holds and retirements of a tenant are decided one at a time, so that a hold never comes between look and act. */
export async function oneDecisionAtATime({ db, tenant }: TenantScope): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockKey(`retention of ${tenant}`)}::bigint)`.execute(db);
}

/** All holds, released ones too, in the order in which they were placed. */
export async function listHolds({ db, tenant }: TenantScope): Promise<Hold[]> {
  const rows = await db
    .selectFrom('auditHolds')
    .select(['name', 'kind', 'fromDay', 'toDay', 'at', 'by', 'reason'])
    .where('tenantId', '=', tenant)
    .orderBy('seq')
    .execute();
  const holds: Hold[] = [];
  for (const { kind, name, fromDay, toDay, at, by, reason } of rows) {
    const standing = holds.find((hold) => hold.name === name && !hold.released);
    if (kind === 'released' && standing) standing.released = { at, by, reason };
    else if (kind === 'placed')
      holds.push({
        ...{ name, placed: { at, by, reason } },
        ...(fromDay !== null && { fromDay }),
        ...(toDay !== null && { toDay }),
      });
  }
  return holds;
}

/** Throws `conflict` when a hold of this name stands, `bad-input` without a reason. */
export async function placeHold(
  scope: TenantScope,
  given: { name: string; fromDay?: string; toDay?: string; at: string; by: string; reason: string },
): Promise<void> {
  const { name, fromDay, toDay, at } = given;
  await oneDecisionAtATime(scope);
  if ((await listHolds(scope)).some((hold) => hold.name === name && !hold.released))
    throw new WardlineError('conflict', 'A hold of this name stands already.', 'Give another name.');
  const row = { name: storableText(name), fromDay: fromDay ?? null, toDay: toDay ?? null, at, ...wordsOf(given) };
  await scope.db
    .insertInto('auditHolds')
    .values({ tenantId: scope.tenant, kind: 'placed', ...row })
    .execute();
}

/** Throws `not-found` when no hold of this name stands, `bad-input` without a reason. */
export async function releaseHold(
  scope: TenantScope,
  given: { name: string; at: string; by: string; reason: string },
): Promise<void> {
  const { name, at } = given;
  await oneDecisionAtATime(scope);
  if (!(await listHolds(scope)).some((hold) => hold.name === name && !hold.released))
    throw new WardlineError('not-found', 'No hold of this name stands.', 'See: wardline audit hold list');
  const row = { name, fromDay: null, toDay: null, at, ...wordsOf(given) };
  await scope.db
    .insertInto('auditHolds')
    .values({ tenantId: scope.tenant, kind: 'released', ...row })
    .execute();
}

/** Whether a standing hold covers any event between these two moments; empty ones are unknown, and covered. */
export function covers(hold: Hold, { firstAt, lastAt }: { firstAt: string; lastAt: string }): boolean {
  if (hold.released) return false;
  if (firstAt === '' || lastAt === '') return true;
  return (
    (hold.toDay === undefined || firstAt.slice(0, 10) <= hold.toDay) &&
    (hold.fromDay === undefined || lastAt.slice(0, 10) >= hold.fromDay)
  );
}

function wordsOf({ by, reason }: { by: string; reason: string }): { by: string; reason: string } {
  if (!/[\p{L}\p{N}]/u.test(reason))
    throw new WardlineError('bad-input', 'Say why with --reason: a hold without a reason is refused.');
  return { by: storableText(by), reason: storableText(reason) };
}
