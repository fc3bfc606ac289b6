import type { FeedRecord } from '../../core/audit-feed.ts';
import type { NewEvent, RecordSink } from '../../engine/audit-pull/ports.ts';
import type { LoggedRecord } from '../../store/events/entry.ts';
import type { EventLog } from '../../store/events/event-log.ts';
import type { EventLogPlace } from '../../store/events/log-place.ts';
import { loggedRecord } from './logged-record.ts';

/** A tenant's open log as the feeds see it. */
export function recordSink(log: EventLog, place: EventLogPlace): RecordSink {
  return {
    async append(records: readonly FeedRecord[]) {
      const refused: Record<string, number> = {};
      const sound: LoggedRecord[] = [];
      for (const raw of records) {
        const record = loggedRecord(raw, place.tenant);
        if ('refused' in record) refused[record.refused] = (refused[record.refused] ?? 0) + 1;
        else sound.push(record);
      }
      const { kept, repeated, quarantined, entries } = await log.append(sound);
      const events = entries.flatMap(
        ({ quarantine, id, at, source, operation, outcome, actor, ip, site }): NewEvent[] =>
          quarantine !== undefined || at === ''
            ? []
            : [{ id, at, source, operation, outcome, actor, ...(ip && { ip }), ...(site && { site }) }],
      );
      return { kept, repeated, quarantined, refused, events };
    },
  };
}
