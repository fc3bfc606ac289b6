import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { JobError, type PoolOptions, startPool } from './pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'wardline-pool-'));
describe('pool', () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  const program = join(folder, 'worker.mjs');
  writeFileSync(
    program,
    `import { serveJobs } from ${JSON.stringify(new URL('./serve.ts', import.meta.url).href)};
const kept = [];
serveJobs(async (job, readPicture) => {
  if (job === 'hang') for (;;) ;
  if (job === 'exit') process.exit(1);
  if (job === 'throw') throw new Error('Rosa Delgado');
  if (job === 'later') { setTimeout(() => { throw new Error('Rosa Delgado'); }, 0); await new Promise(() => {}); }
  if (job === 'memory') for (;;) kept.push(new Array(100_000).fill({}).map(() => ({})));
  if (job === 'buffers') for (;;) { kept.push(Buffer.alloc(20_000_000, 1)); await new Promise((next) => setTimeout(next, 5)); }
  if (job === 'picture') { console.log('Rosa Delgado'); return readPicture({ bytes: new Uint8Array(3) }); }
  return job;
});`,
  );

  const options: PoolOptions = {
    program: pathToFileURL(program),
    size: 2,
    workerData: {},
    memory: 64,
    timeout: 5_000,
    recycleAfter: 3,
    resident: 1_500,
  };

  for (const [job, reason] of [
    ['hang', 'time'],
    ['exit', 'crashed'],
    ['throw', 'crashed'],
    ['later', 'crashed'],
    ['memory', 'limit'],
    ['buffers', 'limit'],
  ] as const) {
    it(`S0-51: a job that ends its worker (${job}) is ${reason}, and the others are answered`, async () => {
      const pool = startPool<string, string>(options);
      try {
        const bad = pool.run(job);
        const good = Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => pool.run(name)));
        await assert.rejects(bad, (error: JobError) => {
          assert.ok(error instanceof JobError);
          assert.equal(error.reason, reason);
          assert.doesNotMatch(error.message, /Delgado/);
          return true;
        });
        assert.deepEqual(await good, ['a', 'b', 'c', 'd', 'e']);
      } finally {
        await pool.close();
      }
    });
  }

  it('S0-51: the time for one file stands still while OCR reads a picture', async () => {
    const readPicture = () => new Promise<string>((resolve) => setTimeout(() => resolve('words'), 1_500));
    const pool = startPool<string, string>({ ...options, timeout: 1_000, readPicture });
    try {
      // The first job pays for the start of its worker.
      await pool.run('warm').catch(() => undefined);
      assert.equal(await pool.run('picture'), 'words');
    } finally {
      await pool.close();
    }
  });
});
