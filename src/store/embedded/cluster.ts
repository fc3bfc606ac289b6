import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StoreError, codeOf } from '../errors.ts';
import type { Binaries } from './binaries.ts';
import { serverCredentials } from './credentials.ts';
import { type ServerFolders, makeFor } from './folders.ts';
import { processMark } from './process.ts';

/** Nothing of this process's environment, which may hold a master key, reaches the database. */
export const serverEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };

/**
 * Makes PostgreSQL's data folder when there is none. It is made beside its place and put there by one rename, so a
 * kill leaves a leftover and never half a folder; the next start clears it away.
 * Throws `store-unsuitable` when the folder belongs to another major version of PostgreSQL.
 */
export async function ensureCluster(folders: ServerFolders, binaries: Binaries): Promise<void> {
  clearLeftovers(folders);
  const version = join(folders.cluster, 'PG_VERSION');
  if (existsSync(version)) {
    const major = readFileSync(version, 'utf8').trim();
    if (major === binaries.major) return;
    throw new StoreError(
      'store-unsuitable',
      `The data in ${folders.cluster} were written by PostgreSQL ${major}; this Wardline brings ${binaries.major}.`,
      `Open them once with the Wardline that wrote them and make a backup, or run PostgreSQL ${major} yourself and set DATABASE_URL.`,
    );
  }
  const draft = `${folders.cluster}.new-${process.pid}-${randomUUID().slice(0, 8)}`;
  const password = `${draft}.password`;
  try {
    makeFor(draft, folders.account);
    writeFileSync(password, serverCredentials(folders).superuser, { mode: 0o600, flag: 'wx' });
    if (folders.account) chownSync(password, folders.account.uid, folders.account.gid);
    await initialize(draft, password, folders, binaries);
    renameSync(draft, folders.cluster);
  } catch (error) {
    // Another process was faster: its folder is as good.
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error))) throw error;
  } finally {
    rmSync(password, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

async function initialize(
  draft: string,
  password: string,
  { account }: ServerFolders,
  { initdb }: Binaries,
): Promise<void> {
  const options = [
    ...['--pgdata', draft, '--username', 'postgres', '--pwfile', password, '--auth', 'scram-sha-256'],
    // Sorting and upper case by Unicode's code points, the same on every machine and in every version of its libraries.
    ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    '--no-instructions',
  ];
  const child = spawn(initdb, options, {
    ...account,
    cwd: '/',
    env: serverEnvironment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  ).catch((error: unknown) => codeOf(error));
  if (code === 0) return;
  throw new StoreError(
    'store-unavailable',
    `PostgreSQL could not make its data folder (${code === 'ENOENT' ? 'its programs do not run on this system' : (output.trim().split('\n').at(-1) ?? code)}).`,
    'Check that the disk has room and that the data folder is on a local disk, or set DATABASE_URL.',
  );
}

/** What makers left behind that were killed. A maker that still lives keeps its draft. */
function clearLeftovers({ root, cluster }: ServerFolders): void {
  const prefix = `${basename(cluster)}.new-`;
  for (const name of readdirSync(root)) {
    const maker = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (!Number.isInteger(maker) || processMark(maker) !== undefined) continue;
    try {
      rmSync(join(root, name), { recursive: true, force: true });
    } catch {
      // Its initdb outlived it and still writes there; the next start clears what is left.
    }
  }
}
