import {
  type KeyObject,
  argon2,
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { StoreError } from '../errors.ts';
import type { Keyring } from '../master-key.ts';

/** What opens a backup: the master key of the data folder, or words that somebody keeps. */
export type BackupKey = { keyring: Keyring } | { passphrase: string };

/** First line of a backup, in clear. It says which key opens it and nothing of what is inside. */
export interface BackupHeader {
  kind: 'wardline.backup';
  form: 1;
  /** ISO 8601 UTC. */
  createdAt: string;
  /** Version of Wardline that wrote it. */
  wardline: string;
  key: { by: 'master-key'; id: string } | { by: 'passphrase'; memory: number; passes: number; nonce: string };
  /** Base64; makes the key of this file its own. */
  salt: string;
}

/** Bytes of one sealed piece: what reader and writer hold in memory. */
const pieceSize = 1024 * 1024;
const tagSize = 16;
const mostHeader = 4_096;
const derive = promisify(argon2);

export function newHeader(key: BackupKey, { at, wardline }: { at: string; wardline: string }): BackupHeader {
  return {
    ...{ kind: 'wardline.backup', form: 1, createdAt: at, wardline, salt: randomBytes(32).toString('base64') },
    key:
      'keyring' in key
        ? { by: 'master-key', id: key.keyring.current.id }
        : { by: 'passphrase', memory: 65_536, passes: 3, nonce: randomBytes(16).toString('base64') },
  };
}

/**
 * Writes bytes in sealed pieces (AES-256-GCM): each is bound to the header and to its place, and the last one says that
 * it is the last, so that a piece that is missing, moved or cut off shows.
 */
export async function sealedWriter(file: FileHandle, header: BackupHeader, given: BackupKey) {
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  await file.write(line);
  const key = await fileKey(header, given);
  const bound = createHash('sha256').update(line).digest();
  let waiting: Buffer[] = [];
  let size = 0;
  let place = 0;
  const seal = async (bytes: Buffer, last: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place++, last)).setAAD(bound);
    const sealed = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    const length = Buffer.alloc(5);
    length.writeUInt8(last ? 1 : 0);
    length.writeUInt32BE(sealed.length, 1);
    await file.write(Buffer.concat([length, sealed]));
  };
  return {
    async write(bytes: Buffer): Promise<void> {
      waiting.push(bytes);
      size += bytes.length;
      while (size > pieceSize) {
        const all = Buffer.concat(waiting);
        await seal(all.subarray(0, pieceSize), false);
        waiting = [all.subarray(pieceSize)];
        size = all.length - pieceSize;
      }
    },
    end: () => seal(Buffer.concat(waiting), true),
  };
}

/** Opens a backup: its header, and its bytes as they were written. Throws `bad-input`, `no-master-key`, `integrity`. */
export async function openSealed(
  path: string,
  given: BackupKey,
): Promise<{ header: BackupHeader; bytes: AsyncGenerator<Buffer> }> {
  const source = createReadStream(path, { highWaterMark: pieceSize })[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let held: Buffer = Buffer.alloc(0);
  const more = async () => {
    const { value, done } = await source.next();
    if (!done) held = Buffer.concat([held, value]);
    return !done;
  };
  let end = -1;
  while (end < 0) {
    if (held.length > mostHeader || !(await more())) throw notOne();
    end = held.indexOf('\n');
  }
  const line = held.subarray(0, end + 1);
  const header = headerOf(line.toString('utf8'));
  held = held.subarray(end + 1);
  const key = await fileKey(header, given);
  const bound = createHash('sha256').update(line).digest();

  async function* bytes(): AsyncGenerator<Buffer> {
    for (let place = 0; ; place += 1) {
      while (held.length < 5) if (!(await more())) throw altered();
      const last = held.readUInt8(0) === 1;
      const length = held.readUInt32BE(1);
      if (length < tagSize || length > pieceSize + tagSize) throw altered();
      while (held.length < 5 + length) if (!(await more())) throw altered();
      const sealed = held.subarray(5, 5 + length);
      held = held.subarray(5 + length);
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place, last)).setAAD(bound);
      decipher.setAuthTag(sealed.subarray(-tagSize));
      let opened: Buffer;
      try {
        opened = Buffer.concat([decipher.update(sealed.subarray(0, -tagSize)), decipher.final()]);
      } catch {
        throw place === 0 ? wrongKey(header) : altered();
      }
      yield opened;
      if (!last) continue;
      if (held.length > 0 || (await more())) throw altered();
      return;
    }
  }
  return { header, bytes: bytes() };
}

function headerOf(text: string): BackupHeader {
  try {
    const header = JSON.parse(text) as BackupHeader;
    if (header.kind !== 'wardline.backup') throw notOne();
    if (header.form !== 1)
      throw new StoreError('store-newer', 'A newer Wardline wrote this backup.', 'Use that version or a later one.');
    return header;
  } catch (error) {
    throw error instanceof StoreError ? error : notOne();
  }
}

async function fileKey(header: BackupHeader, given: BackupKey): Promise<KeyObject> {
  const salt = Buffer.from(header.salt, 'base64');
  const { key } = header;
  if (key.by === 'passphrase') {
    if (!('passphrase' in given))
      throw new StoreError('no-master-key', 'This backup opens with a passphrase.', 'Give it with --passphrase-file.');
    // Read from a file that anybody may have made: bounded, so that it cannot ask for all memory.
    const memory = Math.min(Math.max(key.memory, 8), 1_048_576);
    const passes = Math.min(Math.max(key.passes, 1), 10);
    const nonce = Buffer.from(key.nonce, 'base64');
    const message = given.passphrase.normalize('NFKC');
    const stretched = await derive('argon2id', { message, nonce, memory, passes, parallelism: 1, tagLength: 32 });
    return secret(createSecretKey(stretched), salt);
  }
  const ring = 'keyring' in given ? given.keyring.all : [];
  const master = ring.find(({ id }) => id === key.id);
  if (!master)
    throw new StoreError(
      'no-master-key',
      `This backup opens with the master key ${key.id}, which is not here.`,
      'Take it from the recovery kit: put it into master.key of the data folder, or set WARDLINE_MASTER_KEY_FILE.',
    );
  return secret(master.key, salt);
}

function secret(key: KeyObject, salt: Buffer): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', key, salt, 'wardline backup', 32)));
}

function nonceOf(place: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(place, 4, 6);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

function notOne(): StoreError {
  return new StoreError('integrity', 'This file is no backup of Wardline.', 'A backup ends in .wlbackup.');
}

function wrongKey({ key }: BackupHeader): StoreError {
  return key.by === 'passphrase'
    ? new StoreError('no-master-key', 'The backup does not open with this passphrase.', 'Try the right one.')
    : altered();
}

function altered(): StoreError {
  return new StoreError(
    'integrity',
    'The backup is cut off or was altered.',
    'Use another copy of it, or an older backup.',
  );
}
