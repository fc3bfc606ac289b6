import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { event, events, testKeyring, testWriter } from '../../../test/store/event-records.ts';
import { newTenant, openTestStore, testFolder } from '../../../test/store/harness.ts';
import type { Store } from '../open.ts';
import { withTenant } from '../scope.ts';
import { folderStore } from '../../connectors/object-storage/folder.ts';
import { archiveLog, verifyArchive } from './archive-log.ts';
import { restoreSegment } from './archive-restore.ts';
import { withEventLog } from './event-log.ts';
import { placeHold } from './holds.ts';
import { reindex } from './index-upkeep.ts';
import { joinSegments } from './join.ts';
import { type EventLogPlace, eventLogOf } from './log-place.ts';
import { decodePack, encodePack } from './pack.ts';
import { readPlaces, provenRecords } from './read-records.ts';
import { oldSegments, retireSegments } from './retire.ts';
import { listRetirements } from './retirement.ts';
import { keptRoots } from './roots.ts';
import { verifyLog } from './verify-log.ts';

describe('joining small segments', () => {
  let store: Store;
  let place: EventLogPlace;
  before(async () => {
    store = await openTestStore();
  });
  after(() => store.close());
  /** Eight segments of five records, the last of which is the newest and stays by itself. */
  beforeEach(async () => {
    place = eventLogOf(store, testKeyring, await newTenant(store));
    await write(0, 8);
  });

  const write = async (from: number, to: number) => {
    for (let at = from; at < to; at += 1)
      await withEventLog(store, place, testWriter, (log) => log.append(events(at * 5, at * 5 + 5)));
  };
  const all = { manyPieces: 2 };
  const folder = () => join(place.folder, 'segments');
  const files = () => readdirSync(folder()).sort();
  const pack = (name = '00000001-00000007.pack') => join(folder(), name);
  const verify = async () => (await verifyLog(place)).problems.map(({ segment, what }) => `${segment}: ${what}`);
  const found = async () => {
    const { rows } = await place.index.search({ limit: 1000 });
    return readPlaces(place, rows).map(({ id }) => parseInt(id.slice(-12), 16));
  };
  const proofs = async () => {
    const parts: unknown[] = [];
    const span = { from: '2026-03-02T00:00:00.000Z', to: '2026-03-03T00:00:00.000Z' };
    for await (const part of provenRecords(place, span)) parts.push(part);
    return parts;
  };
  const newestFirst = (count: number) => Array.from({ length: count }, (_, at) => count - 1 - at);

  it('S0-82: the same records under the same numbers, roots that were kept before and proofs that were exported hold', async () => {
    const outside = keptRoots(place.folder).at(-1)!.root!;
    const exported = await proofs();
    assert.deepEqual(await joinSegments(store, place, all), { segments: 7, packs: 1 });
    assert.deepEqual(files(), ['00000001-00000007.pack', '00000008.segment']);
    const found8 = await verifyLog(place, { outside: [{ by: 'the root of before', root: outside }] });
    assert.deepEqual(
      [found8.problems, found8.anchored, found8.records, found8.segments, found8.unfinished],
      [[], 8, 40, 8, false],
    );
    assert.deepEqual(await proofs(), exported);
    assert.deepEqual(await found(), newestFirst(40));
  });

  it('S0-77: the log goes on, is joined again, and an index built anew is the same', async () => {
    await joinSegments(store, place, all);
    await write(8, 12);
    assert.equal((await withEventLog(store, place, testWriter, (log) => log.append(events(0, 60)))).kept, 0);
    assert.deepEqual(await joinSegments(store, place, all), { segments: 11, packs: 1 });
    assert.deepEqual(files(), ['00000001-00000011.pack', '00000012.segment']);
    assert.deepEqual(await verify(), []);
    const rows = (await place.index.search({ limit: 1000 })).rows;
    assert.deepEqual(await reindex(store, place, testWriter.describe), { segments: 12, records: 60 });
    assert.deepEqual((await place.index.search({ limit: 1000 })).rows, rows);
  });

  it('small pieces wait until they are many, and a pack that is large enough is left alone', async () => {
    assert.deepEqual(await joinSegments(store, place), { segments: 0, packs: 0 });
    assert.deepEqual(await joinSegments(store, place, { manyPieces: 8 }), { segments: 0, packs: 0 });
    // Five records are 835 bytes: four segments make a full pack.
    assert.deepEqual(await joinSegments(store, place, { largestPack: 3500 }), { segments: 4 + 3, packs: 2 });
    assert.deepEqual(files(), ['00000001-00000004.pack', '00000005-00000007.pack', '00000008.segment']);
    assert.deepEqual(await joinSegments(store, place, { largestPack: 3500 }), { segments: 0, packs: 0 });
  });

  /** Puts the pack in place with other segments, as who holds the keys of the data folder can. */
  const forge = (change: (segments: ReturnType<typeof decodePack>) => ReturnType<typeof decodePack>) => {
    const segments = decodePack(place.key, readFileSync(pack()));
    writeFileSync(pack(), Buffer.concat(encodePack(place.key, change(segments))));
  };
  const lines = (at: number, change: (given: string[]) => string[]) => (segments: ReturnType<typeof decodePack>) =>
    segments.map((one, index) => (index === at ? { ...one, lines: change(one.lines) } : one));
  const attacks: [string, () => void, RegExp[]][] = [
    ['a flipped bit in the records', () => flip(-50), [/1: its content was altered/, /7: its content was altered/]],
    ['a flipped bit in the headers', () => flip(450), [/1: its header was altered/, /7: its header was altered/]],
    ['a pack that was cut off', () => writeFileSync(pack(), readFileSync(pack()).subarray(0, -1)), [/1: its content/]],
    ['a pack that is gone', () => rmSync(pack()), [/1: the segment is missing/, /7: the segment is missing/]],
    ['a pack that says that it holds less', () => renamePack('00000001-00000006.pack'), [/7: the segment is missing/]],
    ['a record left out', () => forge(lines(2, (given) => given.toSpliced(1, 1))), [/content was altered/]],
    [
      'a record put in the place of another',
      () => forge(lines(2, (given) => [given[0]!, given[0]!, ...given.slice(2)])),
      [/3: its records are not those that its header was made for/, /3: record 2 is gone or was replaced/],
    ],
    [
      'records in another order',
      () => forge(lines(2, (given) => given.toReversed())),
      [/3: its records are not those that its header was made for/],
    ],
    [
      'a record changed in one letter',
      () => forge(lines(2, (given) => given.map((line) => line.replace('nina1', 'nina2')))),
      [/3: its records are not those that its header was made for/],
    ],
    [
      'records of two segments exchanged',
      () => forge((some) => some.with(0, { ...some[0]!, lines: some[1]!.lines, salt: some[1]!.salt })),
      [/1: its records are not those/],
    ],
    [
      'a header that fits the altered records',
      () =>
        forge((some) => some.with(2, { ...some[2]!, line: some[2]!.line.replace(/"tree":"\w{6}/, '"tree":"000000') })),
      [/3: it is not the segment that was indexed/, /4: the chain breaks here/],
    ],
  ];
  const flip = (at: number) => {
    const bytes = readFileSync(pack());
    bytes.subarray(at)[0]! ^= 1;
    writeFileSync(pack(), bytes);
  };
  const renamePack = (name: string) => {
    copyFileSync(pack(), pack(name));
    rmSync(pack());
  };

  for (const [what, attack, expected] of attacks)
    it(`I-4: verify finds ${what}`, async () => {
      await joinSegments(store, place, all);
      assert.deepEqual(await verify(), []);
      attack();
      const problems = await verify();
      for (const one of expected)
        assert.ok(
          problems.some((problem) => one.test(problem)),
          `${one} is not in ${problems.join('; ')}`,
        );
    });

  it('I-4: a segment that was altered before is not joined, and nothing of it goes', async () => {
    const path = join(folder(), '00000003.segment');
    const bytes = readFileSync(path);
    bytes[bytes.length - 20]! ^= 1;
    writeFileSync(path, bytes);
    await assert.rejects(joinSegments(store, place, all), { code: 'integrity' });
    assert.equal(files().length, 8);
  });

  it('I-5: killed after the pack is in place, or amid removing: the next run finishes, verify calls it unfinished', async () => {
    const kept = testFolder();
    for (const name of files()) copyFileSync(join(folder(), name), join(kept, name));
    await joinSegments(store, place, all);
    for (const name of ['00000002.segment', '00000005.segment']) copyFileSync(join(kept, name), join(folder(), name));
    const { problems, unfinished } = await verifyLog(place);
    assert.deepEqual([problems, unfinished], [[], true]);
    assert.deepEqual(await joinSegments(store, place, all), { segments: 0, packs: 0 });
    assert.deepEqual(files(), ['00000001-00000007.pack', '00000008.segment']);
    assert.deepEqual(await verify(), []);
  });

  it('I-5: a file is not removed for a pack that does not open or holds something else', async () => {
    const kept = testFolder();
    for (const name of files()) copyFileSync(join(folder(), name), join(kept, name));
    await joinSegments(store, place, all);
    copyFileSync(join(kept, '00000002.segment'), join(folder(), '00000002.segment'));
    flip(-50);
    await joinSegments(store, place, { manyPieces: 100 });
    assert.ok(files().includes('00000002.segment'));
    assert.deepEqual(await found().catch((error: { code: string }) => error.code), 'integrity');
  });

  describe('and the archive', () => {
    const rule = { prefix: 'wardline', lockDays: 2192, now: testWriter.now(), holds: [] };
    const archived = (name: string) => join(archive, 'wardline', place.tenant, 'segments', name);
    let archive: string;
    let objects: ReturnType<typeof folderStore>;
    beforeEach(() => {
      archive = testFolder();
      objects = folderStore(archive);
    });
    const findings = async () =>
      (await verifyArchive(place, objects, rule)).findings.map(({ object, kind }) => `${object}: ${kind}`);

    it('S0-82: what was copied one by one stays as it is there, and speaks for the segments in a pack', async () => {
      assert.equal((await archiveLog(place, objects, rule)).segments, 8);
      await joinSegments(store, place, all);
      assert.deepEqual((await archiveLog(place, objects, rule)).segments, 0);
      assert.deepEqual(await findings(), []);
      writeFileSync(archived('00000004.segment'), readFileSync(archived('00000005.segment')));
      assert.deepEqual(await findings(), ['00000004.segment: archive-differs']);
    });

    it('S0-82: what was joined before goes as a pack, which comes back whole', async () => {
      await joinSegments(store, place, all);
      assert.deepEqual((await archiveLog(place, objects, rule)).segments, 2);
      assert.deepEqual(readdirSync(join(archived(''))).sort(), ['00000001-00000007.pack', '00000008.segment']);
      assert.deepEqual(await findings(), []);
      const whole = readFileSync(pack());
      flip(-50);
      assert.deepEqual(await findings(), ['00000001-00000007.pack: log-differs']);
      const { records, aside } = await restoreSegment(place, objects, rule, 3);
      assert.equal(records, 35);
      assert.match(aside!, /damaged\/00000001-00000007\.pack\./);
      assert.deepEqual(readFileSync(pack()), whole);
      rmSync(pack());
      assert.deepEqual(await findings(), ['00000001-00000007.pack: log-missing']);
      await restoreSegment(place, objects, rule, 1);
      assert.deepEqual(await verify(), []);
      await assert.rejects(restoreSegment(place, objects, rule, 1), { code: 'conflict' });
    });

    it('S0-82: a damaged pack is mended by the copies of its segments, one after the other', async () => {
      await archiveLog(place, objects, rule);
      await joinSegments(store, place, all);
      flip(-50);
      for (let number = 1; number <= 7; number += 1) await restoreSegment(place, objects, rule, number);
      assert.deepEqual(
        files(),
        Array.from({ length: 8 }, (_, at) => `0000000${at + 1}.segment`),
      );
      assert.deepEqual(await verify(), []);
    });

    it('I-4: a pack of another log does not come back as one of this', async () => {
      await joinSegments(store, place, all);
      await archiveLog(place, objects, rule);
      forge(lines(2, (given) => given.toReversed()));
      const forged = readFileSync(pack());
      rmSync(pack());
      rmSync(archived('00000001-00000007.pack'));
      writeFileSync(archived('00000001-00000007.pack'), forged);
      await assert.rejects(restoreSegment(place, objects, rule, 3), { code: 'integrity' });
    });
  });

  it('retention: segments of a pack go together, and a hold on one of them keeps all', async () => {
    await withEventLog(store, place, { ...testWriter, now: () => '2033-01-10T00:00:00.000Z' }, (log) =>
      log.append([event(100_000_000)]),
    );
    await joinSegments(store, place, all);
    const [rule, now, by] = [{ years: 6 }, '2033-01-11T00:00:00.000Z', 'nina'];
    assert.equal(oldSegments(place, rule, [], now).length, 8);
    await withTenant(store, place.tenant, (scope) =>
      placeHold(scope, { name: 'case-1', fromDay: '2026-03-02', toDay: '2026-03-02', reason: 'Subpoena', at: now, by }),
    );
    const kept = await retireSegments(store, place, { rule, now, by });
    assert.deepEqual([kept.retired.length, kept.held.length], [0, 8]);
    assert.deepEqual(kept.held[7]!.heldBy, ['case-1']);
  });

  it('retention: a pack goes when the time of its newest segment is over, and the chain holds', async () => {
    await withEventLog(store, place, { ...testWriter, now: () => '2033-01-10T00:00:00.000Z' }, (log) =>
      log.append([event(100_000_000)]),
    );
    await joinSegments(store, place, all);
    const [rule, by] = [{ years: 6 }, 'nina'];
    const now = '2033-01-11T00:00:00.000Z';
    assert.equal((await retireSegments(store, place, { rule, now, by })).retired.length, 8);
    assert.deepEqual(
      files().filter((name) => !name.endsWith('.retired')),
      ['00000009.segment'],
    );
    const decided = await withTenant(store, place.tenant, (scope) => listRetirements(scope));
    assert.deepEqual((await verifyLog(place, { decided })).problems, []);
  });

  it('I-5: kill -9 at any moment of joining: nothing is lost, nothing is there twice, and the chain holds', async () => {
    const script = new URL('../../../test/store/join-segments.ts', import.meta.url).pathname;
    for (let round = 0; round < 6; round += 1) {
      await write(8 + round * 3, 11 + round * 3);
      const child = spawn(process.execPath, [script, store.home, place.tenant], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
      setTimeout(() => child.kill('SIGKILL'), round * 12);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
      const { problems, records } = await verifyLog(place);
      assert.deepEqual([problems, records], [[], 40 + (round + 1) * 15]);
    }
    await joinSegments(store, place, all);
    assert.deepEqual(files(), ['00000001-00000025.pack', '00000026.segment']);
    assert.deepEqual(await found(), newestFirst(130));
  });
});
