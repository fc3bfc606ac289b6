import { promisify } from 'node:util';
import iconv from 'iconv-lite';
import { type Entry, type Options, type ZipFile, fromBuffer, open } from 'yauzl';
import { type Sink, Unreadable, isDiskFault } from '../sink.ts';

const openFile = promisify(
  open as (path: string, options: Options, done: (error: Error | null, zip: ZipFile) => void) => void,
);
const openBytes = promisify(
  fromBuffer as (bytes: Buffer, options: Options, done: (error: Error | null, zip: ZipFile) => void) => void,
);

export interface ZipEntry {
  name: string;
  packedBytes: number;
  bytes: number;
  encrypted: boolean;
  /** Unpacks it whole. Throws `Unreadable`, or `Full` when the file's budget is spent. */
  read(): Promise<Uint8Array>;
}

/** Names of entries are bytes: UTF-8 where the flag says so, else the code page of DOS. They are never used as paths. */
const options: Options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };

/**
 * The entries of a ZIP file, from its path (nothing is read but the directory) or from bytes. The list is cut off by
 * the sink's limit of entries. Throws `Unreadable` where the directory is missing or broken.
 */
export async function withZip<T>(
  source: string | Uint8Array,
  sink: Sink,
  use: (entries: readonly ZipEntry[]) => Promise<T>,
): Promise<T> {
  let zip: ZipFile;
  try {
    zip =
      typeof source === 'string'
        ? await openFile(source, options)
        : await openBytes(Buffer.from(source.buffer, source.byteOffset, source.byteLength), options);
  } catch (error) {
    if (isDiskFault(error)) throw error;
    throw new Unreadable('corrupt', 'The directory of the ZIP file is missing or broken: it may be cut off.');
  }
  try {
    const { entries, broken } = await list(zip, sink);
    if (broken) sink.gap('corrupt', 'The directory of the ZIP file breaks off; the entries before that were read.');
    return await use(entries);
  } finally {
    zip.close();
  }
}

function list(zip: ZipFile, sink: Sink): Promise<{ entries: ZipEntry[]; broken: boolean }> {
  const { promise, resolve } = Promise.withResolvers<{ entries: ZipEntry[]; broken: boolean }>();
  const entries: ZipEntry[] = [];
  zip.on('error', () => resolve({ entries, broken: true }));
  zip.on('end', () => resolve({ entries, broken: false }));
  zip.on('entry', (entry: Entry) => {
    const name = nameOf(entry);
    if (!name.endsWith('/')) entries.push(entryOf(zip, entry, name, sink));
    if (entries.length <= sink.limits.entries) zip.readEntry();
    else resolve({ entries, broken: false });
  });
  zip.readEntry();
  return promise;
}

function entryOf(zip: ZipFile, entry: Entry, name: string, sink: Sink): ZipEntry {
  const encrypted = (entry.generalPurposeBitFlag & 1) === 1;
  const { compressedSize: packedBytes, uncompressedSize: bytes, compressionMethod: method } = entry;
  return {
    name,
    packedBytes,
    bytes,
    encrypted,
    async read() {
      if (encrypted) throw new Unreadable('encrypted', 'The entry is locked with a password.');
      if (method !== 0 && method !== 8)
        throw new Unreadable('unsupported', `The entry is packed by a method that is not read (${method}).`);
      if (bytes > sink.limits.fileBytes)
        throw new Unreadable('too-large', `The entry is larger than ${sink.limits.fileBytes} bytes.`);
      if (bytes > 1_048_576 && bytes > packedBytes * sink.limits.ratio)
        throw new Unreadable('limit', 'The entry unfolds to so many times its size that it is taken for a bomb.');
      sink.countUnpacked(bytes);
      return unpack(zip, entry, bytes);
    },
  };
}

function unpack(zip: ZipFile, entry: Entry, size: number): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const fail = () => reject(new Unreadable('corrupt', 'The entry is cut off or damaged.'));
  zip.openReadStream(entry, (error, stream) => {
    if (error || !stream) return fail();
    const chunks: Buffer[] = [];
    let read = 0;
    stream.on('error', fail);
    stream.on('data', (chunk: Buffer) => {
      read += chunk.length;
      // yauzl ends the stream where an entry is larger than it says; this is the second lock.
      if (read > size) stream.destroy(new Error('larger than said'));
      else chunks.push(chunk);
    });
    stream.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
  });
  return promise;
}

function nameOf(entry: Entry): string {
  const bytes = entry.fileName as unknown as Buffer;
  const isUtf8 = (entry.generalPurposeBitFlag & 0x800) !== 0 || isValidUtf8(bytes);
  return (isUtf8 ? bytes.toString('utf8') : iconv.decode(bytes, 'cp437')).replaceAll('\\', '/');
}

function isValidUtf8(bytes: Buffer): boolean {
  return !bytes.toString('utf8').includes('\ufffd');
}
