import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { WardlineError } from '../../core/errors.ts';
import { StoreError, codeOf } from '../errors.ts';

/** Makes a folder that only its owner enters. */
export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Names in a folder, sorted; none when it is not there. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Puts a new file in place, whole and flushed, or not at all. A file of this name that is there already stays, and
 * `conflict` is thrown: what was sealed once is never written over.
 */
export function createWhole(path: string, pieces: readonly Uint8Array[]): void {
  const draft = `${path}.${randomUUID()}.draft`;
  try {
    writeFlushed(draft, pieces);
    linkSync(draft, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      throw new StoreError('conflict', 'Another process wrote to this audit log at the same time.', 'Run it again.');
    throw writeFault(error);
  } finally {
    rmSync(draft, { force: true });
  }
  flushFolder(dirname(path));
}

/** Puts a file in place, whole and flushed, in the stead of the one that is there. */
export function replaceWhole(path: string, pieces: readonly Uint8Array[]): void {
  const draft = `${path}.${randomUUID()}.draft`;
  try {
    writeFlushed(draft, pieces);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw writeFault(error);
  }
  flushFolder(dirname(path));
}

/** All bytes to an open file. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done);
}

/** Makes names in a folder durable. Windows has no such call and flushes folders on its own. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** An error of writing as a person may see it; the cause by its code alone. */
export function writeFault(error: unknown): unknown {
  const code = codeOf(error);
  if (!['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EIO', 'EFBIG'].includes(code)) return error;
  return new WardlineError(
    'cannot-write',
    `The audit log cannot be written (${code}).`,
    'Free space or mend the disk, then run it again: what was confirmed is kept, and nothing is kept twice.',
  );
}

function writeFlushed(path: string, pieces: readonly Uint8Array[]): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    for (const piece of pieces) writeAll(file, piece);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
