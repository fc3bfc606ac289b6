import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { events, testKeyring, testWriter } from '../../../test/store/event-records.ts';
import { newTenant, openTestStore } from '../../../test/store/harness.ts';
import type { Store } from '../open.ts';
import { withTenant } from '../scope.ts';
import { withEventLog } from './event-log.ts';
import { type Hold, covers, listHolds, placeHold, releaseHold } from './holds.ts';
import { reindex } from './index-upkeep.ts';
import { type EventLogPlace, eventLogOf } from './log-place.ts';
import { placeRetired, readHeader } from './manifest.ts';
import { provenRecords } from './read-records.ts';
import { oldSegments, retireSegments } from './retire.ts';
import { keptUntil, listRetirements, noticeOf } from './retirement.ts';
import { keptRoots } from './roots.ts';
import { verifyLog } from './verify-log.ts';

const six = { years: 6 };
/** Six years after segments 1 and 2 were sealed, and before segment 3 was that old. */
const later = '2032-12-01T00:00:00.000Z';
const by = 'nina';

describe('retention of the audit log', () => {
  let store: Store;
  let tenant: string;
  let place: EventLogPlace;
  before(async () => {
    store = await openTestStore();
  });
  after(() => store.close());
  beforeEach(async () => {
    tenant = await newTenant(store);
    place = eventLogOf(store, testKeyring, tenant);
    await write(0, 10, '2026-11-20T08:00:00.000Z');
    await write(10, 20, '2026-11-21T08:00:00.000Z');
    await write(20, 30, '2032-11-22T08:00:00.000Z');
  });
  const write = (from: number, to: number, at: string) =>
    withEventLog(store, place, { ...testWriter, now: () => at }, (log) => log.append(events(from, to)));
  const retire = (now = later) => retireSegments(store, place, { rule: six, now, by });
  const verify = async () =>
    verifyLog(place, { decided: await withTenant(store, tenant, (scope) => listRetirements(scope)) });
  const path = (name: string) => join(place.folder, 'segments', name);
  const hold = (name: string, days: { fromDay?: string; toDay?: string } = {}) =>
    withTenant(store, tenant, (scope) => placeHold(scope, { name, ...days, at: later, by, reason: 'Subpoena' }));

  const moments: [string, string, string][] = [
    ['2026-03-02T00:00:00.000Z', '2026-11-20T08:00:00.000Z', '2032-11-20T08:00:00.000Z'],
    ['2026-12-24T00:00:00.000Z', '2026-11-20T08:00:00.000Z', '2032-12-24T00:00:00.000Z'],
    ['', '2024-02-29T08:00:00.000Z', '2030-02-29T08:00:00.000Z'],
  ];
  for (const [lastAt, sealedAt, until] of moments)
    it(`S0-82: six years run from the later of the last event (${lastAt || 'none'}) and the sealing`, () => {
      assert.equal(keptUntil({ lastAt, sealedAt }, 6), until);
    });

  it('S0-82: nothing goes before its time, and the newest segment never', async () => {
    const old = (now: string) => oldSegments(place, six, [], now).map(({ segment }) => segment);
    assert.deepEqual(old('2032-11-20T07:59:59.000Z'), []);
    assert.deepEqual(old('2032-11-20T08:00:00.001Z'), [1]);
    assert.deepEqual(old(later), [1, 2]);
    assert.throws(() => old('2039-01-01T00:00:00.000Z'), /The clock says 2039-01-01/);
  });

  it('S0-82: of a retired segment the header stays, the records and their index rows go, the chain holds', async () => {
    const { retired, held } = await retire();
    assert.deepEqual([retired.map(({ sequence }) => sequence), held], [[1, 2], []]);
    assert.deepEqual([existsSync(path('00000001.segment')), existsSync(path('00000001.retired'))], [false, true]);
    assert.ok(!readFileSync(path('00000001.retired'), 'latin1').includes('nina0@example.com'));
    assert.equal((await place.index.search({ limit: 100 })).rows.length, 10);
    const found = await verify();
    assert.deepEqual([found.problems, found.unfinished, found.records, found.segments], [[], false, 10, 3]);
    assert.deepEqual(found.retired[0], { segment: 1, on: later, by, records: 10 });
    assert.deepEqual(await retire(), { retired: [], held: [] });
    // The log goes on behind them, and its index is built without them.
    await write(30, 35, '2032-12-02T08:00:00.000Z');
    assert.deepEqual(await reindex(store, place, testWriter.describe), { segments: 4, records: 15 });
    assert.deepEqual((await verify()).problems, []);
    assert.match(
      keptRoots(place.folder).at(-1)!.root!.statement,
      /"records":35/,
      'the root counts all that was sealed',
    );
  });

  it('I-5: an export of a period says which segments were retired, with their headers', async () => {
    await retire();
    const parts = { header: 0, records: 0, retired: 0 };
    for await (const part of provenRecords(place, { from: '2026-03-02', to: '2026-03-03' }))
      parts[Object.keys(part)[0] as keyof typeof parts] += 1;
    assert.deepEqual(parts, { header: 3, records: 1, retired: 2 });
  });

  it('S0-82: a legal hold wins over the retention, until it is released', async () => {
    await hold('case-1', { fromDay: '2026-03-02', toDay: '2026-03-02' });
    const { retired, held } = await retire();
    assert.deepEqual(
      [retired, held.map(({ segment, heldBy }) => [segment, heldBy])],
      [
        [],
        [
          [1, ['case-1']],
          [2, ['case-1']],
        ],
      ],
    );
    await withTenant(store, tenant, (scope) =>
      releaseHold(scope, { name: 'case-1', at: later, by, reason: 'Settled' }),
    );
    assert.equal((await retire()).retired.length, 2);
    const [kept] = await withTenant(store, tenant, (scope) => listHolds(scope));
    assert.deepEqual([kept!.placed.reason, kept!.released!.reason], ['Subpoena', 'Settled']);
  });

  it('S0-82: a hold needs a reason, a name of its own, and stands to be released', async () => {
    const given = { name: 'case-1', at: later, by };
    const within = (act: (scope: Parameters<typeof placeHold>[0]) => Promise<void>) => withTenant(store, tenant, act);
    await assert.rejects(
      within((scope) => placeHold(scope, { ...given, reason: ' . ' })),
      { code: 'bad-input' },
    );
    await hold('case-1');
    await assert.rejects(
      within((scope) => placeHold(scope, { ...given, reason: 'Again' })),
      { code: 'conflict' },
    );
    await assert.rejects(
      within((scope) => releaseHold(scope, { ...given, name: 'x', reason: 'Gone' })),
      {
        code: 'not-found',
      },
    );
  });

  const days: [string, Partial<Hold>, boolean][] = [
    ['everything', {}, true],
    ['from a day within', { fromDay: '2026-03-05' }, true],
    ['from the day after', { fromDay: '2026-03-06' }, false],
    ['to the first day', { toDay: '2026-03-01' }, true],
    ['to the day before', { toDay: '2026-02-28' }, false],
    ['released', { released: { at: later, by, reason: 'x' } }, false],
  ];
  for (const [what, change, expected] of days)
    it(`S0-82: a hold of ${what} ${expected ? 'covers' : 'does not cover'} March 1 to 5`, () => {
      const placed = { name: 'x', placed: { at: later, by, reason: 'x' }, ...change };
      const span = { firstAt: '2026-03-01T00:00:00.000Z', lastAt: '2026-03-05T10:00:00.000Z' };
      assert.equal(covers(placed, span), expected);
    });

  it('I-5: a kill after the decision leaves it to the next run; records that are gone without one are found', async () => {
    const retirement = {
      sequence: 1,
      hash: readHeader(place.folder, 1).hash,
      records: 10,
      retiredAt: later,
      by,
      years: 6,
    };
    const notice = noticeOf(place.signer, tenant, retirement);
    placeRetired(place.folder, 1, readHeader(place.folder, 1), notice);
    assert.match((await verify()).problems[0]!.what, /the database knows of no such retirement/);
    const { retired } = await retire();
    assert.deepEqual(
      retired.map(({ sequence }) => sequence),
      [2],
    );
  });

  it('S0-82: a notice that was altered, forged, or made before its time is found', async () => {
    await retire();
    const file = path('00000002.retired');
    const whole = readFileSync(file, 'utf8');
    const [header] = whole.split('\n') as [string];
    const { hash } = readHeader(place.folder, 2);
    const early = { sequence: 2, hash, records: 10, retiredAt: '2027-01-01T00:00:00.000Z', by, years: 6 };
    const lax = { ...early, years: 1, retiredAt: later };
    for (const [text, words] of [
      [whole.replace('nina', 'omar'), /signature does not hold/],
      [`${header}\n${noticeOf(place.signer, tenant, early)}\n`, /40 days after it was sealed, before its time/],
      [`${header}\n${noticeOf(place.signer, tenant, lax)}\n`, /by a rule of 1 years, and nobody said why/],
      [`${header.replace('"records":10', '"records":11')}\n${whole.split('\n')[1]}\n`, /speaks of another segment/],
    ] as const) {
      writeFileSync(file, text);
      const { problems } = await verify();
      assert.ok(
        problems.some((problem) => problem.segment === 2 && words.test(problem.what)),
        JSON.stringify(problems),
      );
    }
  });

  it('I-5: a clock that goes back over a day writes over no root of that day', async () => {
    await write(30, 32, '2026-11-21T09:00:00.000Z');
    const names = keptRoots(place.folder).map(({ name }) => name);
    assert.deepEqual(names, ['2026-11-20.json', '2026-11-21.json', '2032-11-22.json', '2026-11-21-4.json']);
    assert.match(keptRoots(place.folder)[1]!.root!.statement, /"sequence":2/);
    const { problems, unfinished } = await verify();
    assert.deepEqual({ problems, unfinished }, { problems: [], unfinished: false });
  });
});
