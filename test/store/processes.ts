import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { testFolder } from './harness.ts';

/** A process that uses a store, driven from a test. */
export interface Child {
  pid: number;
  /** Sends a command and resolves with its answer. */
  ask<T = unknown>(command: string): Promise<T>;
  /** kill -9. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Lets it end by itself. */
  end(): Promise<void>;
}

const living = new Set<ChildProcess>();
/** Compiled code that the children share: half of their start. */
let compiled: string | undefined;

/** For the end of a suite: a test that failed leaves its children. */
export async function killChildren(): Promise<void> {
  for (const child of living) child.kill('SIGKILL');
  await Promise.all([...living].map(gone));
}

/** Starts a child and resolves when it takes commands. `as`: another user, for a test that runs as root. */
export async function startChild(home: string, as: { uid?: number; gid?: number } = {}): Promise<Child> {
  const script = fileURLToPath(new URL('child.ts', import.meta.url));
  compiled ??= testFolder();
  const env = { ...process.env, ...(as.uid === undefined && { NODE_COMPILE_CACHE: compiled }) };
  const child = spawn(process.execPath, [script, home], { ...as, env, stdio: ['pipe', 'pipe', 'inherit'] });
  living.add(child);
  child.once('exit', () => living.delete(child));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async <T>(): Promise<T> => {
    const { value, done } = await answers.next();
    if (done) throw new Error('The child ended before it answered.');
    return JSON.parse(value) as T;
  };
  await next();
  return {
    pid: child.pid!,
    async ask(command) {
      child.stdin.write(`${command}\n`);
      return next();
    },
    async kill() {
      child.kill('SIGKILL');
      await gone(child);
    },
    async end() {
      child.stdin.end();
      await gone(child);
    },
  };
}

async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve));
}
