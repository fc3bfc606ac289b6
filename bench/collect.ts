import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { baselines } from '../src/controls/baselines/index.ts';
import { controls } from '../src/controls/index.ts';
import { noOrganization } from '../src/core/organization.ts';
import { makePlan } from '../src/engine/plan.ts';
import { openStore } from '../src/store/open.ts';
import { withTenant } from '../src/store/scope.ts';
import { listSnapshots, loadSnapshot } from '../src/store/snapshots.ts';
import { type Bound, boundOf } from './collect/bound.ts';
import type { Answer, Question } from './collect/simulator.ts';

/**
 * `npm run bench:collect [users…]`: collects generated tenants over HTTP at 20 ms a call with the real command line,
 * against the bound that rate limits and page sizes allow. Prints a table per size. Default: 1,000 and 10,000 users.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const wardline = join(root, 'bin/wardline.js');
const latency = 20;
const sizes = process.argv.slice(2).map(Number);
const clientId = '5c2f7f0a-6b7e-4a52-9d40-2f7f1f0e0a01';

interface Ran {
  /** Seconds. */
  took: number;
  /** Megabytes of the process at its peak. */
  peak: number;
  /** Megabytes that were in use at most, right after garbage was collected. */
  live: number;
  exit: number | null;
  out: string;
  err: string;
}

/** The simulator runs in a process of its own, so that its memory and its processor time are not ours. */
class Simulated {
  readonly child: ChildProcess;
  constructor(users: number) {
    this.child = fork(join(root, 'bench/collect/simulator.ts'), [String(users), String(latency)], {
      serialization: 'advanced',
    });
  }
  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.child.once('message', (answer) => resolve(answer as Answer));
      this.child.once('exit', () => reject(new Error('the simulator ended')));
      this.child.send(question);
    });
  }
}

/** Collects garbage every second and keeps the most that was left; as the process ends it writes that and its peak. */
const watch = `
import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
let live = 0;
const look = () => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  live = Math.max(live, heapUsed + external);
};
setInterval(look, 1000).unref();
process.on('exit', () => {
  look();
  writeFileSync(process.env.WARDLINE_BENCH_PEAKS, JSON.stringify([process.resourceUsage().maxRSS / 1024, live / 2 ** 20]));
});`;

/** One command as a user starts it. */
function run(folder: string, ...args: string[]): Promise<Ran> {
  const peaks = join(folder, 'peak');
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(process.execPath, [wardline, ...args], {
      cwd: folder,
      env: {
        ...process.env,
        WARDLINE_HOME: join(folder, 'home'),
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(watch)}`,
        WARDLINE_BENCH_PEAKS: peaks,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (text) => (out += String(text)));
    child.stderr.on('data', (text) => (err += String(text)));
    child.on('exit', (exit) => {
      const took = (performance.now() - start) / 1000;
      const [peak, live] = JSON.parse(readFileSync(peaks, 'utf8')) as [number, number];
      resolve({ took, peak, live, exit, out, err });
    });
  });
}

async function measured(users: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-bench-collect-'));
  const simulated = new Simulated(users);
  try {
    const { tenantId, hostMap, ca } = await simulated.ask({ what: 'where' });
    writeFileSync(join(folder, 'simulator.json'), JSON.stringify({ hostMap, ca }));
    const must = async (...args: string[]) => {
      const ran = await run(folder, ...args);
      if (ran.exit !== 0 && ran.exit !== 6) throw new Error(`${args.join(' ')} ended with ${ran.exit}: ${ran.err}`);
      return ran;
    };
    await must('tenant', 'add', tenantId!, '--name', 'Generated');
    await must(
      ...['connect', '--registration', 'read-settings', '--client-id', clientId],
      ...['--simulator', 'simulator.json', '--certificate', 'app.pem'],
    );
    await simulated.ask({ what: 'register', clientId, certificate: readFileSync(join(folder, 'app.pem'), 'utf8') });
    await simulated.ask({ what: 'clear' });
    const collected = await must('collect', '-o', 'json');
    const { requests } = await simulated.ask({ what: 'requests' });
    const bounds = boundOf(requests!, { id: tenantId!, users, licenses: users }, latency);
    print(users, collected, bounds);
    const assessed = await must('assess', '-o', 'json');
    console.log(`  wardline assess: ${assessed.took.toFixed(2)} s, ${memory(assessed)}`);
    await planned(join(folder, 'home'), tenantId!);
  } finally {
    if (simulated.child.connected) simulated.child.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The plan for all controls, from the snapshot in memory: the second of two, as a server makes it. */
async function planned(home: string, tenantId: string): Promise<void> {
  const store = await openStore({ home });
  const snapshot = await withTenant(store, tenantId, async (scope) =>
    loadSnapshot(scope, (await listSnapshots(scope))[0]!.id),
  );
  await store.close();
  const options = { controls, organization: noOrganization, baseline: baselines[0]!, at: snapshot.takenAt };
  makePlan(snapshot, options);
  const start = performance.now();
  const { changes } = makePlan(snapshot, options);
  const took = performance.now() - start;
  const within = took <= 200 ? 'within' : 'OVER';
  console.log(
    `  plan for all ${controls.length} controls: ${changes.length} changes in ${took.toFixed(0)} ms (≤ 200 ms: ${within})\n`,
  );
}

function memory({ peak, live }: Ran): string {
  return `peak ${peak.toFixed(0)} MB, in use at most ${live.toFixed(0)} MB`;
}

function print(users: number, collected: Ran, bounds: readonly Bound[]): void {
  const { took, out } = collected;
  const { sections } = JSON.parse(out) as { sections: { status: string }[] };
  const read = sections.filter(({ status }) => status === 'read').length;
  console.log(`${users} users, ${latency} ms a call: ${read} of ${sections.length} sections read`);
  for (const { name, calls, cost, seconds, why } of bounds.slice(0, 8))
    console.log(
      `  ${name.padEnd(24)} ${String(calls).padStart(6)} calls ${String(cost).padStart(7)} units  ${seconds.toFixed(1).padStart(7)} s  ${why}`,
    );
  const bound = bounds[0]!.seconds;
  const ratio = took / bound;
  console.log(
    `  bound ${bound.toFixed(1)} s, took ${took.toFixed(1)} s: ${ratio.toFixed(2)} × (≤ 1.5 ×: ${ratio <= 1.5 ? 'within' : 'OVER'}), ${memory(collected)}`,
  );
}

const machine = `${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'unknown kind'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
console.log(`${new Date().toISOString().slice(0, 10)} · ${machine}`);
console.log(`Load before the run: ${loadavg()[0]!.toFixed(1)} of ${cpus().length} cores busy.\n`);
for (const users of sizes.length > 0 ? sizes : [1000, 10_000]) await measured(users);
