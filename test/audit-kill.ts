import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { millis, momentOf } from '../src/core/clock.ts';
import { parseLine } from '../src/store/events/entry.ts';
import { eventLogOf } from '../src/store/events/log-place.ts';
import { readSegment, segmentNumbers } from '../src/store/events/manifest.ts';
import { decodeSegment } from '../src/store/events/segment.ts';
import { openKeyring } from '../src/store/master-key.ts';
import { alertNewsAfter } from '../src/store/alert-news.ts';
import { withTenant } from '../src/store/scope.ts';
import type { AuditBench } from './audit-bench.ts';
import { exchangeAdminRecord, fileRecord, loginRecord, many } from './audit-records.ts';
import { startWardline } from './wardline-process.ts';

export interface KillRun {
  kills: number;
  /** Of these, so many ended before they were killed. */
  ended: number;
  records: number;
  lost: number;
  twice: number;
  /** Kills that left records behind which were confirmed and not sealed. */
  unsealed: number;
  /** Times at which an alert of the mass download was raised. */
  raised: number;
}

/**
 * Pulls a log that grows, kills the pull with -9 at a random moment after its first request, and begins again. At the
 * end it lets one pull finish, and counts.
 */
export async function killPulls(bench: AuditBench, kills: number, tell: (line: string) => void): Promise<KillRun> {
  const { simulator, tenantId, store } = bench;
  const { control } = simulator;
  const run: KillRun = { kills: 0, ended: 0, records: 0, lost: 0, twice: 0, unsealed: 0, raised: 0 };
  const ids: string[] = [];
  const pull = ['audit', 'pull', '--feed', 'unified'];
  control.feed(tenantId, { delay: [0, 10], firstContent: 0, repeatEvery: 4 });
  assert.equal((await bench.run(...pull, '--since', control.clock.now())).exit, 0);
  control.clock.advance('10m');
  const write = (round: number): void => {
    const now = millis(control.clock.now());
    const at = (minute: number) => momentOf(now + minute * 60_000).slice(0, 19);
    const records = many(60, (index) => {
      if (index % 3 === 0) return loginRecord({ at: at(index % 10), user: 'nina@clinic.example.com' });
      if (index % 3 === 1) return exchangeAdminRecord('Set-Mailbox', { Identity: 'nina' }, { at: at(index % 10) });
      return fileRecord('FileDownloaded', {
        at: at(index % 10),
        user: 'omar@clinic.example.com',
        file: `${round}-${index}.pdf`,
      });
    });
    ids.push(...records.map(({ Id }) => String(Id)));
    control.record(
      tenantId,
      records.map((record) => ({ ...record, OrganizationId: tenantId })),
    );
  };
  write(-1);
  control.clock.advance('20m');
  const span = await spanOf(bench, pull);
  let seed = 7;
  for (let round = 0; round < kills; round += 1) {
    write(round);
    control.clock.advance('16m');
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const { child, ended } = startWardline(bench, ...pull);
    await firstRequest(bench);
    const over = await Promise.race([ended, sleep((seed / 2 ** 32) * span)]);
    child.kill('SIGKILL');
    await ended;
    run.kills += 1;
    if (over) run.ended += 1;
    if ((round + 1) % 20 === 0) tell(`${round + 1} kills`);
  }
  control.clock.advance('2h');
  const last = await bench.run(...pull);
  assert.equal(last.exit, 0, last.err);
  if (/had confirmed were sealed now/.test(last.err.replaceAll('\n', ' '))) run.unsealed += 1;
  assert.equal((await bench.run(...pull)).exit, 0);
  const found = new Map<string, number>();
  const place = eventLogOf(store, openKeyring(store.home, {}), tenantId);
  for (const number of segmentNumbers(place.folder))
    for (const line of decodeSegment(place.key, readSegment(place.folder, number)).lines) {
      const { id } = parseLine(line);
      found.set(id, (found.get(id) ?? 0) + 1);
    }
  run.records = ids.length;
  run.lost = ids.filter((id) => !found.has(id.toLowerCase())).length;
  run.twice = [...found.values()].filter((count) => count > 1).length;
  const news = await withTenant(store, tenantId, (scope) => alertNewsAfter(scope, 0, 100_000));
  run.raised = news.filter(({ kind }) => kind === 'raised').length;
  assert.equal((await bench.run(...pull, '--rewatch')).exit, 0);
  const again = await withTenant(store, tenantId, (scope) => alertNewsAfter(scope, 0, 100_000));
  assert.equal(again.length, news.length, 'the log judged once more gives other alerts');
  assert.equal((await bench.run('audit', 'verify')).exit, 0);
  return run;
}

/** Milliseconds from the first request of a pull to its end. */
async function spanOf(bench: AuditBench, pull: readonly string[]): Promise<number> {
  const { ended } = startWardline(bench, ...pull);
  await firstRequest(bench);
  const from = performance.now();
  await ended;
  return performance.now() - from;
}

async function firstRequest({ simulator }: AuditBench): Promise<void> {
  simulator.control.clearRequests();
  for (let tries = 0; simulator.control.requests().length === 0 && tries < 3000; tries += 1) await sleep(5);
}
