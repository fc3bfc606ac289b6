import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Entry, fromBuffer, open, type ZipFile } from 'yauzl';
import { WardlineError } from '../../core/errors.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** Bytes that a zip may unpack to, all files together: 64 GB. More is a bomb. */
const unpackLimit = 64 * 2 ** 30;
const stdinZipLimit = 2 ** 31;

/** The texts of a file or of standard input (`-`), gz and zip opened, UTF-8 and UTF-16 told by their mark. One text stream per inner file. */
export async function* textsOf(path: string, input: Readable): AsyncGenerator<AsyncIterable<string>> {
  const source = path === '-' ? input : createReadStream(path, { highWaterMark: 1 << 20 });
  const [head, bytes] = await peek(source);
  if (head[0] === 0x50 && head[1] === 0x4b) yield* zipped(path, bytes);
  else if (head[0] === 0x1f && head[1] === 0x8b) yield text(gunzipped(bytes));
  else yield text(bytes);
}

/** The first piece, and the whole stream with it. */
async function peek(source: Readable): Promise<[Uint8Array, Bytes]> {
  const pieces = (source as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const first = await pieces.next();
  async function* whole(): AsyncGenerator<Uint8Array> {
    if (first.done) return;
    yield first.value;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  }
  return [first.done ? new Uint8Array() : first.value, whole()];
}

async function* gunzipped(bytes: Bytes): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const source = Readable.from(bytes);
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    for await (const piece of gunzip) yield piece as Uint8Array;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw broken('gz');
    throw error;
  }
}

async function* zipped(path: string, bytes: Bytes): AsyncGenerator<AsyncIterable<string>> {
  const zip = path === '-' ? await bufferedZip(bytes) : await openZip(path);
  let unpacked = 0;
  try {
    for await (const entry of entriesOf(zip)) {
      if (entry.fileName.endsWith('/') || /(?:^|\/)(?:__MACOSX|\.)/.test(entry.fileName)) continue;
      unpacked += entry.uncompressedSize;
      if (unpacked > unpackLimit)
        throw new WardlineError('bad-input', 'A zip would unpack to more than 64 GB.', 'Split it.');
      const stream = await new Promise<Readable>((done, fail) => {
        zip.openReadStream(entry, (error, opened) => (error ? fail(broken('zip')) : done(opened)));
      });
      const [head, inner] = await peek(stream);
      yield text(head[0] === 0x1f && head[1] === 0x8b ? gunzipped(inner) : inner);
    }
  } finally {
    zip.close();
  }
}

async function bufferedZip(bytes: Bytes): Promise<ZipFile> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > stdinZipLimit)
      throw new WardlineError('bad-input', 'A zip on standard input is over 2 GB.', 'Give its path.');
    pieces.push(piece);
  }
  return new Promise((done, fail) => {
    fromBuffer(Buffer.concat(pieces), { lazyEntries: true }, (error, zip) => (error ? fail(broken('zip')) : done(zip)));
  });
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((done, fail) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? fail(broken('zip')) : done(zip)));
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((done, fail) => {
      zip.once('entry', done);
      zip.once('end', () => {
        done(undefined);
      });
      zip.once('error', () => {
        fail(broken('zip'));
      });
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

function broken(kind: string): WardlineError {
  return new WardlineError('bad-input', `The ${kind} file is broken.`, 'Export it again.');
}

/** Text of bytes; what is no valid UTF-8 becomes the replacement character. */
async function* text(bytes: Bytes): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const piece of bytes) {
    decoder ??= new TextDecoder(encodingOf(piece));
    yield decoder.decode(piece, { stream: true });
  }
  const rest = decoder?.decode();
  if (rest) yield rest;
}

/** Windows PowerShell writes UTF-16 when it redirects. The mark itself is dropped by the decoder. */
function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}
