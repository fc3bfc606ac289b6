import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { StoreError, codeOf } from '../errors.ts';
import type { ServerFolders } from './folders.ts';

/** Passwords of the embedded server's two login roles. */
export interface ServerCredentials {
  /** Role `postgres`: makes the database and its roles, and watches for the last user's leaving. Never serves a query. */
  superuser: string;
  /** Role `wardline`: owns the schema and nothing else. */
  login: string;
}

/** The passwords, made at random the first time and kept in a file that only its owner reads (0600). */
export function serverCredentials({ credentials: file }: ServerFolders): ServerCredentials {
  const known = read(file);
  if (known) return known;
  const made = { superuser: randomBytes(32).toString('base64url'), login: randomBytes(32).toString('base64url') };
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(made), { mode: 0o600, flush: true });
  try {
    // A link never replaces: of two processes that make passwords at once, the second takes those of the first.
    linkSync(draft, file);
    return made;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return read(file) ?? made;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(file: string): ServerCredentials | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ServerCredentials;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (codeOf(error) === 'EACCES')
      throw new StoreError(
        'store-unsuitable',
        `The database in this data folder belongs to another user: ${file} cannot be read.`,
        'Run Wardline as the user who made it, or give another --home.',
      );
    throw new StoreError(
      'store-unsuitable',
      `${file} does not hold the passwords of the database.`,
      'Put back the file from a backup: the database opens with no other.',
    );
  }
}
