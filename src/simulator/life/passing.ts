import { appendRecords } from '../audit.ts';
import type { Clock } from '../clock.ts';
import type { Entity } from '../store.ts';
import type { LogName, Tenant } from '../tenant.ts';
import { lifeBetween } from './life.ts';

/** Records of one kind that go into a log together. */
const batchSize = 2_000;

/**
 * Writes what the first `count` people of a tenant did between two moments into its logs. Gives the number of records.
 * Graph's sign-ins of a tenant that has a history of its own come from there, judged by its policies.
 */
export function liveThrough(tenant: Tenant, clock: Clock, count: number, from: number, to: number): number {
  const waiting = new Map<LogName, Entity[]>();
  let records = 0;
  const write = (log: LogName, batch: Entity[]): void => {
    appendRecords(tenant, clock, log, batch);
    batch.length = 0;
  };
  for (const { log, record } of lifeBetween(tenant, count, from, to)) {
    if (log === 'signIns' && tenant.seed.history) continue;
    let batch = waiting.get(log);
    if (!batch) waiting.set(log, (batch = []));
    batch.push(record);
    records += 1;
    if (batch.length >= batchSize) write(log, batch);
  }
  for (const [log, batch] of waiting) if (batch.length > 0) write(log, batch);
  return records;
}
