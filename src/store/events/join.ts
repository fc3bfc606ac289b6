import { StoreError } from '../errors.ts';
import type { Store } from '../open.ts';
import { withTenantLock } from '../tenant-lock.ts';
import { createWhole } from './durable-files.ts';
import { type EventLogPlace, lockName } from './log-place.ts';
import { clearDrafts, hasOwnFile, ownNumbers, readHeader, recordNumbers, removeOwnFile } from './manifest.ts';
import { segmentOpener } from './open-segment.ts';
import { decodePack, encodePack, mostSegments } from './pack.ts';
import {
  type PackFile,
  packFiles,
  packName,
  packOf,
  packPath,
  rawBytesOf,
  readPack,
  removePack,
} from './packed-files.ts';
import { type OpenedSegment, isSound } from './segment.ts';

/** Bytes of records, before compression, that a pack holds at most: about 2 MB on disk. */
const largestPack = 16 * 2 ** 20;
/** So many small segments are joined before they make a full pack: a folder of thousands of files serves nobody. */
const manyPieces = 64;

export interface JoinOptions {
  largestPack?: number;
  manyPieces?: number;
}

export interface Joined {
  /** Segments that were joined, and the packs that they became. */
  segments: number;
  packs: number;
}

/** A segment of its own, or a pack of them. */
interface Piece {
  first: number;
  last: number;
  rawBytes: number;
}

/**
 * Joins small segments that follow each other into packs. Headers, chain, roots and proofs stay as they are. A pack is
 * read back from the disk and compared with the headers before a file that it stands for goes, so a kill at any moment
 * leaves each record where it is found. Throws `integrity` for a segment that is not as it was sealed; nothing of it is
 * joined then.
 */
export async function joinSegments(store: Store, place: EventLogPlace, options: JoinOptions = {}): Promise<Joined> {
  return withTenantLock(store, place.tenant, lockName, async (lost) => {
    clearDrafts(place.folder);
    finishJoins(place);
    const indexed = new Map((await place.index.segments()).map(({ sequence, hash }) => [sequence, hash]));
    const joined: Joined = { segments: 0, packs: 0 };
    for (const pieces of runsOf(piecesOf(place.folder, indexed), options)) {
      lost.throwIfAborted();
      const [first, last] = [pieces[0]!.first, pieces.at(-1)!.last];
      const open = segmentOpener(place);
      const segments: OpenedSegment[] = [];
      for (let number = first; number <= last; number += 1) {
        const segment = open(number);
        if (!isSound(segment) || segment.hash !== indexed.get(number)) throw unsound(number);
        segments.push(segment);
      }
      createWhole(packPath(place.folder, packName(first, last)), encodePack(place.key, segments));
      finishJoins(place);
      joined.segments += last - first + 1;
      joined.packs += 1;
    }
    return joined;
  });
}

/**
 * Removes the files that a pack stands for, once the pack gives every one of their segments. Only who holds the log's
 * lock may.
 */
function finishJoins({ folder, key }: EventLogPlace): void {
  const packs = packFiles(folder);
  const isWithin = (inner: PackFile, outer: PackFile) =>
    inner !== outer && outer.first <= inner.first && inner.last <= outer.last;
  for (const pack of packs) {
    if (packs.some((outer) => isWithin(pack, outer))) continue;
    const smaller = packs.filter((inner) => isWithin(inner, pack));
    const own = ownNumbers(folder).filter((number) => pack.first <= number && number <= pack.last);
    if (smaller.length === 0 && own.length === 0) continue;
    const segments = soundPack(key, folder, pack);
    // A damaged pack stays for whoever looks into it; the files are what counts.
    if (!segments) continue;
    for (const number of own)
      if (segments[number - pack.first]!.hash === readHeader(folder, number).hash) removeOwnFile(folder, number);
    for (const { name } of smaller) removePack(folder, name);
  }
}

function soundPack(
  key: EventLogPlace['key'],
  folder: string,
  { name, first, last }: PackFile,
): OpenedSegment[] | undefined {
  try {
    const segments = decodePack(key, readPack(folder, name));
    const isNamed = segments[0]?.header.sequence === first && segments.length === last - first + 1;
    return isNamed && segments.every(isSound) ? segments : undefined;
  } catch {
    return undefined;
  }
}

/** What could be joined, in order: never the newest segment, which the next writer continues, nor one that is not indexed. */
function piecesOf(folder: string, indexed: ReadonlyMap<number, string>): Piece[] {
  const pieces = new Map<number | string, Piece>();
  const packs = packFiles(folder);
  for (const number of recordNumbers(folder)) {
    if (!indexed.has(number + 1)) continue;
    const pack = hasOwnFile(folder, number) ? undefined : packOf(folder, number, packs);
    const last = pieces.get(pack?.name ?? number);
    if (last) last.last = number;
    else {
      const rawBytes = pack ? rawBytesOf(folder, pack) : readHeader(folder, number).header.rawBytes;
      pieces.set(pack?.name ?? number, { first: number, last: number, rawBytes });
    }
  }
  return [...pieces.values()];
}

/** Runs of small pieces without a gap, each of what one pack takes; a last run waits until there is enough of it. */
function runsOf(
  pieces: readonly Piece[],
  { largestPack: most = largestPack, manyPieces: many = manyPieces },
): Piece[][] {
  const runs: Piece[][] = [];
  let run: Piece[] = [];
  let bytes = 0;
  const end = (isFull: boolean) => {
    if (run.length > 1 && (isFull || bytes >= most / 2 || run.length >= many)) runs.push(run);
    run = [];
    bytes = 0;
  };
  for (const piece of pieces) {
    const follows = run.length === 0 || run.at(-1)!.last + 1 === piece.first;
    const fits = bytes + piece.rawBytes <= most && piece.last - (run[0] ?? piece).first < mostSegments;
    if (!follows || !fits) end(follows);
    if (piece.rawBytes >= most / 2) end(true);
    else {
      run.push(piece);
      bytes += piece.rawBytes;
    }
  }
  end(false);
  return runs;
}

function unsound(segment: number): StoreError {
  return new StoreError(
    'integrity',
    `Segment ${segment} of the audit log is not as it was sealed. It was not joined.`,
    'See what changed with: wardline audit verify',
  );
}
