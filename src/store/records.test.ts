import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { testFolder } from '../../test/store/harness.ts';
import { type Blobs, folderBlobs } from './blobs.ts';
import { putRecords, recordsIn } from './records.ts';

describe('records kept one by one', () => {
  let folder = '';
  let blobs: Blobs;
  before(() => {
    folder = join(testFolder(), 'blobs');
    blobs = folderBlobs(folder);
  });
  async function* each(records: readonly unknown[]) {
    yield* records;
  }
  const back = async (hash: string) => {
    const found: unknown[] = [];
    for await (const record of recordsIn(blobs, hash)) found.push(record);
    return found;
  };
  const drafts = () => readdirSync(join(folder, 'drafts'));

  const cases: Record<string, readonly unknown[]> = {
    none: [],
    one: [{ id: 'ana' }],
    'line breaks, commas and brackets in texts': [{ name: 'a,\nb]' }, { name: '[' }, 'x,', [1, [2]], null],
    'text beyond ASCII': [{ name: 'Ekström 🏥' }, { name: '\u2028' }],
    many: Array.from({ length: 20_000 }, (_, id) => ({ id, name: `user${id}`, flags: [true, false] })),
  };
  for (const [name, records] of Object.entries(cases))
    it(`come back as they were: ${name}`, async () => {
      const hash = await putRecords(blobs, each(records));
      assert.deepEqual(await back(hash), records);
      assert.deepEqual(JSON.parse(String(await blobs.get(hash))), records, 'as a whole they are a JSON list');
      assert.equal(await putRecords(blobs, each(records)), hash, 'the same is kept once');
      assert.deepEqual(drafts(), []);
    });

  it('come from a list that was kept as one text', async () => {
    const hash = await blobs.put(JSON.stringify([{ id: 1 }, { id: 2 }]));
    assert.deepEqual(await back(hash), [{ id: 1 }, { id: 2 }]);
    assert.deepEqual(await back(await blobs.put('[]')), []);
  });

  it('are not kept when their source breaks off, and its error goes on', async () => {
    const before = readdirSync(folder).length;
    async function* broken() {
      yield { id: 1 };
      throw new Error('broken');
    }
    await assert.rejects(putRecords(blobs, broken()), /broken/);
    assert.deepEqual(drafts(), []);
    assert.equal(readdirSync(folder).length, before);
  });

  it('are refused when they were altered, and when they are not there', async () => {
    const hash = await putRecords(blobs, each([{ id: 1 }, { id: 'altered' }]));
    const other = await putRecords(blobs, each([{ id: 1 }, { id: 'other' }]));
    const place = (name: string) => join(folder, name.slice(0, 2), `${name}.zst`);
    writeFileSync(place(hash), readFileSync(place(other)));
    await assert.rejects(back(hash), { code: 'integrity' });
    writeFileSync(place(hash), 'no zstd');
    await assert.rejects(back(hash), { code: 'integrity' });
    await assert.rejects(back('0'.repeat(64)), { code: 'not-found' });
  });
});
