import { type KeyObject, createSecretKey, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError, codeOf } from '../errors.ts';
import { createWhole, makeFolder, replaceWhole } from '../events/durable-files.ts';
import type { Keyring } from '../master-key.ts';
import { rewrap, seal, sealedWith, unseal } from '../sealing.ts';

/** Folder and key of a stream's spool in the data folder; the key is made the first time and sealed under the master key. */
export function spoolPlace(
  home: string,
  keyring: Keyring,
  tenant: string,
  stream: string,
): { folder: string; key: KeyObject } {
  const folder = join(home, 'spool', tenant, stream);
  makeFolder(folder);
  const file = join(folder, 'spool.key');
  const context = `spool key ${tenant}/${stream}`;
  const sealed = read(file) ?? made(file, seal(keyring, randomBytes(32), context));
  const bytes = unseal(keyring, sealed, context);
  // After a change of the master key the old one may be forgotten once every spool was opened.
  if (sealedWith(sealed) !== keyring.current.id)
    replaceWhole(file, [Buffer.from(`${rewrap(keyring, sealed, context)}\n`)]);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return { folder, key };
}

function made(file: string, sealed: string): string {
  try {
    createWhole(file, [Buffer.from(`${sealed}\n`)]);
  } catch (error) {
    // Of two processes that make the first key at once, both take the one that was there first.
    if (codeOf(error) !== 'conflict') throw error;
  }
  const kept = read(file);
  if (kept !== undefined) return kept;
  throw new StoreError('integrity', 'The key of a spool does not stay where it was put.', 'Check the disk.');
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
