import { StoreError } from '../errors.ts';
import { type ParsedLine, parseLine } from './entry.ts';
import type { Place } from './event-index.ts';
import type { EventLogPlace } from './log-place.ts';
import { readRetired, retiredNumbers, segmentNumbers } from './manifest.ts';
import { leafSalt, pathsTo, type Step } from './merkle.ts';
import { segmentOpener } from './open-segment.ts';
import { leavesOf } from './segment.ts';

/** The records at these places, in the order asked. Throws `integrity` when a segment is not as it was sealed. */
export function readPlaces(place: EventLogPlace, places: readonly Place[]): ParsedLine[] {
  const open = segmentOpener(place);
  const found = new Map<Place, string | undefined>();
  // Segment after segment: those of a pack are opened together.
  const bySegment = Map.groupBy(places, ({ segment }) => segment);
  for (const segment of [...bySegment.keys()].sort((a, b) => a - b)) {
    const { lines } = open(segment);
    for (const one of bySegment.get(segment)!) found.set(one, lines[one.position]);
  }
  return places.map((one) => {
    const line = found.get(one);
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
  place: EventLogPlace,
  { from, to }: { from: string; to: string },
): AsyncGenerator<{ header: string } | { records: ProvenRecord[] } | { retired: string }> {
  const { folder } = place;
  const open = segmentOpener(place);
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
    const { header, line: headerLine, lines, salt } = open(number);
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
