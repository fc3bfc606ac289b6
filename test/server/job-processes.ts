import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LogEntry } from '../../src/server/log.ts';

const wardline = fileURLToPath(new URL('../../bin/wardline.js', import.meta.url));

/** `wardline serve` in a process of its own. */
export interface ServeProcess {
  pid: number;
  logged: LogEntry[];
  /** The address that it told. */
  url(): string;
  /** Resolves with the entry of its log for which `is` holds, also when it is there already. */
  until(is: (entry: LogEntry) => boolean, within?: number): Promise<LogEntry>;
  /** Process ids of the commands that it runs. */
  commands(): number[];
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

const living = new Set<ChildProcess>();

/** For the end of a suite: a test that failed leaves its processes. */
export async function endAll(): Promise<void> {
  await Promise.all(
    [...living].map(async (child) => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }),
  );
}

/** Starts it and resolves when it is up. */
export async function startServe(
  home: string,
  role: 'serve' | 'worker' | 'all',
  env: Record<string, string> = {},
): Promise<ServeProcess> {
  const child = spawn(process.execPath, [wardline, 'serve', '--role', role, '--port', '0'], {
    env: { ...process.env, WARDLINE_HOME: home, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  living.add(child);
  child.once('exit', () => living.delete(child));
  let text = '';
  const logged: LogEntry[] = [];
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    const lines = (text + piece).slice(text.lastIndexOf('\n') + 1).split('\n');
    text += piece;
    for (const line of lines.slice(0, -1)) if (line.startsWith('{')) logged.push(JSON.parse(line) as LogEntry);
  });
  const started: ServeProcess = {
    pid: child.pid!,
    logged,
    url: () => said(text)!,
    async until(is, within = 60_000) {
      for (let waited = 0; waited < within; waited += 20) {
        const found = logged.find(is);
        if (found) return found;
        if (child.exitCode !== null) break;
        await sleep(20);
      }
      throw new Error(`It did not come to that: ${text}`);
    },
    commands: () => childrenOf(child.pid!),
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const gone = once(child, 'exit');
      child.kill(signal);
      const [exit] = (await gone) as [number | null];
      return exit;
    },
  };
  await started.until(({ event }) => event === 'started');
  // The address is said after it.
  if (role !== 'worker') for (let waited = 0; !said(text) && waited < 10_000; waited += 20) await sleep(20);
  return started;
}

const said = (text: string) => /^Wardline is at (http\S+)$/m.exec(text)?.[1];

/** As Linux tells it; empty elsewhere. */
function childrenOf(pid: number): number[] {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return [];
  return readdirSync(tasks).flatMap((task) =>
    readFileSync(`${tasks}/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
