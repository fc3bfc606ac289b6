import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { codeOf } from '../errors.ts';
import { processMark } from './process.ts';

/**
 * Runs `act` unless another living process runs under the same lock file; says whether it ran. A lock whose holder
 * was killed is taken over.
 *
 * The lock only saves work: two processes under it at once would be slower and nothing worse, because PostgreSQL
 * lets one server into a data folder and a folder comes into being by one rename.
 */
export async function underLock(file: string, act: () => Promise<void>): Promise<boolean> {
  const mine = `${processMark(process.pid) ?? process.pid}`;
  if (!take(file, mine)) return false;
  try {
    await act();
  } finally {
    if (read(file) === mine) rmSync(file, { force: true });
  }
  return true;
}

/** The number of the process that holds the lock, for messages. */
export function lockHolder(file: string): number | undefined {
  const holder = read(file);
  return holder ? Number.parseInt(holder, 10) : undefined;
}

function take(file: string, mine: string): boolean {
  const holder = read(file);
  if (holder !== undefined) {
    if (holder === mine || isAlive(holder)) return false;
    const dead = `${file}.${randomUUID()}`;
    try {
      renameSync(file, dead);
      rmSync(dead, { force: true });
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
  // A link appears whole or not at all, so nobody reads a lock without its holder.
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function isAlive(holder: string): boolean {
  const pid = Number.parseInt(holder, 10);
  return Number.isInteger(pid) && processMark(pid) === holder;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
