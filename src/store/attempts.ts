import { sql } from 'kysely';
import { millis, momentOf } from '../core/clock.ts';
import type { SystemScope } from './scope.ts';

/** How many tries of one subject are allowed in a window of so many minutes. */
export interface AttemptLimit {
  most: number;
  minutes: number;
}

/**
 * Counts one try and says whether it is within the limit. One statement, so that tries which come at once on several
 * servers are all counted. The subject is a hash: addresses that somebody mistyped are nobody's business.
 */
export async function countAttempt(
  { db }: SystemScope,
  subject: string,
  { most, minutes }: AttemptLimit,
  at: string,
): Promise<{ allowed: boolean; waitSeconds: number }> {
  const opened = momentOf(millis(at) - minutes * 60_000);
  // A window that begins in the future was written by a clock that ran ahead: it must not lock anybody out for long.
  const ahead = momentOf(millis(at) + minutes * 60_000);
  const isOver = sql<boolean>`(wardline.attempts.began_at <= ${opened} or wardline.attempts.began_at > ${ahead})`;
  const { count, beganAt } = await db
    .insertInto('attempts')
    .values({ subject, beganAt: at, count: 1 })
    .onConflict((on) =>
      on.column('subject').doUpdateSet({
        count: sql<number>`case when ${isOver} then 1 else wardline.attempts.count + 1 end`,
        beganAt: sql<string>`case when ${isOver} then ${at} else wardline.attempts.began_at end`,
      }),
    )
    .returning(['count', 'beganAt'])
    .executeTakeFirstOrThrow();
  const waitSeconds = Math.max(1, Math.ceil((millis(beganAt) + minutes * 60_000 - millis(at)) / 1_000));
  return { allowed: count <= most, waitSeconds };
}

/** After a success. */
export async function forgetAttempts({ db }: SystemScope, subject: string): Promise<void> {
  await db.deleteFrom('attempts').where('subject', '=', subject).execute();
}

/** Takes one counted try back. */
export async function returnAttempt({ db }: SystemScope, subject: string): Promise<void> {
  await db
    .updateTable('attempts')
    .set({ count: sql<number>`greatest(count - 1, 0)` })
    .where('subject', '=', subject)
    .execute();
}
