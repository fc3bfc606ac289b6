import assert from 'node:assert/strict';
import { createHash, createSecretKey } from 'node:crypto';
import { describe, it } from 'node:test';
import { leafHash, leafSalt, pathsTo, treeRoot } from './merkle.ts';
import { decodeSegment, encodeSegment, headerIn, leavesOf, noSegment } from './segment.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const given = {
  ...{ tenant: 'larkmeadow', sequence: 1, previous: noSegment, sealedAt: '2026-11-20T08:00:00.000Z' },
  ...{ firstAt: '2026-11-19T08:00:00.000Z', lastAt: '2026-11-19T09:00:00.000Z' },
};
const lines = ['{"id":"a","at":"","record":{"x":"\u2028"}}', '{"id":"b","at":"","record":{}}', '{"id":"c","at":""}'];
const sealed = () => Buffer.concat(encodeSegment(key, given, lines).pieces);
const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

describe('a sealed segment', () => {
  it('I-5: gives back each record letter for letter, and its header tells what is in it', () => {
    const opened = decodeSegment(key, sealed());
    assert.deepEqual(opened.lines, lines);
    const { records, rawBytes, previous, firstAt } = opened.header;
    assert.deepEqual(
      { records, rawBytes, previous, firstAt },
      { records: 3, rawBytes: 40 + 31 + 19, previous: '0'.repeat(64), firstAt: '2026-11-19T08:00:00.000Z' },
    );
  });

  it('S0-82: any one flipped bit is found, in the header and in the content', () => {
    const bytes = sealed();
    for (let at = 0; at < bytes.length * 8; at += 1) {
      const altered = Buffer.from(bytes);
      altered[at >> 3]! ^= 1 << (at & 7);
      assert.throws(() => decodeSegment(key, altered), { code: 'integrity' }, `bit ${at}`);
    }
  });

  it('S0-82: cut off at any length it does not open', () => {
    const bytes = sealed();
    for (let length = 0; length < bytes.length; length += 1)
      assert.throws(() => decodeSegment(key, bytes.subarray(0, length)), { code: 'integrity' });
  });

  it('I-6: nothing of a record stands in it in clear, and another key does not open it', () => {
    const secret = 'Robin Quill';
    const bytes = Buffer.concat(encodeSegment(key, given, [`{"id":"a","record":"${secret}"}`]).pieces);
    assert.equal(bytes.includes(secret), false);
    assert.throws(() => decodeSegment(createSecretKey(Buffer.alloc(32, 8)), bytes), { code: 'integrity' });
  });

  it('a header that was written in another way than ours is no header', () => {
    const { line } = headerIn(sealed());
    assert.throws(() => headerIn(Buffer.from(`${line.replace('{', '{ ')}\n`)), { code: 'integrity' });
  });
});

describe('the tree over the records', () => {
  const salt = Buffer.alloc(32, 1);

  it('I-5: is the one of RFC 9162 over salted leaves', () => {
    const [a, b, c] = lines.map((line, at) => sha(Buffer.of(0), leafSalt(salt, at), Buffer.from(line))) as Buffer[];
    const left = sha(Buffer.of(1), a!, b!);
    assert.equal(treeRoot(leavesOf(salt, lines)).toString('hex'), sha(Buffer.of(1), left, c!).toString('hex'));
  });

  for (const count of [1, 2, 3, 5, 8, 13])
    it(`I-5: every record of ${count} leads to the root, and no other does`, () => {
      const records = Array.from({ length: count }, (_, at) => `record ${at}`);
      const leaves = leavesOf(salt, records);
      const root = treeRoot(leaves).toString('hex');
      pathsTo(leaves, [...records.keys()]).forEach((path, at) => {
        const climb = (record: string) =>
          path
            .reduce(
              (hash, { side, hash: beside }) =>
                side === 'left'
                  ? sha(Buffer.of(1), Buffer.from(beside, 'hex'), hash)
                  : sha(Buffer.of(1), hash, Buffer.from(beside, 'hex')),
              leafHash(leafSalt(salt, at), record),
            )
            .toString('hex');
        assert.equal(climb(records[at]!), root);
        assert.notEqual(climb('another record'), root);
      });
    });
});
