import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { withEventLog } from '../../src/store/events/event-log.ts';
import { eventLogOf } from '../../src/store/events/log-place.ts';
import { verifyLog } from '../../src/store/events/verify-log.ts';
import type { Store } from '../../src/store/open.ts';
import { withTenant } from '../../src/store/scope.ts';
import { testKeyring, testWriter } from './event-records.ts';

export interface KillCount {
  rounds: number;
  /** Records that a process was told are kept. */
  confirmed: number;
  kept: number;
  lost: number;
  twice: number;
  /** Rounds that left confirmed records unsealed, and sealed segments unindexed. */
  unsealed: number;
  unindexed: number;
  problems: number;
}

/**
 * Kills writing processes with SIGKILL, each at another moment after its first confirmation, and counts what is there after.
 * The store must be open meanwhile.
 */
export async function killWriters(store: Store, tenant: string, rounds: number): Promise<KillCount> {
  const place = eventLogOf(store, testKeyring, tenant);
  const count: KillCount = { rounds, confirmed: 0, kept: 0, lost: 0, twice: 0, unsealed: 0, unindexed: 0, problems: 0 };
  for (let round = 0; round < rounds; round += 1) {
    count.confirmed = Math.max(count.confirmed, await writeAndKill(store, tenant, count.confirmed, (round * 7) % 60));
    await sleep(20);
    if (round % 3 === 2) continue;
    const { recovered } = await withEventLog(store, place, testWriter, (log) => Promise.resolve(log));
    if (recovered.records > 0) count.unsealed += 1;
    if (recovered.segments > 0) count.unindexed += 1;
  }
  await withEventLog(store, place, testWriter, () => Promise.resolve());
  const { problems, records } = await verifyLog(place);
  const ids = await withTenant(store, tenant, ({ db }) =>
    db.selectFrom('auditRecords').select('id').where('tenantId', '=', tenant).execute(),
  );
  const numbers = new Set(ids.map(({ id }) => parseInt(id.slice(-12), 16)));
  count.kept = records;
  count.twice = records - numbers.size;
  for (let at = 0; at < count.confirmed; at += 1) if (!numbers.has(at)) count.lost += 1;
  count.problems = problems.length;
  return count;
}

async function writeAndKill(store: Store, tenant: string, from: number, delay: number): Promise<number> {
  const script = new URL('./append-events.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, store.home, tenant, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => void child.once('close', resolve));
  let confirmed = 0;
  let timer: NodeJS.Timeout | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    confirmed = Number(line);
    timer ??= setTimeout(() => child.kill('SIGKILL'), delay);
  });
  const watch = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await ended;
  clearTimeout(watch);
  return confirmed;
}
