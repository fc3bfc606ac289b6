import { createHash } from 'node:crypto';
import type pg from 'pg';

/** PostgreSQL's number (64 bits) for a lock of ours with this name. */
export function lockKey(name: string): string {
  return createHash('sha256').update(`wardline lock ${name}`).digest().readBigInt64BE(0).toString();
}

/** Runs `act` while this connection holds the named lock; waits for it. A killed holder's lock ends with its connection. */
export async function underAdvisoryLock<T>(client: pg.ClientBase, name: string, act: () => Promise<T>): Promise<T> {
  await client.query('select pg_advisory_lock($1)', [lockKey(name)]);
  try {
    return await act();
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockKey(name)]);
  }
}
