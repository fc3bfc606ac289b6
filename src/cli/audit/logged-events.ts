import { normalizeRecord } from '../../connectors/audit-records/normalize.ts';
import type { AuditEvent } from '../../core/audit-event.ts';
import { parseLine } from '../../store/events/entry.ts';
import type { EventLogPlace } from '../../store/events/log-place.ts';
import { readHeader, readSegment, recordNumbers } from '../../store/events/manifest.ts';
import { decodeSegment } from '../../store/events/segment.ts';

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
  { folder, key, tenant }: EventLogPlace,
  { from, to }: { from?: string | undefined; to?: string | undefined } = {},
): AsyncGenerator<AuditEvent> {
  for (const number of recordNumbers(folder)) {
    const { firstAt, lastAt } = readHeader(folder, number).header;
    if (firstAt === '' || (from !== undefined && lastAt < from) || (to !== undefined && firstAt >= to)) continue;
    for (const line of decodeSegment(key, readSegment(folder, number)).lines) {
      const parsed = parseLine(line);
      if ((from !== undefined && parsed.at < from) || (to !== undefined && parsed.at >= to)) continue;
      const event = eventIn(parsed, tenant);
      if (event) yield event;
    }
  }
}
