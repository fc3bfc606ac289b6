import {
  type KeyObject,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoreError, codeOf } from '../errors.ts';
import type { Keyring } from '../master-key.ts';
import { rewrap, seal, sealedWith, unseal } from '../sealing.ts';
import { createWhole, makeFolder, namesIn, replaceWhole } from './durable-files.ts';

/** Where the audit logs of all tenants lie in the data folder. */
export function eventsFolder(home: string, tenant?: string): string {
  return tenant === undefined ? join(home, 'events') : join(home, 'events', tenant);
}

/** The key that encrypts a tenant's audit log; made the first time. Throws `no-master-key` and `integrity`. */
export function dataKey(home: string, keyring: Keyring, tenant: string): KeyObject {
  const bytes = opened(keyring, join(eventsFolder(home, tenant), 'data.key'), `audit data key ${tenant}`, () =>
    randomBytes(32),
  );
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

/** The Ed25519 key that signs daily roots of every tenant of this data folder; made the first time. */
export function signingKey(home: string, keyring: Keyring): { privateKey: KeyObject; publicKey: KeyObject } {
  const bytes = opened(keyring, join(eventsFolder(home), 'signing.key'), 'audit signing key', () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }),
  );
  const privateKey = createPrivateKey({ key: bytes, type: 'pkcs8', format: 'der' });
  bytes.fill(0);
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/** What stands in the index for a text that may be PHI, such as the address of a file: it can be found and not read. */
export function keyedHash(key: KeyObject, text: string): string {
  return `h-${createHmac('sha256', key).update('audit index ').update(text).digest('hex').slice(0, 32)}`;
}

/** Brings the keys of all audit logs under the current master key. Gives how many were not. Do it before `forgetOldKeys`. */
export function rewrapEventKeys(home: string, keyring: Keyring): number {
  const files: [string, string][] = [
    [join(eventsFolder(home), 'signing.key'), 'audit signing key'],
    ...namesIn(eventsFolder(home))
      .filter((name) => !name.startsWith('signing.key'))
      .map((tenant): [string, string] => [join(eventsFolder(home, tenant), 'data.key'), `audit data key ${tenant}`]),
  ];
  let done = 0;
  for (const [file, context] of files) {
    const sealed = read(file);
    if (sealed === undefined || sealedWith(sealed) === keyring.current.id) continue;
    replaceWhole(file, [Buffer.from(`${rewrap(keyring, sealed, context)}\n`)]);
    done += 1;
  }
  return done;
}

function opened(keyring: Keyring, file: string, context: string, make: () => Buffer): Buffer {
  const sealed = read(file) ?? made(file, keyring, context, make);
  try {
    return unseal(keyring, sealed, context);
  } catch (error) {
    if (codeOf(error) !== 'integrity') throw error;
    throw new StoreError(
      'integrity',
      `${file} does not open: it was altered, or it belongs to another tenant.`,
      'Put it back from a backup. Without it the audit log cannot be read.',
    );
  }
}

function made(file: string, keyring: Keyring, context: string, make: () => Buffer): string {
  makeFolder(dirname(file));
  const folder = namesIn(dirname(file));
  if (folder.some((name) => /^(?:segments|open\.wal)$/.test(name)))
    throw new StoreError(
      'integrity',
      `${file} is gone, and there is an audit log that was encrypted with it.`,
      'Put it back from a backup. A new key would open nothing.',
    );
  const bytes = make();
  try {
    createWhole(file, [Buffer.from(`${seal(keyring, bytes, context)}\n`)]);
  } catch (error) {
    // Of two processes that make the first key at once, both take the one that was there first.
    if (codeOf(error) !== 'conflict') throw error;
  } finally {
    bytes.fill(0);
  }
  return read(file)!;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
