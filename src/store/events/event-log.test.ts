import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import pg from 'pg';
import { event, events, testKeyring, testWriter } from '../../../test/store/event-records.ts';
import { newTenant, openTestStore, testFolder } from '../../../test/store/harness.ts';
import { codeOf } from '../errors.ts';
import { addMasterKey, openKeyring } from '../master-key.ts';
import type { Store } from '../open.ts';
import { withTenant } from '../scope.ts';
import { type EventLog, type WriterOptions, withEventLog } from './event-log.ts';
import { reindex } from './index-upkeep.ts';
import { type EventLogPlace, eventLogOf } from './log-place.ts';
import { dataKey, rewrapEventKeys, signingKey } from './keys.ts';
import { listOpenings, recordOpening } from './openings.ts';
import { readPlaces } from './read-records.ts';
import { verifyLog } from './verify-log.ts';

describe('the audit log', () => {
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
  });

  const write = <T>(act: (log: EventLog) => Promise<T>, options: Partial<WriterOptions> = {}) =>
    withEventLog(store, place, { ...testWriter, ...options }, act);
  const all = async () => (await place.index.search({ limit: 10_000 })).rows;
  const numbers = async () => (await all()).map(({ id }) => parseInt(id.slice(-12), 16)).toReversed();
  /** A process that ends after it confirmed, before it sealed. */
  const killed = async (act: (log: EventLog) => Promise<unknown>) =>
    assert.rejects(
      write(async (log) => {
        await act(log);
        throw new Error('killed');
      }),
      /killed/,
    );
  const wal = () => join(place.folder, 'open.wal');

  it('S0-82: keeps a record once, whatever repeats: in a batch, in the log, in its open part, in other letters', async () => {
    await write(async (log) => {
      const first = await log.append([event(1), event(2), event(1)]);
      assert.deepEqual([first.kept, first.repeated, first.quarantined], [2, 1, {}]);
      const second = await log.append([event(2), event(3)]);
      assert.deepEqual([second.kept, second.repeated], [1, 1]);
      assert.deepEqual(
        second.entries.map(({ id }) => id),
        [event(3).entry.id],
      );
    });
    const shouted = { ...event(10) };
    shouted.entry = { ...shouted.entry, id: 'AB-10' };
    await write(async (log) => {
      assert.equal((await log.append([event(3), event(1), event(4)])).kept, 1);
      assert.equal((await log.append([shouted, { ...shouted, entry: { ...shouted.entry, id: 'ab-10' } }])).kept, 1);
    });
    const { segments, records, problems } = await verifyLog(place);
    assert.deepEqual({ segments, records, problems }, { segments: 2, records: 5, problems: [] });
  });

  it('I-5: what was confirmed before a kill is there, once, and the batch that was cut off is not', async () => {
    await killed((log) => log.append(events(0, 5)));
    await killed((log) => log.append(events(3, 8)));
    const whole = readFileSync(wal());
    writeFileSync(wal(), whole.subarray(0, -1));
    const recovered = await write((log) => Promise.resolve(log.recovered));
    assert.equal(recovered.records, 5, 'the second batch was cut off');
    assert.ok(recovered.tornBytes > 0);
    assert.deepEqual(await numbers(), [0, 1, 2, 3, 4]);
    assert.deepEqual((await verifyLog(place)).problems, []);
  });

  it('I-5: a kill between seal and removal of the write-ahead file, or before the index, repeats nothing', async () => {
    await killed((log) => log.append(events(0, 5)));
    const ahead = readFileSync(wal());
    await write(() => Promise.resolve());
    writeFileSync(wal(), ahead);
    await write((log) => log.append(events(4, 6)));
    assert.deepEqual(await numbers(), [0, 1, 2, 3, 4, 5]);
    await place.index.rebuild((async function* () {})());
    const { segments } = await write((log) => Promise.resolve(log.recovered));
    assert.equal(segments, 2, 'both are indexed again');
    assert.deepEqual(await numbers(), [0, 1, 2, 3, 4, 5]);
  });

  it('S0-82: a confirmed batch that was altered stops the writer; a last one that does not open is set aside', async () => {
    await killed(async (log) => {
      await log.append(events(0, 2));
      await log.append(events(2, 4));
    });
    const good = readFileSync(wal());
    const flipped = (at: number) => {
      const bytes = Buffer.from(good);
      bytes[at]! ^= 1;
      writeFileSync(wal(), bytes);
    };
    const frame = good.indexOf(10) + 1;
    for (const [what, at] of [
      ['length', frame + 1],
      ['content', frame + 30],
    ] as const) {
      flipped(at);
      await assert.rejects(
        write(() => Promise.resolve()),
        { code: 'integrity' },
        what,
      );
    }
    assert.match((await verifyLog(place)).problems[0]!.what, /not sealed yet were altered/);
    flipped(good.length - 1);
    const { records, damaged } = await write((log) => Promise.resolve(log.recovered));
    assert.equal(records, 2);
    assert.deepEqual(readFileSync(damaged!).length, good.length);
  });

  it('a poisoned record is kept whole, in quarantine, and stops nothing', async () => {
    const huge = event(1, { Text: 'x'.repeat(2 ** 20) });
    const timeless = { ...event(2), entry: { ...event(2).entry, at: '+275760-09-13T00:00:00.000Z' } };
    const strange = event(3, { UserId: `\ud800\0${'y'.repeat(5000)}` });
    const nested = { ...event(4), json: `${'['.repeat(5000)}${']'.repeat(5000)}` };
    const unnamed = { ...event(5), entry: { ...event(5).entry, id: '\0\ud800' } };
    const { kept, quarantined } = await write((log) => log.append([huge, timeless, strange, nested, unnamed]));
    assert.deepEqual([kept, quarantined], [5, { 'too-large': 1, 'no-time': 1 }]);
    assert.equal((await write((log) => log.append([huge, timeless, strange, nested, unnamed]))).kept, 0);
    assert.equal((await all()).length, 3, 'what is in quarantine is no event');
    const [found] = readPlaces(place, [{ segment: 1, position: 0 }]);
    assert.equal(found!.quarantine, 'too-large');
    assert.equal((found!.record as { Text: string }).Text.length, 2 ** 20);
  });

  it('seals when a segment is full, each naming the one before; the daily root speaks for the newest', async () => {
    await write(
      async (log) => {
        for (let at = 0; at < 40; at += 10) await log.append(events(at, at + 10));
      },
      { segmentBytes: 2000 },
    );
    const { segments, records, problems } = await verifyLog(place);
    assert.deepEqual({ segments, records, problems }, { segments: 2, records: 40, problems: [] });
    assert.equal(existsSync(wal()), false);
  });

  it('S0-82: what comes again while its segment is being indexed is kept once, whoever asks at the same time', async () => {
    await write(
      async (log) => {
        for (let round = 0; round < 6; round += 1)
          await Promise.all([
            log.append(events(round * 10, round * 10 + 20)),
            log.append(events(round * 10, round * 10 + 15)),
          ]);
      },
      { segmentBytes: 1000 },
    );
    assert.deepEqual(
      await numbers(),
      Array.from({ length: 70 }, (_, at) => at),
    );
    assert.deepEqual((await verifyLog(place)).problems, []);
  });

  it('I-5: an index that fails is heard of, and the next run goes on with the segment and with what came after it', async () => {
    const add = () => Promise.reject(new Error('the database is gone'));
    const broken = { ...place, index: { ...place.index, add } };
    await assert.rejects(
      withEventLog(store, broken, { ...testWriter, segmentBytes: 500 }, async (log) => {
        await log.append(events(0, 10));
        await log.append(events(10, 20));
        await log.append(events(20, 30));
      }),
      /the database is gone/,
    );
    const { segments } = await write((log) => log.append(events(0, 30)).then(() => log.recovered));
    assert.equal(segments, 1);
    assert.deepEqual(
      await numbers(),
      Array.from({ length: 30 }, (_, at) => at),
    );
    assert.deepEqual((await verifyLog(place)).problems, []);
  });

  it('two writers: the second is turned away, and nothing is lost', async () => {
    await write(async (log) => {
      await log.append(events(0, 2));
      await assert.rejects(
        write(() => Promise.resolve(), { waits: [] }),
        { code: 'conflict' },
      );
    });
    assert.deepEqual(await numbers(), [0, 1]);
  });

  it('S0-82: nothing is written behind a segment that is gone', async () => {
    for (let at = 0; at < 3; at += 1) await write((log) => log.append([event(at)]));
    rmSync(join(place.folder, 'segments', '00000003.segment'));
    await assert.rejects(
      write((log) => log.append([event(9)])),
      /Segment 3 of the audit log is missing/,
    );
  });

  it('S0-77: audit reindex builds the same index from the segments alone', async () => {
    const file = 'https://example.sharepoint.com/sites/patients/Robin Quill.docx';
    await write((log) => log.append([...events(0, 30), event(30, { File: file })]));
    const index = await all();
    assert.match(index[0]!.file!, /^h-[0-9a-f]{32}$/, 'the address holds a name');
    assert.deepEqual(await reindex(store, place, testWriter.describe), { segments: 1, records: 31 });
    assert.deepEqual(await all(), index);
    assert.deepEqual((await verifyLog(place)).problems, []);
  });

  it('S0-77: pages go through everything once, newest first, whatever the filter', async () => {
    await write((log) => log.append(events(0, 25)));
    const seen: string[] = [];
    for (let after: string | undefined, pages = 0; pages === 0 || after; pages += 1) {
      const page = await place.index.search({ user: 'NINA1@example.com', limit: 3, ...(after && { after }) });
      seen.push(...page.rows.map(({ at }) => at.slice(17, 19)));
      after = page.next;
    }
    assert.deepEqual(seen, ['22', '19', '16', '13', '10', '07', '04', '01']);
    const part = { from: '2026-03-02T00:00:05.000Z', to: '2026-03-02T00:00:07.000Z', limit: 10 };
    assert.deepEqual(
      (await place.index.search(part)).rows.map(({ at }) => at.slice(17, 19)),
      ['06', '05'],
    );
    await assert.rejects(place.index.search({ after: "x'; --", limit: 3 }), { code: 'usage' });
  });

  it('I-6: another tenant sees none of it, and no key of its own opens it', async () => {
    await write((log) => log.append(events(0, 3)));
    const other = eventLogOf(store, testKeyring, await newTenant(store));
    assert.deepEqual((await other.index.search({ limit: 10 })).rows, []);
    assert.equal(
      (await verifyLog({ ...place, key: other.key })).problems[0]!.what,
      'its content was altered or damaged',
    );
  });

  it('the index takes new rows only, and openings are never changed', async () => {
    await write((log) => log.append(events(0, 3)));
    await withTenant(store, tenant, async (scope) => {
      const opening = { at: testWriter.now(), by: 'nina', action: 'reveal' as const, asked: { user: 'x' }, records: 3 };
      await recordOpening(scope, opening);
      assert.deepEqual(await listOpenings(scope), [opening]);
    });
    const owner = new pg.Client(store.connection());
    await owner.connect();
    try {
      await owner.query('begin; set local role wardline_tenant');
      await owner.query(`set local wardline.tenants = '${tenant}'`);
      for (const statement of ['delete from wardline.audit_records', 'delete from wardline.audit_openings']) {
        await owner.query('savepoint here');
        await assert.rejects(owner.query(statement), (error) => ['WL001', '42501'].includes(codeOf(error)), statement);
        await owner.query('rollback to here');
      }
      await owner.query('rollback');
      await assert.rejects(owner.query('truncate wardline.audit_records'), (error) => codeOf(error) === 'WL001');
    } finally {
      await owner.end();
    }
  });

  it('keys: a new master key opens what the old one sealed, and a lost data key is not made anew', async () => {
    const home = testFolder();
    const before = openKeyring(home, {});
    const [first, signer] = [dataKey(home, before, 'larkmeadow'), signingKey(home, before)];
    const both = addMasterKey(home);
    assert.equal(rewrapEventKeys(home, both), 2);
    assert.equal(rewrapEventKeys(home, both), 0);
    const alone = { current: both.current, all: [both.current] };
    assert.ok(dataKey(home, alone, 'larkmeadow').equals(first));
    assert.ok(signingKey(home, alone).publicKey.equals(signer.publicKey));
    await write((log) => log.append(events(0, 1)));
    rmSync(join(place.folder, 'data.key'));
    assert.throws(() => eventLogOf(store, testKeyring, tenant), /is gone, and there is an audit log/);
  });
});
