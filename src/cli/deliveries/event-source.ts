import { normalizeRecord } from '../../connectors/audit-records/normalize.ts';
import type { StreamItem, StreamSource } from '../../core/stream.ts';
import { streamedEvent } from '../../engine/streamed-event.ts';
import { parseLine } from '../../store/events/entry.ts';
import type { EventLogPlace } from '../../store/events/log-place.ts';
import { recordNumbers, segmentNumbers } from '../../store/events/manifest.ts';
import { segmentOpener } from '../../store/events/open-segment.ts';

/** Records read at once, in characters: a record may have a million. */
const mostBytes = 4_000_000;

/**
 * The sealed audit log of a tenant as a source, record by record in the order of sealing; a position is
 * `segment:record`. Records in quarantine are no events and are counted as skipped.
 */
export function eventSource(
  { folder, key }: Pick<EventLogPlace, 'folder' | 'key'>,
  tenant: { id: string; name: string },
  raw: boolean,
): StreamSource {
  const opener = segmentOpener({ folder, key });
  let open: { number: number; lines: readonly string[] } | undefined;
  const linesOf = (number: number): readonly string[] => {
    if (open?.number !== number) open = { number, lines: opener(number).lines };
    return open.lines;
  };
  return {
    name: 'events',
    read(after, limit) {
      const [first, from] = (after ?? '0:0').split(':').map(Number) as [number, number];
      const items: StreamItem[] = [];
      let [skipped, bytes, position] = [0, 0, after];
      for (const number of recordNumbers(folder).filter((found) => found >= first)) {
        const lines = linesOf(number);
        let at = number === first ? from : 0;
        for (; at < lines.length && items.length + skipped < limit && bytes < mostBytes; at += 1) {
          bytes += lines[at]!.length;
          const event = itemOf(lines[at]!, tenant, raw);
          if (event) items.push(event);
          else skipped += 1;
        }
        if (at < lines.length) {
          position = `${number}:${at}`;
          break;
        }
        position = `${number + 1}:0`;
      }
      return Promise.resolve({ items, position, skipped });
    },
    newest: () => Promise.resolve(`${(segmentNumbers(folder).at(-1) ?? 0) + 1}:0`),
  };
}

function itemOf(line: string, tenant: { id: string; name: string }, raw: boolean): StreamItem | undefined {
  const { quarantine, record } = parseLine(line);
  if (quarantine !== undefined) return undefined;
  const event = normalizeRecord(record);
  return typeof event === 'string' ? undefined : streamedEvent(event, tenant, raw);
}
