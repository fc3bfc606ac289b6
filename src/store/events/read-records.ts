import { StoreError } from '../errors.ts';
import { type ParsedLine, parseLine } from './entry.ts';
import type { Place } from './event-index.ts';
import type { EventLogPlace } from './log-place.ts';
import { readRetired, readSegment, retiredNumbers, segmentNumbers } from './manifest.ts';
import { leafSalt, pathsTo, type Step } from './merkle.ts';
import { decodeSegment, leavesOf } from './segment.ts';

/** The records at these places, in the order asked. Throws `integrity` when a segment is not as it was sealed. */
export function readPlaces({ folder, key }: EventLogPlace, places: readonly Place[]): ParsedLine[] {
  const segments = new Map<number, string[]>();
  for (const { segment } of places)
    if (!segments.has(segment)) segments.set(segment, decodeSegment(key, readSegment(folder, segment)).lines);
  return places.map(({ segment, position }) => {
    const line = segments.get(segment)![position];
    if (line !== undefined) return parseLine(line);
    throw new StoreError('integrity', 'The index names a record that is not there.', 'Run: wardline audit reindex');
  });
}

/** A record with what proves that it was in its segment. */
export interface ProvenRecord {
  /** Letter for letter as it was sealed. */
  line: string;
  proof: { segment: number; position: number; salt: string; path: Step[] };
}

/**
 * Records whose event time lies in a period, from the segments themselves, with the header lines of the chain from the
 * first of them to the newest. Of a segment that was retired, its header and the signed notice. Throws `integrity`.
 */
export async function* provenRecords(
  { folder, key }: EventLogPlace,
  { from, to }: { from: string; to: string },
): AsyncGenerator<{ header: string } | { records: ProvenRecord[] } | { retired: string }> {
  let begun = false;
  const gone = retiredNumbers(folder);
  for (const number of segmentNumbers(folder)) {
    if (gone.has(number)) {
      const { header: left, notice } = readRetired(folder, number);
      const { firstAt, lastAt } = left.header;
      const wanted = firstAt !== '' && lastAt >= from && firstAt < to;
      begun ||= wanted;
      if (begun) yield { header: left.line };
      if (wanted) yield { retired: notice };
      continue;
    }
    const { header, line: headerLine, lines, salt } = decodeSegment(key, readSegment(folder, number));
    const overlaps = header.firstAt !== '' && header.lastAt >= from && header.firstAt < to;
    const positions = overlaps
      ? lines.flatMap((line, position) => {
          const { at } = parseLine(line);
          return at !== '' && at >= from && at < to ? [position] : [];
        })
      : [];
    begun ||= positions.length > 0;
    if (begun) yield { header: headerLine };
    if (positions.length === 0) continue;
    const paths = pathsTo(leavesOf(salt, lines), positions);
    yield {
      records: positions.map((position, at) => ({
        line: lines[position]!,
        proof: { segment: number, position, salt: leafSalt(salt, position).toString('hex'), path: paths[at]! },
      })),
    };
  }
}
