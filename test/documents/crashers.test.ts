import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startPool } from '../../src/documents/pool.ts';
import type { FuzzJob } from './fuzz-worker.ts';

/** Files that once killed or hung a worker, or broke a promise of the reader, as the fuzzer found them. */
const folder = fileURLToPath(new URL('crashers/', import.meta.url));
const open = () =>
  startPool<FuzzJob, string | undefined>({
    program: new URL('./fuzz-worker.ts', import.meta.url),
    size: 1,
    workerData: {},
    memory: 384,
    timeout: 60_000,
    recycleAfter: 1_000,
    resident: 2_048,
  });
describe('crashers', () => {
  let pool: ReturnType<typeof open>;
  before(() => void (pool = open()));
  after(() => pool.close());

  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    it(`S0-51: ${name} is answered`, async () => {
      const bytes = new Uint8Array(readFileSync(`${folder}${name}`));
      assert.equal(await pool.run({ name: name.slice(name.indexOf('-') + 1), bytes, ocr: false }), undefined);
    });
  }
});
