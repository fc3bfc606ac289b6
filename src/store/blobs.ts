import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createZstdCompress, createZstdDecompress, zstdCompress, zstdDecompress } from 'node:zlib';
import { millis, now } from '../core/clock.ts';
import { WardlineError } from '../core/errors.ts';
import { StoreError, codeOf } from './errors.ts';

/**
 * Big payloads, named by their content: the SHA-256 of the bytes as they were given, in lower-case hex. The same
 * content is kept once, whoever stores it. Nothing in here knows tenants; what may be read is decided by the rows
 * that hold the names.
 */
export interface Blobs {
  /** Keeps the bytes (text as UTF-8) and gives their name. When it resolves they survive a power cut. */
  put(content: Uint8Array | string): Promise<string>;
  /** Throws `not-found`, and `integrity` when what is there is not what was put. */
  get(hash: string): Promise<Buffer>;
  /** As `put`, for text that comes in pieces: one piece is in memory at a time. When a piece throws, nothing is kept. */
  putPieces(pieces: AsyncIterable<string>): Promise<string>;
  /** As `get`, in pieces. That it was altered is known at its end: then the last step throws `integrity`. */
  pieces(hash: string): AsyncIterable<Buffer>;
  has(hash: string): Promise<boolean>;
  /** True when there was one. */
  delete(hash: string): Promise<boolean>;
  list(): AsyncIterable<string>;
}

/** Largest content in bytes; beyond it a stored file is not believed. */
const largest = 1024 * 1024 * 1024;
/** After an hour in ms a draft belongs to a process that was killed. */
const draftLife = 3_600_000;

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** Blobs in a folder: `ab/abcdef….zst`. Written beside, flushed, and put in place by one rename. */
export function folderBlobs(folder: string): Blobs {
  const drafts = join(folder, 'drafts');
  const fileOf = (hash: string) => join(folder, checked(hash).slice(0, 2), `${hash}.zst`);
  let cleared: Promise<void> | undefined;
  return {
    async put(content) {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
      const hash = hashOf(bytes);
      const file = fileOf(hash);
      if (await isFile(file)) return hash;
      await mkdir(drafts, { recursive: true, mode: 0o700 });
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await (cleared ??= clearDrafts(drafts));
      const draft = join(drafts, randomUUID());
      try {
        await writeFlushed(draft, await compress(bytes));
        await rename(draft, file);
      } finally {
        await rm(draft, { force: true });
      }
      await flushFolder(dirname(file));
      return hash;
    },
    async get(hash) {
      const packed = await readRegular(fileOf(hash));
      if (!packed) throw missing(hash);
      const bytes = await decompress(packed, { maxOutputLength: largest }).catch(() => undefined);
      if (bytes && hashOf(bytes) === hash) return bytes;
      throw damaged(hash);
    },
    async putPieces(pieces) {
      await mkdir(drafts, { recursive: true, mode: 0o700 });
      await (cleared ??= clearDrafts(drafts));
      const draft = join(drafts, randomUUID());
      try {
        const hash = await writePieces(draft, pieces);
        const file = fileOf(hash);
        if (await isFile(file)) return hash;
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        await rename(draft, file);
        await flushFolder(dirname(file));
        return hash;
      } finally {
        await rm(draft, { force: true });
      }
    },
    async *pieces(hash) {
      const packed = createReadStream(fileOf(hash), { flags: 'r' });
      const unpacked = packed.pipe(createZstdDecompress());
      packed.on('error', (error) => unpacked.destroy(error));
      const seen = createHash('sha256');
      try {
        for await (const piece of unpacked as AsyncIterable<Buffer>) {
          seen.update(piece);
          yield piece;
        }
      } catch (error) {
        throw codeOf(error) === 'ENOENT' ? missing(hash) : damaged(hash);
      } finally {
        packed.destroy();
        unpacked.destroy();
      }
      if (seen.digest('hex') !== hash) throw damaged(hash);
    },
    has: async (hash) => isFile(fileOf(hash)),
    async delete(hash) {
      const file = fileOf(hash);
      const known = await isFile(file);
      await rm(file, { force: true });
      return known;
    },
    async *list() {
      for (const part of await namesIn(folder)) {
        if (!/^[0-9a-f]{2}$/.test(part)) continue;
        for (const name of await namesIn(join(folder, part)))
          if (name.startsWith(part) && /^[0-9a-f]{64}\.zst$/.test(name)) yield name.slice(0, 64);
      }
    },
  };
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function missing(hash: string): WardlineError {
  return new WardlineError(
    'not-found',
    `There is no blob ${hash}.`,
    'It lies in the blobs folder of the data folder that stored it.',
  );
}

function damaged(hash: string): StoreError {
  return new StoreError(
    'integrity',
    `The blob ${hash} was altered or damaged after it was stored.`,
    'Put it back from a backup. Check the disk.',
  );
}

/** A name becomes a path, so nothing passes that is not exactly a hash. */
function checked(hash: string): string {
  if (/^[0-9a-f]{64}$/.test(hash)) return hash;
  throw new WardlineError('bad-input', 'This is no name of a blob: 64 hexadecimal digits.');
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  return found?.isFile() === true && found.size > 0;
}

/** The bytes of a regular file; a link that somebody put in its place is refused. */
async function readRegular(path: string): Promise<Buffer | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (codeOf(error) === 'ELOOP')
      throw new StoreError('integrity', 'A blob was replaced by a link.', 'Find out who wrote into the blobs folder.');
    throw error;
  }
}

/** Writes text packed to a new file, flushed, and gives the hash of the text. */
async function writePieces(path: string, pieces: AsyncIterable<string>): Promise<string> {
  const hash = createHash('sha256');
  let size = 0;
  async function* hashed() {
    for await (const piece of pieces) {
      const bytes = Buffer.from(piece, 'utf8');
      size += bytes.length;
      if (size > largest)
        throw new WardlineError('bad-input', `More than ${largest / 2 ** 20} MB of text is not kept as one blob.`);
      hash.update(bytes);
      yield bytes;
    }
  }
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(hashed, createZstdCompress(), file);
  return hash.digest('hex');
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the rename itself durable. Windows has no such call and flushes folders on its own. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function clearDrafts(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && millis(now()) - found.mtimeMs > draftLife) await rm(path, { force: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return [];
    throw error;
  }
}
