import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, linkSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { codeOf } from '../errors.ts';
import { type Account, databaseAccount, isReachable } from './account.ts';

/** Where the embedded server of one home keeps its things. */
export interface ServerFolders {
  /** Holds all of the below. */
  root: string;
  /** PostgreSQL's data folder. It is there whole or not at all. */
  cluster: string;
  /** The Unix socket. */
  run: string;
  log: string;
  /** Passwords of the database roles, readable by who runs Wardline alone. */
  credentials: string;
  startLock: string;
  /** Where the server's programs are copied when they cannot be used where npm put them. */
  binaries: string;
  account: Account | undefined;
}

/** Where root keeps what lies in no reachable home. */
const systemFolder = '/var/lib/wardline';

/**
 * The folders of the embedded server of a home, made when missing. `home` must exist. As root the database has a
 * user of its own: when that user cannot reach the home (`/root` has mode 0700), the server's folder lies below
 * `/var/lib/wardline` and the home keeps its name in `postgres.at`.
 */
export function serverFolders(home: string): ServerFolders {
  const here = join(realpathSync(home), 'postgres');
  const account = databaseAccount(join(here, 'cluster'));
  const root = isReachable(here, account) ? here : elsewhere(home);
  // The database's user passes through to its own folders and sees nothing else.
  mkdirSync(root, { recursive: true, mode: 0o700 });
  if (account) chmodSync(root, 0o711);
  const folders: ServerFolders = {
    root,
    cluster: join(root, 'cluster'),
    run: join(root, 'run'),
    log: join(root, 'log'),
    credentials: join(root, 'credentials.json'),
    startLock: join(root, 'start.lock'),
    binaries: account ? join(systemFolder, 'binaries') : join(root, 'binaries'),
    account: account && databaseAccount(join(root, 'cluster')),
  };
  for (const folder of [folders.log, folders.run]) makeFor(folder, folders.account);
  return folders;
}

/** A folder that only its owner enters; the owner is the database's user where there is one. */
export function makeFor(folder: string, account: Account | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}

function elsewhere(home: string): string {
  const pointer = join(home, 'postgres.at');
  const known = read(pointer);
  if (known) return known;
  mkdirSync(systemFolder, { recursive: true });
  chmodSync(systemFolder, 0o711);
  // A random part, because a home that was deleted and made again must not find the old data.
  const proposed = join(systemFolder, `${basename(home)}-${randomUUID().slice(0, 8)}`);
  const draft = `${pointer}.${randomUUID()}`;
  writeFileSync(draft, proposed, { mode: 0o600 });
  try {
    linkSync(draft, pointer);
    return proposed;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return read(pointer) ?? proposed;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
