import { loadavg, tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventFamilies } from '../src/engine/event-families.ts';
import { contentSeal } from '../src/store/content-sealing.ts';
import { putListedItems } from '../src/store/content-listed.ts';
import { putContentStore } from '../src/store/content-stores.ts';
import { afterHours, countsByFamily, newValues, topCounts, trend } from '../src/store/events/counts.ts';
import { type Exploration, explore, subjectOf } from '../src/store/events/explore.ts';
import { itemKey } from '../src/store/events/index-upkeep.ts';
import { eventLogOf } from '../src/store/events/log-place.ts';
import { sampleEvents } from '../src/store/events/sample.ts';
import { openStore } from '../src/store/open.ts';
import { withSystem, withTenant } from '../src/store/scope.ts';
import { addTenant } from '../src/store/tenants.ts';
import { clinicTenant } from '../test/audit-records.ts';
import { testKeyring, testWriter } from '../test/store/event-records.ts';
import { fillIndex, guid, patients } from './audit-events.ts';

/**
 * `node bench/explore.ts [events]`: a real PostgreSQL index of 2,000,000 events of 60 days, 400 people, 40,000 files and
 * 20,000 messages; pages of 100 by file, user, address and patient (at most 100 ms for 95 of 100), counts and trends from the
 * rollups (150 ms).
 */
const total = Number(process.argv[2] ?? 2_000_000);
const timed = async <T>(act: () => Promise<T>): Promise<[T, number]> => {
  const from = performance.now();
  return [await act(), performance.now() - from];
};
let failed = 0;
async function measure(
  what: string,
  most: number,
  count: number,
  act: (round: number) => Promise<number>,
): Promise<void> {
  const times: number[] = [];
  let rows = 0;
  for (let round = 0; round < count; round += 1) {
    const [found, time] = await timed(() => act(round));
    times.push(time);
    rows += found;
  }
  times.sort((a, b) => a - b);
  const p95 = times[Math.ceil(count * 0.95) - 1]!;
  if (p95 > most) failed += 1;
  console.log(
    `${what.padEnd(34)} p50 ${times[Math.floor(count / 2)]!.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms ${p95 <= most ? 'yes' : 'NO'} (${most}), ${Math.round(rows / count)} rows`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'wardline-explore-'));
const store = await openStore({ home: join(folder, 'home') });
try {
  await withSystem(store, (scope) =>
    addTenant(scope, { id: clinicTenant, name: 'Clinic', color: '#1f6f78', cloud: 'commercial', at: testWriter.now() }),
  );
  const place = eventLogOf(store, testKeyring, clinicTenant);
  const filling = performance.now();
  await fillIndex(place, total);
  await place.index.settle();
  const rate = total / ((performance.now() - filling) / 1000);
  console.log(
    `${total.toLocaleString('en-US')} events indexed at ${Math.round(rate).toLocaleString('en-US')}/s with messages, addresses and counts; load ${loadavg()[0]!.toFixed(1)}`,
  );
  const seal = contentSeal(store.home, testKeyring, clinicTenant);
  await withTenant(store, clinicTenant, async (scope) => {
    const at = testWriter.now();
    await putContentStore(
      scope,
      { id: 'drive:a', kind: 'library', name: 'Documents', url: 'https://clinic.sharepoint.com/sites/team1/Docs' },
      at,
    );
    await putContentStore(scope, { id: 'mailbox:a', kind: 'mailbox', name: 'Nina' }, at);
    const round = { round: 1, least: 'shared' as const };
    const listed = { bytes: 1 };
    const some = Array.from({ length: 20_000 }, (_, n) => n);
    await putListedItems(
      scope,
      seal,
      { store: 'drive:a', ...round },
      some.map((n) => ({
        ...listed,
        id: `f${n}`,
        name: `n${n}.docx`,
        version: `"c:{${guid('f', n).toUpperCase()}},1"`,
      })),
    );
    await putListedItems(
      scope,
      seal,
      { store: 'mailbox:a', ...round },
      some.map((n) => ({ ...listed, id: `m${n}`, name: `s${n}`, version: 'k', messageId: `<${n}@example.com>` })),
    );
    for (const [of, letter] of [
      ['drive:a', 'f'],
      ['mailbox:a', 'm'],
    ] as const)
      for (let from = 0; from < some.length; from += 5000)
        await scope.db
          .insertInto('contentPeople')
          .values(
            some.slice(from, from + 5000).map((n) => ({
              tenantId: clinicTenant,
              storeId: of,
              itemId: `${letter}${n}`,
              token: `mrn:${n % patients}`,
            })),
          )
          .execute();
  });
  const page = async (question: Exploration, pages = 1) => {
    const subject = await subjectOf(store, place, question, seal);
    let [after, rows]: [string | undefined, number] = [undefined, 0];
    for (let at = 0; at < pages; at += 1) {
      const found = await explore(place, subject, { limit: 100, ...(after !== undefined && { after }) });
      rows = found.rows.length;
      after = found.next;
      if (after === undefined) break;
    }
    return rows;
  };
  await measure('by file', 100, 100, (n) => page({ file: guid('f', n * 7) }));
  await measure('by file, the most used', 100, 40, (n) => page({ file: guid('f', n) }));
  await measure('by user', 100, 100, (n) => page({ user: `person${n * 3}@clinic.example.com` }));
  await measure('by user, five pages', 500, 20, (n) => page({ user: `person${n}@clinic.example.com` }, 5));
  await measure('by user and operation', 100, 60, (n) =>
    page({ user: `person${n}@clinic.example.com`, operation: 'FileDownloaded' }),
  );
  await measure('by address', 100, 100, (n) => page({ ip: `192.0.${n % 8}.${n}` }));
  await measure('by patient (8 files and messages)', 100, 100, (n) => page({ patient: [`mrn:${n * 11}`] }));
  await measure('by patient, one week', 100, 60, (n) =>
    page({ patient: [`mrn:${n}`], from: '2026-09-10T00:00:00.000Z', to: '2026-09-17T00:00:00.000Z' }),
  );
  await measure('by message', 100, 60, async (n) => {
    const { rows } = await place.index.search({
      files: [],
      items: [itemKey(place.key, `<${n}@example.com>`)],
      limit: 100,
    });
    return rows.length;
  });
  const [month, before] = [
    { from: '2026-10-01', to: '2026-11-01' },
    { from: '2026-09-01', to: '2026-10-01' },
  ];
  const counts =
    (act: (scope: Parameters<Parameters<typeof withTenant>[2]>[0]) => Promise<{ length: number }>) => async () =>
      (await withTenant(store, clinicTenant, act)).length;
  await measure(
    'trend by day',
    150,
    20,
    counts((scope) => trend(scope, month, { by: 'day' })),
  );
  await measure(
    'trend by hour',
    150,
    20,
    counts((scope) => trend(scope, month, { by: 'hour' })),
  );
  await measure(
    'by family',
    150,
    20,
    counts((scope) => countsByFamily(scope, month, before)),
  );
  for (const facet of ['actor', 'operation', 'site', 'ip', 'app', 'device'] as const)
    await measure(
      `top ${facet}`,
      150,
      20,
      counts((scope) => topCounts(scope, facet, month, before, { limit: 15 })),
    );
  await measure(
    'what moved',
    150,
    20,
    counts((scope) => topCounts(scope, 'actor', month, before, { limit: 15, moved: true })),
  );
  await measure(
    'new devices',
    150,
    20,
    counts((scope) => newValues(scope, 'device', month, 15)),
  );
  await measure(
    'after hours',
    150,
    20,
    counts((scope) => afterHours(scope, month, { timeZone: 'America/New_York', from: 7, to: 19 }, 15)),
  );
  await measure(
    'sample of 25',
    1000,
    10,
    counts((scope) =>
      sampleEvents(scope, {
        ...{ seed: 'a 2026-10', from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z', size: 25 },
        ...{
          operations: eventFamilies.flatMap(({ operations }) => operations),
          sealedBefore: '2027-01-01T00:00:00.000Z',
        },
      }),
    ),
  );
  console.log(failed === 0 ? 'all within their bounds' : `${failed} NOT within their bounds`);
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
