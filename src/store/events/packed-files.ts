import { closeSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from '../errors.ts';
import { flushFolder, namesIn } from './durable-files.ts';
import { longestHead, mostSegments, packHeadIn, packedHeaders } from './pack.ts';
import type { SealedHeader } from './segment.ts';

/** A pack as its name tells of it. */
export interface PackFile {
  name: string;
  first: number;
  last: number;
}

/** The packs of a log, in order; of two that begin at the same segment the longer one first. */
export function packFiles(folder: string): PackFile[] {
  return namesIn(join(folder, 'segments'))
    .flatMap((name) => packNamed(name) ?? [])
    .sort((a, b) => a.first - b.first || b.last - a.last);
}

/** What a name says; undefined when it is no name of a pack. */
export function packNamed(name: string): PackFile | undefined {
  const [, first, last] = /^(\d{8})-(\d{8})\.pack$/.exec(name) ?? [];
  const [from, to] = [Number(first), Number(last)];
  return first !== undefined && from > 0 && to >= from && to - from < mostSegments
    ? { name, first: from, last: to }
    : undefined;
}

export function packName(first: number, last: number): string {
  return `${String(first).padStart(8, '0')}-${String(last).padStart(8, '0')}.pack`;
}

export function packPath(folder: string, name: string): string {
  return join(folder, 'segments', name);
}

/** The pack that a segment lies in, the longest of several; undefined without one. Who asks for many gives the packs. */
export function packOf(
  folder: string,
  segment: number,
  packs: readonly PackFile[] = packFiles(folder),
): PackFile | undefined {
  return packs
    .filter(({ first, last }) => first <= segment && segment <= last)
    .sort((a, b) => b.last - b.first - (a.last - a.first))[0];
}

export function readPack(folder: string, name: string): Buffer {
  return readFileSync(packPath(folder, name));
}

/** The last headers that were read: a walk through the log asks for each of them. */
let lastRead: { of: string; headers: SealedHeader[] } | undefined;

/** The headers of the segments in a pack. Throws `integrity`. */
export function headersOfPack(folder: string, { name, first, last }: PackFile): SealedHeader[] {
  const path = packPath(folder, name);
  const { ino, size, mtimeMs, ctimeMs } = statSync(path);
  const of = `${path} ${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  if (lastRead?.of === of) return lastRead.headers;
  const file = openSync(path, 'r');
  try {
    const { head, at } = headIn(file, { name, first, last }, size);
    const block = Buffer.alloc(head.headerBytes);
    readSync(file, block, 0, block.length, at);
    const headers = packedHeaders(head, block);
    lastRead = { of, headers };
    return headers;
  } finally {
    closeSync(file);
  }
}

/** Bytes of the records in a pack before compression. Throws `integrity`. */
export function rawBytesOf(folder: string, pack: PackFile): number {
  const file = openSync(packPath(folder, pack.name), 'r');
  try {
    return headIn(file, pack, Number.MAX_SAFE_INTEGER).head.rawBytes;
  } finally {
    closeSync(file);
  }
}

function headIn(file: number, { name, first, last }: PackFile, size: number): ReturnType<typeof packHeadIn> {
  const start = Buffer.alloc(longestHead);
  const found = packHeadIn(start.subarray(0, readSync(file, start, 0, start.length, 0)));
  const { head } = found;
  const isNamed = head.first === first && head.last === last;
  if (isNamed && Number.isInteger(head.headerBytes) && head.headerBytes >= 0 && head.headerBytes <= size) return found;
  throw new StoreError(
    'integrity',
    `The pack ${name} of the audit log holds other segments than its name says.`,
    'See more with: wardline audit verify',
  );
}

/** Removes a pack whose segments lie elsewhere or are retired. */
export function removePack(folder: string, name: string): void {
  rmSync(packPath(folder, name), { force: true });
  flushFolder(join(folder, 'segments'));
}
