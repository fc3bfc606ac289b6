import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { numbered } from '../../../test/siem/stream-parts.ts';
import { testFolder } from '../../../test/store/harness.ts';
import { DiskSpool, type SpoolOptions } from './disk-spool.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const some = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => numbered(from + at));
const ids = (from: number, to: number) => some(from, to).map(({ id }) => id);
const options = (given: Partial<SpoolOptions> = {}): SpoolOptions => ({
  ...{ folder: testFolder(), key, limit: 2 ** 20, whenFull: 'wait' },
  ...given,
});
const all = (spool: DiskSpool) => {
  const found: string[] = [];
  for (let items = spool.peek(50, 1e6); items.length > 0; items = spool.peek(50, 1e6)) {
    found.push(...items.map(({ id }) => id));
    spool.confirm(items.length);
  }
  return found;
};
const files = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.spool'));

describe('S3-54: the spool of a stream', () => {
  it('keeps order and places over closing and opening', () => {
    const given = options();
    const first = DiskSpool.open(given);
    first.append('events', some(0, 3), 'a');
    first.append('alerts', [], 'z');
    first.append('events', some(3, 5), 'b');
    first.confirm(2);
    first.close();
    const second = DiskSpool.open(given);
    assert.deepEqual([second.waiting, second.position('events'), second.position('alerts')], [3, 'b', 'z']);
    assert.deepEqual(all(second), ids(2, 5));
    second.close();
    const third = DiskSpool.open(given);
    assert.deepEqual([third.waiting, third.position('events'), third.counts.delivered], [0, 'b', 5]);
    third.close();
  });

  it('goes through many files and leaves none behind that is done with', () => {
    const given = options({ limit: 160_000 });
    let spool = DiskSpool.open(given);
    for (let at = 0; at < 200; at += 10) {
      spool.append('events', some(at, at + 10), String(at + 10));
      if (at % 50 === 0) {
        spool.close();
        spool = DiskSpool.open(given);
      }
    }
    assert.ok(files(given.folder).length > 2);
    assert.deepEqual(all(spool), ids(0, 200));
    assert.equal(spool.position('events'), '200');
    assert.equal(files(given.folder).length, 1);
    spool.close();
  });

  it('S0-59: holds nothing in the clear', () => {
    const given = options();
    const spool = DiskSpool.open(given);
    spool.append('events', [{ ...numbered(1), file: { name: 'Zebulon Quist chart.docx' } }], '1');
    spool.setAside('HTTP 400');
    spool.close();
    for (const name of readdirSync(given.folder))
      assert.doesNotMatch(readFileSync(join(given.folder, name), 'latin1'), /Zebulon|nina@|item-/);
    for (const name of ['00000001.spool', 'dead.letters'])
      assert.equal(statSync(join(given.folder, name)).mode & 0o077, 0);
  });

  it('waits when it is full and drops nothing', () => {
    const spool = DiskSpool.open(options({ limit: 20_000 }));
    let taken = 0;
    while (!spool.isFull()) spool.append('events', some(taken, (taken += 5)), String(taken));
    assert.equal(spool.waiting, taken);
    assert.equal(spool.counts.dropped, 0);
    assert.deepEqual(all(spool), ids(0, taken));
    assert.equal(spool.isFull(), false);
    spool.close();
  });

  it('drops the oldest only above its limit, and counts them', () => {
    const given = options({ limit: 40_000, whenFull: 'drop-oldest' });
    let spool = DiskSpool.open(given);
    spool.append('events', some(0, 5), '5');
    assert.equal(spool.counts.dropped, 0);
    for (let at = 5; at < 500; at += 5) spool.append('events', some(at, at + 5), String(at + 5));
    const { dropped, bytes } = spool.counts;
    assert.ok(dropped > 0 && bytes <= 40_000);
    assert.equal(spool.waiting + dropped, 500);
    spool.close();
    spool = DiskSpool.open(given);
    assert.equal(spool.counts.dropped, dropped);
    assert.deepEqual(all(spool), ids(dropped, 500));
    spool.close();
  });

  it('a batch that was cut off was never kept: its source is read again', () => {
    const given = options();
    const spool = DiskSpool.open(given);
    spool.append('events', some(0, 5), '5');
    spool.append('events', some(5, 10), '10');
    spool.close();
    const path = join(given.folder, '00000001.spool');
    truncateSync(path, statSync(path).size - 7);
    const again = DiskSpool.open(given);
    assert.deepEqual([again.position('events'), again.counts.rewound], ['5', 0]);
    again.append('events', some(5, 10), '10');
    assert.deepEqual(all(again), ids(0, 10));
    again.close();
  });

  it('damage in the midst makes the sources be read again from before it, and is counted', () => {
    const given = options({ limit: 80_000 });
    const spool = DiskSpool.open(given);
    for (let at = 0; at < 100; at += 10) spool.append('events', some(at, at + 10), String(at + 10));
    spool.close();
    const path = join(given.folder, '00000001.spool');
    const bytes = readFileSync(path);
    // Inside the second batch.
    const second = 8 + bytes.readUInt32BE(0) + 100;
    bytes[second] = bytes[second]! ^ 1;
    writeFileSync(path, bytes);
    const again = DiskSpool.open(given);
    assert.deepEqual([again.position('events'), again.counts.rewound, again.waiting], ['10', 1, 10]);
    assert.deepEqual(all(again), ids(0, 10));
    again.close();
  });

  it('a removed file makes the sources be read again', () => {
    const given = options({ limit: 40_000 });
    const spool = DiskSpool.open(given);
    for (let at = 0; at < 50; at += 10) spool.append('events', some(at, at + 10), String(at + 10));
    spool.confirm(10);
    spool.close();
    rmSync(join(given.folder, files(given.folder)[0]!));
    const again = DiskSpool.open(given);
    assert.deepEqual([again.position('events'), again.waiting], ['10', 0]);
    again.append('events', some(10, 12), '12');
    assert.deepEqual(all(again), ids(10, 12));
    again.close();
  });

  it('puts dead letters back, each once', () => {
    const spool = DiskSpool.open(options());
    spool.append('events', some(0, 3), '3');
    spool.setAside('HTTP 400');
    spool.setAside('HTTP 413');
    spool.deadLetters.add(numbered(0), 'HTTP 400');
    assert.deepEqual(
      spool.deadLetters.all().map(({ item, why }) => [item.id, why]),
      [
        ['item-000000', 'HTTP 400'],
        ['item-000001', 'HTTP 413'],
      ],
    );
    assert.equal(spool.retryDead(), 2);
    assert.deepEqual(all(spool), ['item-000002', 'item-000000', 'item-000001']);
    assert.equal(spool.deadLetters.all().length, 0);
    spool.close();
  });

  it('refuses a cursor that is none', () => {
    const given = options();
    writeFileSync(join(given.folder, 'cursor.json'), '{"format":"wardline spool 1","file":-1}');
    assert.throws(() => DiskSpool.open(given), { code: 'integrity' });
  });
});
