import { closeSync, existsSync, openSync, readFileSync, readSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createWhole, flushFolder, makeFolder, namesIn } from './durable-files.ts';
import { type SealedHeader, headerIn } from './segment.ts';

/**
 * The numbers of the segments that the chain is made of, in order: those whose records are here and those that were
 * retired, of which the header is left. Drafts of killed processes are no segments.
 */
export function segmentNumbers(folder: string): number[] {
  return [...new Set(numbersOf(folder, /^\d{8}\.(?:segment|retired)$/))];
}

/** The numbers of the segments whose records are here, in order. */
export function recordNumbers(folder: string): number[] {
  const retired = retiredNumbers(folder);
  return numbersOf(folder, /^\d{8}\.segment$/).filter((number) => !retired.has(number));
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
    (name) => !/^\d{8}\.(?:segment|retired)(?:\.[0-9a-f-]+\.draft)?$/.test(name),
  );
}

/** The header of a segment alone, be it retired or not. Throws `integrity`. */
export function readHeader(folder: string, sequence: number): SealedHeader {
  const retired = retiredPath(folder, sequence);
  const file = openSync(existsSync(retired) ? retired : pathOf(folder, sequence), 'r');
  try {
    const head = Buffer.alloc(4096);
    return headerIn(head.subarray(0, readSync(file, head, 0, head.length, 0)));
  } finally {
    closeSync(file);
  }
}

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

/** Removes the records of a retired segment. */
export function removeRecords(folder: string, sequence: number): void {
  rmSync(pathOf(folder, sequence), { force: true });
  flushFolder(join(folder, 'segments'));
}

export function hasRecords(folder: string, sequence: number): boolean {
  return existsSync(pathOf(folder, sequence));
}

/** Takes a damaged segment out of the chain's folder, to be looked into. Gives where it lies now. */
export function setAside(folder: string, sequence: number, at: string): string {
  makeFolder(join(folder, 'damaged'));
  const aside = join(folder, 'damaged', `${basename(pathOf(folder, sequence))}.${at.replaceAll(/[:.]/g, '-')}`);
  renameSync(pathOf(folder, sequence), aside);
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

function pathOf(folder: string, sequence: number): string {
  return join(folder, 'segments', `${String(sequence).padStart(8, '0')}.segment`);
}
