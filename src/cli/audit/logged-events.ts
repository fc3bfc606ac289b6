import { normalizeRecord } from '../../connectors/audit-records/normalize.ts';
import type { AuditEvent } from '../../core/audit-event.ts';
import { parseLine } from '../../store/events/entry.ts';
import type { EventLogPlace } from '../../store/events/log-place.ts';
import { readHeader, recordNumbers } from '../../store/events/manifest.ts';
import { segmentOpener } from '../../store/events/open-segment.ts';
import { packFiles } from '../../store/events/packed-files.ts';

/** The event of a line of the log; undefined for what is in quarantine. */
export function eventIn({ record, quarantine }: ReturnType<typeof parseLine>, tenant: string): AuditEvent | undefined {
  const event = quarantine === undefined ? normalizeRecord(record) : quarantine;
  if (typeof event === 'string') return undefined;
  return event.tenant === '' ? { ...event, tenant } : event;
}

/**
 * Events of the sealed log in a span of event time (ISO 8601 UTC; `from` is in, `to` is out), one segment in memory at
 * a time, in the order in which they came.
 */
export async function* loggedEvents(
  place: EventLogPlace,
  { from, to }: { from?: string | undefined; to?: string | undefined } = {},
): AsyncGenerator<AuditEvent> {
  const { folder, tenant } = place;
  const open = segmentOpener(place);
  const packs = packFiles(folder);
  for (const number of recordNumbers(folder)) {
    const { firstAt, lastAt } = readHeader(folder, number, packs).header;
    if (firstAt === '' || (from !== undefined && lastAt < from) || (to !== undefined && firstAt >= to)) continue;
    for (const line of open(number).lines) {
      const parsed = parseLine(line);
      if ((from !== undefined && parsed.at < from) || (to !== undefined && parsed.at >= to)) continue;
      const event = eventIn(parsed, tenant);
      if (event) yield event;
    }
  }
}
