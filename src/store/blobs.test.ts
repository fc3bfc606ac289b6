import assert from 'node:assert/strict';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { testFolder } from '../../test/store/harness.ts';
import { WardlineError } from '../core/errors.ts';
import { type Blobs, folderBlobs } from './blobs.ts';
import { StoreError } from './errors.ts';

// SHA-256 of "abc", from FIPS 180-4.
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('blobs in a folder', () => {
  let folder = '';
  let blobs: Blobs;
  before(() => {
    folder = join(testFolder(), 'blobs');
    blobs = folderBlobs(folder);
  });
  const listed = async () => {
    const names: string[] = [];
    for await (const name of blobs.list()) names.push(name);
    return names;
  };
  const place = (hash: string) => join(folder, hash.slice(0, 2), `${hash}.zst`);

  it('names content by its SHA-256 and gives it back', async () => {
    assert.equal(await blobs.put('abc'), abc);
    assert.equal(String(await blobs.get(abc)), 'abc');
    assert.equal(await blobs.has(abc), true);
  });

  it('keeps the same content once, however many put it at once', async () => {
    const text = 'x'.repeat(500_000);
    const names = new Set(await Promise.all(Array.from({ length: 8 }, () => blobs.put(text))));
    assert.equal(names.size, 1);
    const [name] = [...names];
    assert.ok(readFileSync(place(name!)).length < 1000, 'it is not compressed');
    assert.deepEqual(readdirSync(join(folder, 'drafts')), []);
  });

  it('keeps the empty content and any bytes', async () => {
    const bytes = Buffer.from([0, 255, 0x80, 0xc3, 0x28]);
    assert.deepEqual(await blobs.get(await blobs.put(bytes)), bytes);
    assert.equal((await blobs.get(await blobs.put(''))).length, 0);
  });

  it('lists what it holds and forgets what is deleted', async () => {
    const hash = await blobs.put('to be deleted');
    assert.ok((await listed()).includes(hash));
    assert.equal(await blobs.delete(hash), true);
    assert.equal(await blobs.delete(hash), false);
    assert.ok(!(await listed()).includes(hash));
    await assert.rejects(blobs.get(hash), (error) => error instanceof WardlineError && error.code === 'not-found');
  });

  const integrity = (error: unknown) => error instanceof StoreError && error.code === 'integrity' && error.exit === 8;

  it('refuses what was altered, cut off or exchanged', async () => {
    const first = await blobs.put('first content');
    const second = await blobs.put('second content');
    const good = readFileSync(place(first));
    writeFileSync(place(first), Buffer.from(good).fill(7, good.length - 3));
    await assert.rejects(blobs.get(first), integrity);
    writeFileSync(place(first), readFileSync(place(second)));
    await assert.rejects(blobs.get(first), integrity);
    truncateSync(place(second), 10);
    await assert.rejects(blobs.get(second), integrity);
  });

  it('refuses a link in the place of a blob', async () => {
    const hash = await blobs.put('behind a link');
    renameSync(place(hash), join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), place(hash));
    await assert.rejects(blobs.get(hash), integrity);
  });

  for (const name of ['../../etc/passwd', `${'a'.repeat(63)}/`, abc.toUpperCase(), `${abc}\0`, `${abc}.zst`, ''])
    it(`takes ${JSON.stringify(name)} for no name`, async () => {
      for (const act of [blobs.get, blobs.has, blobs.delete])
        await assert.rejects(
          async () => act(name),
          (error) => error instanceof WardlineError && error.code === 'bad-input',
        );
    });

  it('clears drafts of killed processes, and those alone', async () => {
    const other = join(testFolder(), 'blobs');
    mkdirSync(join(other, 'drafts'), { recursive: true });
    for (const name of ['old', 'new']) writeFileSync(join(other, 'drafts', name), '');
    utimesSync(join(other, 'drafts', 'old'), 0, 0);
    await folderBlobs(other).put('abc');
    assert.deepEqual(readdirSync(join(other, 'drafts')), ['new']);
  });
});
