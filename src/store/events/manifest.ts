import { closeSync, existsSync, openSync, readFileSync, readSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../errors.ts';
import { createWhole, flushFolder, makeFolder, namesIn } from './durable-files.ts';
import { type PackFile, headersOfPack, packFiles, packNamed, packOf, removePack } from './packed-files.ts';
import { type SealedHeader, headerIn } from './segment.ts';

/**
 * The numbers of the segments that the chain is made of, in order: those whose records are here and those that were
 * retired, of which the header is left. Drafts of killed processes are no segments.
 */
export function segmentNumbers(folder: string): number[] {
  return [...new Set([...numbersOf(folder, /^\d{8}\.(?:segment|retired)$/), ...packedNumbers(folder)])].sort(
    (a, b) => a - b,
  );
}

/** The numbers of the segments whose records are here, in order: in files of their own or in packs. */
export function recordNumbers(folder: string): number[] {
  const retired = retiredNumbers(folder);
  return [...new Set([...ownNumbers(folder), ...packedNumbers(folder)])]
    .filter((number) => !retired.has(number))
    .sort((a, b) => a - b);
}

/** The numbers of the segments that lie in a file of their own, in order. */
export function ownNumbers(folder: string): number[] {
  return numbersOf(folder, /^\d{8}\.segment$/);
}

function packedNumbers(folder: string): number[] {
  return packFiles(folder).flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, at) => first + at),
  );
}

/** The numbers of the segments that were retired: their file of records, where one is left, counts no more. */
export function retiredNumbers(folder: string): ReadonlySet<number> {
  return new Set(numbersOf(folder, /^\d{8}\.retired$/));
}

function numbersOf(folder: string, form: RegExp): number[] {
  return namesIn(join(folder, 'segments'))
    .filter((name) => form.test(name))
    .map((name) => Number(name.slice(0, 8)));
}

/** Names in the segments folder that Wardline did not give. */
export function strangeNames(folder: string): string[] {
  return namesIn(join(folder, 'segments')).filter(
    (name) =>
      !/^\d{8}\.(?:segment|retired)(?:\.[0-9a-f-]+\.draft)?$/.test(name) &&
      packNamed(name.replace(/\.[0-9a-f-]+\.draft$/, '')) === undefined,
  );
}

/** The header of a segment alone, be it retired or not. Who asks for many gives the packs. Throws `integrity`. */
export function readHeader(folder: string, sequence: number, packs?: readonly PackFile[]): SealedHeader {
  try {
    return headerNow(folder, sequence, packs);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    // Segments were joined, or a pack with a longer one, between two looks.
    return headerNow(folder, sequence);
  }
}

function headerNow(folder: string, sequence: number, packs?: readonly PackFile[]): SealedHeader {
  const own = [retiredPath(folder, sequence), pathOf(folder, sequence)].find((path) => existsSync(path));
  const pack = own === undefined ? packOf(folder, sequence, packs) : undefined;
  if (pack) return headersOfPack(folder, pack)[sequence - pack.first]!;
  const file = openSync(own ?? pathOf(folder, sequence), 'r');
  try {
    const head = Buffer.alloc(4096);
    return headerIn(head.subarray(0, readSync(file, head, 0, head.length, 0)));
  } finally {
    closeSync(file);
  }
}

/** The bytes of a segment's own file. Throws ENOENT for one that lies in a pack. */
export function readSegment(folder: string, sequence: number): Buffer {
  return readFileSync(pathOf(folder, sequence));
}

/** What a retired segment left: its header line, and after it the signed notice. */
export function readRetired(folder: string, sequence: number): { header: SealedHeader; notice: string } {
  const bytes = readFileSync(retiredPath(folder, sequence));
  const header = headerIn(bytes);
  return { header, notice: bytes.subarray(Buffer.byteLength(header.line) + 1).toString('utf8') };
}

/** Puts what stays of a retired segment beside its records; they count no more from here on. */
export function placeRetired(folder: string, sequence: number, header: SealedHeader, notice: string): void {
  createWhole(retiredPath(folder, sequence), [Buffer.from(`${header.line}\n${notice}\n`)]);
}

/** Removes the records of a retired segment; of a pack, when all of its segments are retired. */
export function removeRecords(folder: string, sequence: number): void {
  removeOwnFile(folder, sequence);
  const retired = retiredNumbers(folder);
  for (const { name, first, last } of packFiles(folder))
    if (Array.from({ length: last - first + 1 }, (_, at) => first + at).every((number) => retired.has(number)))
      removePack(folder, name);
}

export function removeOwnFile(folder: string, sequence: number): void {
  rmSync(pathOf(folder, sequence), { force: true });
  flushFolder(join(folder, 'segments'));
}

export function hasRecords(folder: string, sequence: number): boolean {
  return hasOwnFile(folder, sequence) || packOf(folder, sequence) !== undefined;
}

export function hasOwnFile(folder: string, sequence: number): boolean {
  return existsSync(pathOf(folder, sequence));
}

/** Takes a damaged file out of the chain's folder, to be looked into. Gives where it lies now. */
export function setAside(folder: string, name: string, at: string): string {
  makeFolder(join(folder, 'damaged'));
  const aside = join(folder, 'damaged', `${name}.${at.replaceAll(/[:.]/g, '-')}`);
  renameSync(join(folder, 'segments', name), aside);
  flushFolder(join(folder, 'segments'));
  return aside;
}

/** Puts a sealed segment in its place; one that is there is never written over. */
export function placeSegment(folder: string, sequence: number, pieces: readonly Uint8Array[]): void {
  makeFolder(join(folder, 'segments'));
  createWhole(pathOf(folder, sequence), pieces);
}

/** Removes what killed processes were writing. Only who holds the log's lock may. */
export function clearDrafts(folder: string): void {
  for (const place of [folder, join(folder, 'segments'), join(folder, 'roots')])
    for (const name of namesIn(place)) if (name.endsWith('.draft')) rmSync(join(place, name), { force: true });
}

function retiredPath(folder: string, sequence: number): string {
  return join(folder, 'segments', `${String(sequence).padStart(8, '0')}.retired`);
}

/** The name of a segment's own file. */
export function segmentName(sequence: number): string {
  return `${String(sequence).padStart(8, '0')}.segment`;
}

function pathOf(folder: string, sequence: number): string {
  return join(folder, 'segments', segmentName(sequence));
}
