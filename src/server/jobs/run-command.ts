import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../bin/wardline.js', import.meta.url));

/** Characters of what a command prints that are kept. */
const mostResult = 20_000_000;

export interface CommandRun {
  /** Exit code; undefined when a signal ended it. */
  exit: number | undefined;
  out: string;
}

/**
 * Runs one command line of Wardline in a process of its own: what it takes of memory and what it breaks is its own, and
 * ending it is the interruption that every command survives. Each line of its messages goes to `onLine`.
 */
export async function runCommand(
  words: readonly string[],
  {
    env,
    cwd,
    signal,
    onLine,
  }: {
    env: Readonly<Record<string, string | undefined>>;
    cwd: string;
    signal: AbortSignal;
    onLine(line: string): void;
  },
): Promise<CommandRun> {
  const child = spawn(process.execPath, [program, ...words], {
    // Its end of the pipe breaks when this process dies, however it dies, and the command dies with it: no orphan goes
    // on writing to a tenant beside the worker that takes the job over.
    // It works on this server's own store, even where somebody signed in to another server with the same data folder.
    env: { ...env, WARDLINE_HELD_BY_STDIN: '1', WARDLINE_LOCAL: '1' },
    cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined);
  let hard: NodeJS.Timeout | undefined;
  const interrupt = () => {
    child.kill('SIGINT');
    hard = setTimeout(() => child.kill('SIGKILL'), 30_000);
  };
  if (signal.aborted) interrupt();
  signal.addEventListener('abort', interrupt, { once: true });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (out.length < mostResult) out += text.slice(0, mostResult - out.length);
  });
  createInterface({ input: child.stderr }).on('line', onLine);
  try {
    return await new Promise<CommandRun>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exit) => resolve({ exit: exit ?? undefined, out }));
    });
  } finally {
    clearTimeout(hard);
    signal.removeEventListener('abort', interrupt);
  }
}
