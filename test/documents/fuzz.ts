/**
 * `node test/documents/fuzz.ts [minutes] [seed]`: mutates valid files of every format and reads them in workers. What
 * kills or hangs a worker, or breaks a promise of the reader, is kept in `crashers/` and read again by a test.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startOcr } from '../../src/documents/pictures/ocr.ts';
import { JobError, startPool } from '../../src/documents/pool.ts';
import type { FuzzJob } from './fuzz-worker.ts';
import { mutated, randomOf } from './mutate.ts';
import { seeds } from './seeds.ts';

const minutes = Number(process.argv[2] ?? 10);
const random = randomOf(Number(process.argv[3] ?? 1));
const folder = fileURLToPath(new URL('crashers/', import.meta.url));
const files = Object.entries(await seeds());
const ocr = startOcr({ pixels: 5_000_000, timeout: 20_000, recycleAfter: 100 });
const pool = startPool<FuzzJob, string | undefined>({
  program: new URL('./fuzz-worker.ts', import.meta.url),
  size: 2,
  workerData: {},
  memory: 384,
  timeout: 20_000,
  recycleAfter: 5_000,
  resident: 2_048,
  readPicture: (picture) => ocr.read(picture),
});
const counts = new Map<string, number>();
const end = performance.now() + minutes * 60_000;
let runs = 0;

await Promise.all([lane(), lane()]);
await pool.close();
ocr.close();
console.log(`${runs} runs of ${files.length} formats`, Object.fromEntries(counts));

async function lane(): Promise<void> {
  while (performance.now() < end) {
    const [name, seed] = files[Math.floor(random() * files.length)]!;
    const bytes = mutated(seed, files[Math.floor(random() * files.length)]![1], random);
    const fault = await faultOf({ name, bytes, ocr: random() < 0.01 });
    if (++runs % 2_000 === 0) console.log(`${runs} runs`, Object.fromEntries(counts));
    if (!fault) continue;
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
    if ((counts.get(fault) ?? 0) > 20) continue;
    mkdirSync(folder, { recursive: true });
    const id = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
    writeFileSync(`${folder}${id}-${name}`, bytes);
    console.log(fault, `${id}-${name}`);
  }
}

async function faultOf(job: FuzzJob): Promise<string | undefined> {
  const begun = performance.now();
  try {
    const fault = await pool.run(job);
    return fault ?? (performance.now() - begun > 15_000 && !job.ocr ? 'slow' : undefined);
  } catch (error) {
    if (error instanceof JobError) return error.reason;
    throw error;
  }
}
