import { type KeyObject, createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { StoreError } from '../errors.ts';
import { type Digest, leafHash, leafSalt, treeRoot } from './merkle.ts';

/**
 * A sealed segment is one line of JSON, the header, which says nothing of any person, and after it the records: NDJSON,
 * zstd, AES-256-GCM (12-byte nonce, content, 16-byte tag) with the header as additional data. The header names the hash
 * of the header before it and the hash of its own content, so the chain of headers holds every byte of the log.
 */
export interface SegmentHeader {
  format: 'wardline segment 1';
  tenant: string;
  /** 1, 2, 3 … without a gap. */
  sequence: number;
  /** SHA-256 of the header line before it, 64 zeros for the first. */
  previous: string;
  records: number;
  /** First and last event time, ISO 8601 UTC; empty when no record has one. */
  firstAt: string;
  lastAt: string;
  sealedAt: string;
  /** Bytes of the records before compression. */
  rawBytes: number;
  /** Root of the tree over the records (`merkle.ts`). */
  tree: string;
  /** SHA-256 of what follows the header line. */
  content: string;
}

/** A sealed segment's header as it stands in its file. */
export interface SealedHeader {
  header: SegmentHeader;
  /** Without its line break. */
  line: string;
  /** SHA-256 of the line: what the next header and the daily root name. */
  hash: string;
}

export const noSegment = '0'.repeat(64);
/** Bytes of a header line and of an unpacked segment that are believed. */
const longestHeader = 4096;
const largestContent = 512 * 2 ** 20;

/** `lines` are records as JSON text without a line break. */
export function encodeSegment(
  key: KeyObject,
  given: Pick<SegmentHeader, 'tenant' | 'sequence' | 'previous' | 'firstAt' | 'lastAt' | 'sealedAt'>,
  lines: readonly string[],
): { sealed: SealedHeader; pieces: Uint8Array[] } {
  const salt = randomBytes(32);
  const plain = Buffer.from(`${salt.toString('hex')}\n${lines.join('\n')}\n`, 'utf8');
  const nonce = randomBytes(12);
  // The header names the hash of the encrypted content, so the content is bound to all of the header but that.
  const described = {
    format: 'wardline segment 1' as const,
    ...{ tenant: given.tenant, sequence: given.sequence, previous: given.previous, records: lines.length },
    ...{ firstAt: given.firstAt, lastAt: given.lastAt, sealedAt: given.sealedAt },
    rawBytes: plain.length - 65,
    tree: treeRoot(leavesOf(salt, lines)).toString('hex'),
  };
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(JSON.stringify(described)));
  const body = Buffer.concat([nonce, cipher.update(zstdCompressSync(plain)), cipher.final(), cipher.getAuthTag()]);
  const header: SegmentHeader = { ...described, content: createHash('sha256').update(body).digest('hex') };
  const line = JSON.stringify(header);
  return { sealed: { header, line, hash: hashOfLine(line) }, pieces: [Buffer.from(`${line}\n`), body] };
}

/** The header at the start of a segment's bytes. Throws `integrity`. */
export function headerIn(bytes: Uint8Array): SealedHeader {
  const end = bytes.subarray(0, longestHeader).indexOf(10);
  const line = Buffer.from(bytes.subarray(0, Math.max(0, end))).toString('utf8');
  const header = parsed(line);
  // A header that was written otherwise than here is another header: its hash would not say so.
  if (header?.format !== 'wardline segment 1' || JSON.stringify(header) !== line) throw altered('header');
  return { header, line, hash: hashOfLine(line) };
}

export interface OpenedSegment extends SealedHeader {
  lines: string[];
  salt: Buffer;
}

/** The records of a segment. Throws `integrity` when header or content are not what was sealed. */
export function decodeSegment(key: KeyObject, bytes: Uint8Array): OpenedSegment {
  const sealed = headerIn(bytes);
  const { content, ...described } = sealed.header;
  const body = bytes.subarray(Buffer.byteLength(sealed.line) + 1);
  if (createHash('sha256').update(body).digest('hex') !== content) throw altered('content');
  const plain = decrypted(key, body, JSON.stringify(described));
  const lines = plain.toString('utf8').split('\n');
  const salt = Buffer.from(lines.shift() ?? '', 'hex');
  if (lines.pop() !== '' || salt.length !== 32) throw altered('content');
  return { ...sealed, lines, salt };
}

/** The leaves of a segment's tree. */
export function leavesOf(salt: Uint8Array, lines: readonly string[]): Digest[] {
  return lines.map((line, position) => leafHash(leafSalt(salt, position), line));
}

/** Whether the records are those that the header was made for, in their order. */
export function isSound({ header, lines, salt }: OpenedSegment): boolean {
  return lines.length === header.records && treeRoot(leavesOf(salt, lines)).toString('hex') === header.tree;
}

function decrypted(key: KeyObject, body: Uint8Array, described: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, 12), { authTagLength: 16 })
      .setAAD(Buffer.from(described))
      .setAuthTag(body.subarray(-16));
    const packed = Buffer.concat([decipher.update(body.subarray(12, -16)), decipher.final()]);
    return zstdDecompressSync(packed, { maxOutputLength: largestContent });
  } catch {
    throw altered('content');
  }
}

function parsed(line: string): SegmentHeader | undefined {
  try {
    return JSON.parse(line) as SegmentHeader;
  } catch {
    return undefined;
  }
}

function hashOfLine(line: string): string {
  return createHash('sha256').update(line, 'utf8').digest('hex');
}

function altered(what: 'header' | 'content'): StoreError {
  return new StoreError(
    'integrity',
    `The ${what} of a segment of the audit log was altered or damaged.`,
    'See where with: wardline audit verify. Put the segment back from a backup.',
  );
}
