import { closeSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createWhole, makeFolder, namesIn } from './durable-files.ts';
import { type SealedHeader, headerIn } from './segment.ts';

/** The numbers of the segments that are there, in order. Drafts of killed processes are no segments. */
export function segmentNumbers(folder: string): number[] {
  return namesIn(join(folder, 'segments'))
    .filter((name) => /^\d{8}\.segment$/.test(name))
    .map((name) => Number(name.slice(0, 8)));
}

/** Names in the segments folder that Wardline did not give. */
export function strangeNames(folder: string): string[] {
  return namesIn(join(folder, 'segments')).filter((name) => !/^\d{8}\.segment(?:\.[0-9a-f-]+\.draft)?$/.test(name));
}

/** The header of a segment alone. Throws `integrity`. */
export function readHeader(folder: string, sequence: number): SealedHeader {
  const file = openSync(pathOf(folder, sequence), 'r');
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

function pathOf(folder: string, sequence: number): string {
  return join(folder, 'segments', `${String(sequence).padStart(8, '0')}.segment`);
}
