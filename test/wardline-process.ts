import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Simulator } from '../src/simulator/start.ts';
import type { LiveBench, Run } from './live.ts';

const wardline = fileURLToPath(new URL('../bin/wardline.js', import.meta.url));
/** What a bench must have for a process of its own. */
type Reachable = Pick<LiveBench, 'cwd' | 'store' | 'simulator'>;
type Fault = Parameters<Simulator['control']['faults']['add']>[0];

/** The command line as a process of its own, that a test can kill. */
export interface WardlineProcess {
  child: ChildProcess;
  /** Resolves when it ended by itself. `peak`: megabytes of memory at most. */
  ended: Promise<Run & { peak: number }>;
}

export function startWardline({ cwd, store }: Reachable, ...argv: string[]): WardlineProcess {
  const peaks = join(cwd, `peak-${argv.join('-').replaceAll(/[^\w-]/g, '')}`);
  const write =
    "import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(process.env.PEAKS,String(process.resourceUsage().maxRSS)))";
  const child = spawn(process.execPath, [wardline, ...argv], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      WARDLINE_HOME: store.home,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(write)}`,
      PEAKS: peaks,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => (out += String(text)));
  child.stderr.on('data', (text) => (err += String(text)));
  const ended = once(child, 'close').then(([exit]) => {
    const peak = Number(readPeak(peaks)) / 1024;
    return { exit: Number(exit ?? -1), out, err, peak };
  });
  return { child, ended };
}

function readPeak(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A process that was killed wrote none.
    return '0';
  } finally {
    rmSync(path, { force: true });
  }
}

/** Runs a command, waits until the fault has struck it, looks around, and kills it with -9. */
export async function killedAt(
  bench: Reachable,
  fault: Fault,
  argv: readonly string[],
  meanwhile: () => Promise<void> = async () => {},
): Promise<void> {
  const { faults } = bench.simulator.control;
  faults.clear();
  const id = faults.add(fault);
  const { child, ended } = startWardline(bench, ...argv);
  try {
    const struck = () => faults.list().some((active) => active.id === id && active.struck > 0);
    while (!struck()) {
      const over = await Promise.race([ended, sleep(10)]);
      if (over) throw new Error(`it ended before it was killed (${over.exit}): ${over.err}`);
    }
    await meanwhile();
  } finally {
    child.kill('SIGKILL');
    await ended;
    faults.clear();
  }
}
