import { spawnSync } from 'node:child_process';
import { type Stats, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from '../errors.ts';

/** The operating system's user that the database runs as; PostgreSQL refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

/** Names that are taken for it, in this order; the first is created when there is none. */
const names = ['wardline', 'postgres'];

/** The second is BusyBox's. */
const makers: [tool: string, ...options: string[]][] = [
  ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'],
  ['adduser', '-S', '-D', '-H'],
];

/**
 * The account for a database when this process is root: the owner of the data folder where there is one, else the
 * user `wardline` or `postgres`, else a new system user `wardline`. `undefined` for everybody else: it runs as they do.
 */
export function databaseAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return findAccount() ?? createAccount();
}

function findAccount(): Account | undefined {
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of names) {
    const entry = entries.find((fields) => fields[0] === name);
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  return undefined;
}

function createAccount(): Account {
  for (const [tool, ...options] of makers) {
    spawnSync(tool, [...options, names[0]!]);
    const account = findAccount();
    if (account) return account;
  }
  throw new StoreError(
    'store-unsuitable',
    'PostgreSQL does not run as root, and no user could be made for it.',
    'Make a system user named wardline, run Wardline as an ordinary user, or set DATABASE_URL.',
  );
}

/** True when the account can open `path`: every folder above lets it through. Without an account, always. */
export function isReachable(path: string, account: Account | undefined): boolean {
  if (!account) return true;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (!stat || !allows(stat, account, 1)) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** `bit` as in a file mode: 4 read, 1 execute or pass. */
export function allows(stat: Stats, { uid, gid }: Account, bit: 1 | 4): boolean {
  const shift = stat.uid === uid ? 6 : stat.gid === gid ? 3 : 0;
  return ((stat.mode >> shift) & bit) === bit;
}
