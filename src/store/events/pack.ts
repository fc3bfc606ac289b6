import { type KeyObject, createCipheriv, createDecipheriv, createHash, hash, randomBytes } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { StoreError } from '../errors.ts';
import { type OpenedSegment, type SealedHeader, headerIn } from './segment.ts';

/**
 * Several small segments in one file. Their header lines are kept letter for letter, so the chain, the roots that speak
 * for it and every proof that was exported are as before; only their contents are compressed and encrypted together. A
 * segment of a pack is proven by its header's tree over its records, which nobody can meet with other records.
 *
 * One line of JSON, the head; the header lines, zstd; the contents, zstd, AES-256-GCM (12-byte nonce, content, 16-byte
 * tag) with the head as additional data. The content of each segment is its salt and its records, as it was sealed.
 */
export interface PackHead {
  format: 'wardline pack 1';
  tenant: string;
  /** Numbers of the first and last segment; all between them are here. */
  first: number;
  last: number;
  records: number;
  /** Bytes of the records before compression. */
  rawBytes: number;
  /** Length of the packed header lines in the file, and their SHA-256. */
  headerBytes: number;
  headers: string;
  /** SHA-256 of what follows the header lines. */
  content: string;
}

/** Bytes of a head, of unpacked header lines and of unpacked contents that are believed. */
export const longestHead = 4096;
const largestHeaders = 128 * 2 ** 20;
const largestContents = 512 * 2 ** 20;

/** Most segments of one pack. */
export const mostSegments = 20_000;

/** A pack of segments that follow each other. */
export function encodePack(key: KeyObject, segments: readonly OpenedSegment[]): Uint8Array[] {
  const headers = segments.map(({ header }) => header);
  const [first, last] = [headers[0]!, headers.at(-1)!];
  const block = zstdCompressSync(Buffer.from(shortened(segments.map(({ line }) => line)).join('\n')));
  const described = {
    format: 'wardline pack 1' as const,
    ...{ tenant: first.tenant, first: first.sequence, last: last.sequence },
    records: headers.reduce((sum, { records }) => sum + records, 0),
    rawBytes: headers.reduce((sum, { rawBytes }) => sum + rawBytes, 0),
    ...{ headerBytes: block.length, headers: hash('sha256', block) },
  };
  const plain = zstdCompressSync(
    Buffer.from(segments.map(({ salt, lines }) => `${salt.toString('hex')}\n${lines.join('\n')}\n`).join(''), 'utf8'),
  );
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(JSON.stringify(described)));
  const body = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const head: PackHead = { ...described, content: createHash('sha256').update(body).digest('hex') };
  return [Buffer.from(`${JSON.stringify(head)}\n`), block, body];
}

/** The head at the start of a pack's bytes, and where the header lines begin. Throws `integrity`. */
export function packHeadIn(bytes: Uint8Array): { head: PackHead; at: number } {
  const end = bytes.subarray(0, longestHead).indexOf(10);
  const line = Buffer.from(bytes.subarray(0, Math.max(0, end))).toString('utf8');
  const head = parsed(line);
  if (head?.format !== 'wardline pack 1' || JSON.stringify(head) !== line) throw alteredPack();
  return { head, at: end + 1 };
}

/** The headers of the segments in a pack, as they were sealed. `block`: the packed header lines. Throws `integrity`. */
export function packedHeaders(head: PackHead, block: Uint8Array): SealedHeader[] {
  if (hash('sha256', block) !== head.headers) throw alteredPack();
  try {
    const lines = zstdDecompressSync(block, { maxOutputLength: largestHeaders }).toString('utf8').split('\n');
    const headers = lengthened(lines).map((line) => headerIn(Buffer.from(`${line}\n`)));
    const follow = headers.every(({ header }, at) => header.sequence === head.first + at);
    if (follow && headers.length === head.last - head.first + 1) return headers;
  } catch {
    // As below.
  }
  throw alteredPack();
}

/** The segments of a pack. Throws `integrity` when they do not open; whether they fit their headers tells `verifyLog`. */
export function decodePack(key: KeyObject, bytes: Uint8Array): OpenedSegment[] {
  const { head, at } = packHeadIn(bytes);
  const { content, ...described } = head;
  const headers = packedHeaders(head, bytes.subarray(at, at + head.headerBytes));
  const body = bytes.subarray(at + head.headerBytes);
  if (createHash('sha256').update(body).digest('hex') !== content) throw alteredPack();
  const lines = decrypted(key, body, JSON.stringify(described)).toString('utf8').split('\n');
  let next = 0;
  const segments = headers.map((sealed): OpenedSegment => {
    const salt = Buffer.from(lines[next] ?? '', 'hex');
    const records = lines.slice(next + 1, next + 1 + sealed.header.records);
    next += 1 + records.length;
    if (salt.length !== 32 || records.length !== sealed.header.records) throw alteredPack();
    return { ...sealed, salt, lines: records };
  });
  if (next !== lines.length - 1 || lines[next] !== '') throw alteredPack();
  return segments;
}

function decrypted(key: KeyObject, body: Uint8Array, described: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, 12), { authTagLength: 16 })
      .setAAD(Buffer.from(described))
      .setAuthTag(body.subarray(-16));
    const packed = Buffer.concat([decipher.update(body.subarray(12, -16)), decipher.final()]);
    return zstdDecompressSync(packed, { maxOutputLength: largestContents });
  } catch {
    throw alteredPack();
  }
}

/** Without the hash of the line before, which that line gives: half of what does not compress. */
function shortened(lines: readonly string[]): string[] {
  return lines.map((line, at) =>
    at === 0 ? line : line.replace(`"previous":"${hash('sha256', lines[at - 1]!)}"`, '"previous":""'),
  );
}

function lengthened(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    const before = whole.at(-1);
    whole.push(
      before === undefined ? line : line.replace('"previous":""', () => `"previous":"${hash('sha256', before)}"`),
    );
  }
  return whole;
}

function parsed(line: string): PackHead | undefined {
  try {
    return JSON.parse(line) as PackHead;
  } catch {
    return undefined;
  }
}

function alteredPack(): StoreError {
  return new StoreError(
    'integrity',
    'A pack of segments of the audit log was altered or damaged.',
    'See where with: wardline audit verify. Put it back from a backup or with: wardline audit archive restore',
  );
}
