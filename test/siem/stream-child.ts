import { createSecretKey } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { runStream } from '../../src/engine/stream.ts';
import { DiskSpool } from '../../src/store/spool/disk-spool.ts';
import { countedSource, memorySink } from './stream-parts.ts';

/** `node stream-child.ts FOLDER RECEIVED TOTAL`: streams until it is done or killed; the receiver is a file. */
const [folder, received, total] = process.argv.slice(2);
const key = createSecretKey(Buffer.alloc(32, 7));
const spool = DiskSpool.open({ folder: folder!, key, limit: 2 ** 20, whenFull: 'wait' });
const sink = memorySink((items) => {
  appendFileSync(received!, items.map(({ id }) => `${id}\n`).join(''));
  return { kind: 'delivered', answer: 'ok' };
});
process.stdout.write('begun\n');
await runStream({
  ...{ sources: [countedSource(Number(total))], spool, sink, from: 'all', tries: 3, random: () => 0.5 },
  timer: { now: () => 0, sleep: () => Promise.resolve() },
  until: { kind: 'drained', patience: 0 },
  tell: () => {},
});
process.stdout.write('drained\n');
