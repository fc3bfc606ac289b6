import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Question, Where } from './scan-tenant/simulator.ts';

/**
 * `node bench/scan-tenant.ts [megabytes]`: two libraries of text files in the simulator, scanned through Graph by one
 * program with two workers, and by two programs with one worker and one library each; then once more, when nothing has
 * changed. 2000 is the drive of the issue. The simulator takes processor time of the same machine.
 */
const megabytes = Number(process.argv[2] ?? 200);
/** Megabytes of a generated file on average. */
const fileSize = 0.43;
const filesPerDrive = Math.ceil(megabytes / 2 / fileSize);
const root = fileURLToPath(new URL('..', import.meta.url));
const wardline = join(root, 'bin/wardline.js');
const folder = mkdtempSync(join(tmpdir(), 'wardline-scan-tenant-'));

const simulator = fork(join(root, 'bench/scan-tenant/simulator.ts'), [String(filesPerDrive)]);
try {
  await once(simulator, 'message');
  const { drives } = await ask(simulator, { what: 'where' });
  const [one, ...two] = await Promise.all(['one', 'two-a', 'two-b'].map((name) => connected(name)));
  const together = await timed([[one!, '--tenant', '--workers', '2']]);
  const again = await timed([[one!, '--tenant', '--workers', '2']]);
  const apart = await timed(two.map((home, at) => [home, '--drive', drives.at(-2 + at)!, '--workers', '1']));
  const rate = (seconds: number) => (megabytes / seconds).toFixed(1);
  console.log(
    `${megabytes} MB in ${filesPerDrive * 2} files: one program with two workers ${rate(together.seconds)} MB/s (${together.seconds.toFixed(0)} s), two programs ${rate(apart.seconds)} MB/s, share ${(apart.seconds / together.seconds).toFixed(2)} (target 0.80)`,
  );
  console.log(`nothing changed: ${again.seconds.toFixed(1)} s`);
  console.log(
    `memory at most ${together.memory} MB (target 700); load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores`,
  );
} finally {
  simulator.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function ask(child: ChildProcess, question: Question): Promise<Where> {
  child.send(question);
  const [where] = (await once(child, 'message')) as [Where];
  return where;
}

/** A data folder of its own that is connected to the simulator. */
async function connected(name: string): Promise<string> {
  const home = join(folder, name);
  const { tenantId, hostMap, ca } = await ask(simulator, { what: 'where' });
  writeFileSync(join(folder, 'simulator.json'), JSON.stringify({ hostMap, ca }));
  await run(home, ['tenant', 'add', tenantId, '--name', 'Bench']);
  for (const registration of ['read-settings', 'read-content']) {
    const clientId = randomUUID();
    const certificate = join(folder, `${name}-${registration}.pem`);
    await run(home, [
      ...['connect', '--registration', registration, '--client-id', clientId],
      ...['--simulator', join(folder, 'simulator.json'), '--certificate', certificate],
    ]);
    await ask(simulator, { what: 'register', clientId, certificate, settings: registration === 'read-settings' });
  }
  return home;
}

/** Seconds until all of the programs end, and the most memory that the first one held. */
async function timed(runs: readonly (readonly string[])[]): Promise<{ seconds: number; memory: number }> {
  const begun = performance.now();
  const peaks = await Promise.all(
    runs.map(([home, ...args]) => run(home!, ['scan', ...args, '-o', 'csv', '--no-ocr', '--quiet'])),
  );
  return { seconds: (performance.now() - begun) / 1_000, memory: peaks[0]! };
}

/** Runs the command line and gives the megabytes that it held at most. Throws when it failed. */
async function run(home: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [wardline, ...args], {
    cwd: folder,
    env: { ...process.env, WARDLINE_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said += String(text)));
  let peak = 0;
  const look = setInterval(() => {
    try {
      const [, held] = /VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      peak = Math.max(peak, Math.round(Number(held ?? 0) / 1_024));
    } catch {
      // Where there is no /proc the memory is not told.
    }
  }, 100);
  const [exit] = (await once(child, 'exit')) as [number | null];
  clearInterval(look);
  if (exit !== 0) throw new Error(`${args.join(' ')} ended with ${exit}: ${said}`);
  return peak;
}
