import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, closeSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError, codeOf } from '../errors.ts';
import type { Binaries } from './binaries.ts';
import { serverEnvironment } from './cluster.ts';
import type { ServerFolders } from './folders.ts';
import { isServerOf, isTaken, processMark } from './process.ts';

/** A server as its own `postmaster.pid` tells of it. */
export interface RunningServer {
  pid: number;
  /** Folder of the Unix socket, or 127.0.0.1. */
  host: string;
  port: number;
  ready: boolean;
}

/** The server that runs on this data folder; `undefined` when none lives, whatever a killed one left written. */
export function runningServer({ cluster }: ServerFolders): RunningServer | undefined {
  const lines = readLines(join(cluster, 'postmaster.pid'));
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isServerOf(cluster, pid)) return undefined;
  return { pid, host: lines[4] || lines[5] || '', port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Longest path of a Unix socket in bytes, the shortest limit of the systems that have them (macOS). */
const longestSocket = 103;

/**
 * Starts the server and waits until it takes connections. It runs on when this process ends, however it ends. False
 * when another process's server took the folder first. Throws `store-unavailable` with what PostgreSQL said.
 */
export async function startServer(folders: ServerFolders, binaries: Binaries): Promise<boolean> {
  if (runningServer(folders)) return false;
  clearStranger(folders);
  for (let attempt = 1; ; attempt += 1) {
    const { child, log, from } = await spawnServer(folders, binaries);
    if (await settled(child, folders)) return true;
    if (runningServer(folders)) return false;
    const said = readFileSync(log, 'utf8').slice(from);
    // The port was taken in between, or children of a killed server have not all gone yet.
    if (attempt < 20 && /could not bind|already in use|still in use/.test(said)) await sleep(250);
    else throw notStarted(child, said, log);
  }
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. Waits until it is gone, in ms. */
export async function stopServer(folders: ServerFolders, binaries: Binaries, limit = 60_000): Promise<void> {
  const server = runningServer(folders);
  if (!server) return;
  const mark = processMark(server.pid);
  if (process.platform === 'win32') spawn(binaries.pgCtl, ['stop', '-D', folders.cluster, '-m', 'fast', '-W']).unref();
  else process.kill(server.pid, 'SIGINT');
  for (let waited = 0; waited < limit; waited += 10) {
    if (mark === undefined || processMark(server.pid) !== mark) return;
    await sleep(10);
  }
}

/**
 * PostgreSQL takes over the files of a server that was killed, unless the number in them belongs to some other
 * process by now, as in a container where numbers start from 1 each time; then it would refuse to start for good.
 */
function clearStranger({ cluster, run }: ServerFolders): void {
  for (const file of [join(cluster, 'postmaster.pid'), join(run, '.s.PGSQL.5432.lock')]) {
    const pid = Number(readLines(file)[0]);
    if (Number.isInteger(pid) && pid > 0 && isTaken(pid) && !isServerOf(cluster, pid)) rmSync(file, { force: true });
  }
}

async function spawnServer(folders: ServerFolders, { postgres }: Binaries) {
  const log = join(folders.log, 'postgres.log');
  const from = startLog(log);
  const output = openSync(log, 'a', 0o600);
  if (folders.account) chownSync(log, folders.account.uid, folders.account.gid);
  const settings = { ...(await address(folders)), ...fixedSettings };
  const child = spawn(
    postgres,
    ['-D', folders.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // A session of its own: Ctrl-C in a terminal reaches Wardline, which leaves in order, and not the database.
    { ...folders.account, cwd: '/', env: serverEnvironment, stdio: ['ignore', output, output], detached: true },
  );
  closeSync(output);
  child.on('error', () => {});
  child.unref();
  return { child, log, from };
}

const fixedSettings = {
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Start, stop and recovery only. Errors of statements would bring values of tenants into the log.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  password_encryption: 'scram-sha-256',
};

/** A Unix socket that only the owner reaches; on Windows, and where its path would be too long, a port of loopback. */
async function address({ run }: ServerFolders): Promise<Record<string, string>> {
  if (process.platform !== 'win32' && Buffer.byteLength(join(run, '.s.PGSQL.5432')) <= longestSocket)
    return { listen_addresses: '', port: '5432', unix_socket_directories: run, unix_socket_permissions: '0700' };
  return { listen_addresses: '127.0.0.1', port: String(await freePort()), unix_socket_directories: '' };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** True when the server is ready, false when it ended. Recovery after a power cut may take its time. */
async function settled(child: ChildProcess, folders: ServerFolders): Promise<boolean> {
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const server = runningServer(folders);
    if (server?.ready && server.pid === child.pid) return true;
    await sleep(10);
  }
  return false;
}

/** Keeps the log from growing without end: one older file stays. Gives the length so far, in characters. */
function startLog(log: string): number {
  const length = readLines(log).join('\n').length;
  if (length < 1_000_000) return length;
  renameSync(log, `${log}.1`);
  return 0;
}

function notStarted(child: ChildProcess, said: string, log: string): StoreError {
  if (child.pid === undefined)
    return new StoreError(
      'store-unavailable',
      'The embedded PostgreSQL does not run on this system.',
      'It needs a system with glibc (not Alpine). Set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  const fatal = /^.*(?:FATAL|PANIC|error while loading)[: ]+(.*)$/m.exec(said)?.[1] ?? 'it says no reason';
  return new StoreError(
    'store-unavailable',
    `The embedded PostgreSQL did not start: ${fatal}.`,
    `Its own words are in ${log}.`,
  );
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
