import { lockKey } from './advisory-lock.ts';
import { StoreError } from './errors.ts';
import type { Store } from './open.ts';
import { checkTenantId } from './scope.ts';

/**
 * Runs `act` while this process alone holds the named lock of a tenant ("apply"), across all processes and machines
 * on this database. The lock ends with the process, however that ends. Throws `conflict` at once when somebody else
 * holds it. `signal` aborts when the connection that holds the lock is lost: stop writing then.
 */
export async function withTenantLock<T>(
  store: Store,
  tenant: string,
  name: string,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  checkTenantId(tenant);
  await store.ready();
  const key = lockKey(`tenant ${tenant} ${name}`);
  const client = await store.pool.connect();
  const lost = new AbortController();
  const onLoss = () =>
    lost.abort(
      new StoreError(
        'store-unavailable',
        'The connection to the database was lost.',
        'Run the command again to resume.',
      ),
    );
  client.on('error', onLoss).on('end', onLoss);
  let taken = false;
  try {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [key]);
    taken = rows[0]?.taken === true;
    if (!taken)
      throw new StoreError(
        'conflict',
        `Another ${name} runs for this tenant.`,
        'Wait until it has ended, then try again.',
      );
    return await act(lost.signal);
  } finally {
    client.off('error', onLoss).off('end', onLoss);
    if (taken && !lost.signal.aborted)
      await client.query('select pg_advisory_unlock($1)', [key]).catch(() => lost.abort());
    client.release(lost.signal.aborted);
  }
}
