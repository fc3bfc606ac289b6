import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { events, testKeyring, testWriter } from '../../../test/store/event-records.ts';
import { newTenant, openTestStore } from '../../../test/store/harness.ts';
import type { Store } from '../open.ts';
import { withEventLog } from './event-log.ts';
import { reindex } from './index-upkeep.ts';
import { type EventLogPlace, eventLogOf } from './log-place.ts';
import { readHeader } from './manifest.ts';
import { type SignedRoot, keepRoot, keptRoots } from './roots.ts';
import { decodeSegment, encodeSegment } from './segment.ts';
import { verifyLog } from './verify-log.ts';

describe('audit verify', () => {
  let store: Store;
  let place: EventLogPlace;
  before(async () => {
    store = await openTestStore();
  });
  after(() => store.close());
  /** Three segments of ten records. */
  beforeEach(async () => {
    place = eventLogOf(store, testKeyring, await newTenant(store));
    for (const at of [0, 10, 20]) await write(at, at + 10);
  });

  const write = (from: number, to: number) =>
    withEventLog(store, place, testWriter, (log) => log.append(events(from, to)));
  const file = (number: number) => join(place.folder, 'segments', `0000000${number}.segment`);
  const root = () => keptRoots(place.folder).at(-1)!.root!;
  const given = (outside: SignedRoot) => ({ outside: [{ by: 'the outside root', root: outside }] });
  const flip = (path: string, at: number) => {
    const bytes = readFileSync(path);
    bytes.subarray(at)[0]! ^= 1;
    writeFileSync(path, bytes);
  };
  /** Seals a segment anew with other records, as who holds the keys of the data folder can. */
  const rewrite = (number: number, change: (lines: string[]) => string[]) => {
    const { header, lines } = decodeSegment(place.key, readFileSync(file(number)));
    const previous = number === 1 ? header.previous : readHeader(place.folder, number - 1).hash;
    writeFileSync(file(number), Buffer.concat(encodeSegment(place.key, { ...header, previous }, change(lines)).pieces));
  };
  const same = (lines: string[]) => lines;
  const withoutFourth = (lines: string[]) => lines.toSpliced(3, 1);

  const cases: [string, () => void | Promise<void>, [number | undefined, RegExp][]][] = [
    ['nothing', () => {}, []],
    ['a flipped bit in the records', () => flip(file(2), -100), [[2, /content was altered/]]],
    [
      'a flipped bit in a header',
      () => flip(file(2), 45),
      [
        [2, /another tenant/],
        [2, /content was altered/],
        [2, /not the segment that was indexed/],
        [3, /chain breaks here/],
      ],
    ],
    ['a header that is no JSON any more', () => flip(file(2), 0), [[2, /header was altered/]]],
    [
      'a segment that was cut off',
      () => writeFileSync(file(3), readFileSync(file(3)).subarray(0, -1)),
      [[3, /content/]],
    ],
    ['an emptied segment', () => writeFileSync(file(1), ''), [[1, /header was altered/]]],
    ['a removed segment in the middle', () => rmSync(file(2)), [[2, /is missing/]]],
    ['a removed last segment', () => rmSync(file(3)), [[3, /is missing/]]],
    [
      'two segments in each other’s place',
      () => {
        renameSync(file(1), `${file(1)}.aside`);
        renameSync(file(2), file(1));
        renameSync(`${file(1)}.aside`, file(2));
      },
      [
        [1, /here lies segment 2/],
        [1, /chain breaks here/],
        [2, /here lies segment 1/],
        [3, /chain breaks here/],
      ],
    ],
    [
      'a record taken out by who holds the key',
      () => rewrite(2, withoutFourth),
      [
        [2, /record 4 is gone or was replaced: the index remembers 00000000-0000-4000-8000-00000000000d/],
        [3, /chain breaks here/],
      ],
    ],
    [
      'a record that lies in the log twice',
      () => rewrite(3, (lines) => [...lines, lines[0]!]),
      [[3, /1 of its records lie in the log twice/]],
    ],
    [
      'a chain that was written anew to its end',
      () => {
        rewrite(1, withoutFourth);
        rewrite(2, same);
        rewrite(3, same);
      },
      [
        [1, /record 4 is gone/],
        [3, /names another content/],
      ],
    ],
    [
      'an altered root',
      () => {
        const path = join(place.folder, 'roots', '2026-11-20.json');
        writeFileSync(path, readFileSync(path, 'utf8').replace('30', '31'));
      },
      [[undefined, /signature does not hold/]],
    ],
    [
      'a root by another signer',
      () =>
        void keepRoot(place.folder, generateKeyPairSync('ed25519'), readHeader(place.folder, 3), {
          at: testWriter.now(),
          records: 30,
        }),
      [[undefined, /signed with another key/]],
    ],
    ['a removed root', () => rmSync(join(place.folder, 'roots'), { recursive: true }), [[3, /no daily root/]]],
    [
      'a foreign file',
      () => writeFileSync(join(place.folder, 'segments', 'notes.txt'), 'x'),
      [[undefined, /foreign file: notes.txt/]],
    ],
    ['a lost index', () => place.index.rebuild((async function* () {})()), [[1, /not indexed/]]],
  ];

  for (const [what, tamper, expected] of cases)
    it(`S0-82: ${what} is ${expected.length === 0 ? 'no problem' : 'found and placed'}`, async () => {
      await tamper();
      const { problems, records, segments } = await verifyLog(place);
      for (const [segment, words] of expected)
        assert.ok(
          problems.some((problem) => problem.segment === segment && words.test(problem.what)),
          `${words} at ${segment} is not in ${JSON.stringify(problems, null, 1)}`,
        );
      if (expected.length === 0)
        assert.deepEqual({ problems, records, segments }, { problems: [], records: 30, segments: 3 });
    });

  it('I-5: what a kill between seal, index and root leaves is unfinished and no tampering', async () => {
    place = eventLogOf(store, testKeyring, await newTenant(store));
    await write(0, 5);
    const [text, folder] = [readFileSync(join(place.folder, 'roots', '2026-11-20.json')), join(place.folder, 'roots')];
    await write(5, 9);
    writeFileSync(join(folder, '2026-11-20.json'), text);
    const { problems, unfinished } = await verifyLog(place);
    assert.deepEqual({ problems, unfinished }, { problems: [], unfinished: true });
    await write(9, 10);
    assert.equal((await verifyLog(place)).unfinished, false);
  });

  it('S0-82: a log that was written anew, signed and indexed anew shows against an outside root alone', async () => {
    const outside = root();
    rewrite(1, withoutFourth);
    rewrite(2, same);
    rewrite(3, same);
    keepRoot(place.folder, place.signer, readHeader(place.folder, 3), { at: testWriter.now(), records: 29 });
    await reindex(store, place, testWriter.describe);
    const alone = await verifyLog(place);
    assert.deepEqual(alone.problems, []);
    assert.equal(alone.anchored, 0, 'and it says that nothing outside speaks for it');
    const { problems, anchored } = await verifyLog(place, given(outside));
    assert.deepEqual(problems, [
      { segment: 3, what: 'the outside root names another content: the log was written anew' },
    ]);
    assert.equal(anchored, 0);
  });

  it('I-5: an outside root anchors what was sealed before it, and no more', async () => {
    const outside = root();
    await write(30, 35);
    const { anchored, segments, problems } = await verifyLog(place, given(outside));
    assert.deepEqual({ anchored, segments, problems }, { anchored: 3, segments: 4, problems: [] });
  });

  it('I-5: an outside root that was altered, or is of another tenant, anchors nothing', async () => {
    const outside = root();
    const altered = { ...outside, statement: outside.statement.replace('"records":30', '"records":31') };
    const other = eventLogOf(store, testKeyring, await newTenant(store));
    await withEventLog(store, other, testWriter, (log) => log.append(events(0, 2)));
    for (const [kept, words] of [
      [altered, /signature does not hold/],
      [keptRoots(other.folder)[0]!.root!, /another tenant/],
    ] as const) {
      const { problems, anchored } = await verifyLog(place, given(kept));
      assert.match(problems[0]!.what, words);
      assert.equal(anchored, 0);
    }
  });
});
