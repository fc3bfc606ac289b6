import type { KeyObject } from 'node:crypto';
import { StoreError } from '../errors.ts';
import type { Store } from '../open.ts';
import { withTenantLock } from '../tenant-lock.ts';
import { type Describe, type EventEntry, entryOf } from './entry.ts';
import { keyedHash } from './keys.ts';
import { type EventLogPlace, lockName, missingSegment } from './log-place.ts';
import { readHeader, retiredNumbers, segmentNumbers } from './manifest.ts';
import { segmentOpener } from './open-segment.ts';
import { keptRoots, statementOf } from './roots.ts';
import type { OpenedSegment, SealedHeader } from './segment.ts';

/** Builds the index anew from the segments. Gives how many segments and records it holds. */
export async function reindex(
  store: Store,
  place: EventLogPlace,
  describe: Describe,
): Promise<{ segments: number; records: number }> {
  return withTenantLock(store, place.tenant, lockName, async () => {
    const numbers = segmentNumbers(place.folder);
    const retired = retiredNumbers(place.folder);
    let records = 0;
    const open = segmentOpener(place);
    async function* all(): AsyncGenerator<readonly [SealedHeader, readonly EventEntry[]]> {
      for (const number of numbers) {
        if (retired.has(number)) {
          yield [readHeader(place.folder, number), []];
          continue;
        }
        const segment = open(number);
        records += segment.lines.length;
        yield [segment, entriesOf(place.key, segment, describe)];
      }
    }
    await place.index.rebuild(all());
    await place.index.settle();
    return { segments: numbers.length, records };
  });
}

/**
 * A file as the index may hold it: an address holds its name, so it becomes a keyed hash; an id or a hash stays. An
 * address is the same whether it is written with `%20` or with a space.
 */
export function fileKey(key: KeyObject, file: string): string {
  const wanted = file.toLowerCase();
  return /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|h-[0-9a-f]{32})$/.test(wanted)
    ? wanted
    : keyedHash(key, plainAddress(wanted));
}

/** A message as the index may hold it, by its InternetMessageId. */
export function itemKey(key: KeyObject, messageId: string): string {
  return keyedHash(key, `message ${messageId.trim().toLowerCase()}`);
}

function plainAddress(address: string): string {
  if (!address.includes('%')) return address;
  try {
    return decodeURIComponent(address).toLowerCase();
  } catch {
    // A name such as `50% paid.docx` is no encoded one.
    return address;
  }
}

function entriesOf(key: KeyObject, { lines }: OpenedSegment, describe: Describe): EventEntry[] {
  return indexable(
    key,
    lines.map((line) => entryOf(line, describe)),
  );
}

/** The entries of a segment as the index takes them. A file comes many times in a segment and is hashed once. */
export function indexable(key: KeyObject, entries: readonly EventEntry[]): EventEntry[] {
  const hashes = new Map<string, string>();
  const hashed = (text: string, of: typeof fileKey) => {
    let hash = hashes.get(text);
    if (hash === undefined) hashes.set(text, (hash = of(key, text)));
    return hash;
  };
  return entries.map((entry) => {
    const { file, addresses, items } = entry;
    if (file === undefined && items === undefined) return entry;
    return {
      ...entry,
      ...(file !== undefined && { file: hashed(file, fileKey) }),
      ...(addresses && { addresses: addresses.map((address) => hashed(address, fileKey)) }),
      ...(items && { items: items.map((item) => itemKey(key, item)) }),
    };
  });
}

/** Indexes the segments that a killed process sealed and did not index. Throws `integrity` when segments are missing. */
export async function mendIndex(
  { folder, key, index }: EventLogPlace,
  describe: Describe,
): Promise<{ last: SealedHeader | undefined; sealedRecords: number; segments: number }> {
  const numbers = segmentNumbers(folder);
  const gap = numbers.findIndex((number, at) => number !== at + 1);
  if (gap !== -1) throw missingSegment(gap + 1);
  const indexed = await index.segments();
  const newest = indexed.at(-1);
  const rooted = Math.max(0, ...keptRoots(folder).map(({ root }) => (root && statementOf(root)?.sequence) ?? 0));
  if (Math.max(newest?.sequence ?? 0, rooted) > numbers.length) throw missingSegment(numbers.length + 1);
  if (newest && readHeader(folder, newest.sequence).hash !== newest.hash)
    throw new StoreError(
      'integrity',
      `Segment ${newest.sequence} of the audit log is not the one that was indexed.`,
      'See what changed with: wardline audit verify',
    );
  let sealedRecords = indexed.reduce((sum, { records }) => sum + records, 0);
  const behind = numbers.filter((number) => number > (newest?.sequence ?? 0));
  const retired = retiredNumbers(folder);
  const open = segmentOpener({ folder, key });
  for (const number of behind) {
    if (retired.has(number)) {
      const left = readHeader(folder, number);
      await index.add(left, []);
      sealedRecords += left.header.records;
      continue;
    }
    const segment = open(number);
    await index.add(segment, entriesOf(key, segment, describe));
    sealedRecords += segment.lines.length;
  }
  const last = numbers.length > 0 ? readHeader(folder, numbers.length) : undefined;
  return { last, sealedRecords, segments: behind.length };
}
