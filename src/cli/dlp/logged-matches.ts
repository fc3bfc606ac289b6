import { normalizeRecord } from '../../connectors/audit-records/normalize.ts';
import { type DlpEvent, dlpEventsIn, dlpOperations, eventSubject } from '../../engine/dlp-events.ts';
import type { EventLogPlace } from '../../store/events/log-place.ts';
import { readPlaces } from '../../store/events/read-records.ts';
import type { TenantScope } from '../../store/scope.ts';
import { type PhiVerdict, listVerdicts } from '../../store/verdicts.ts';

export interface JudgedEvent extends DlpEvent {
  verdict?: Pick<PhiVerdict, 'verdict' | 'reason' | 'by' | 'at'>;
}

/** Most records that are looked at. */
const most = 10_000;

/** DLP matches of the sealed log in a span of time, newest first, with what was judged of them. `cut`: there are more. */
export async function loggedMatches(
  place: EventLogPlace,
  scope: TenantScope,
  { from, to }: { from: string; to?: string },
): Promise<{ events: JudgedEvent[]; verdicts: PhiVerdict[]; cut: boolean }> {
  const rows = [];
  for (const operation of dlpOperations)
    rows.push(...(await place.index.search({ operation, from, ...(to && { to }), limit: most })).rows);
  const newest = rows.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, most);
  const verdicts = await listVerdicts(scope);
  const standing = new Map(verdicts.map((one) => [`${one.rule.toLowerCase()}\0${one.subject}`, one]));
  const events = readPlaces(place, newest).flatMap(({ record, quarantine }) => {
    const event = quarantine === undefined ? normalizeRecord(record) : '';
    return typeof event === 'string' ? [] : dlpEventsIn(event);
  });
  return {
    verdicts,
    cut: rows.length > most,
    events: events.map((event): JudgedEvent => {
      const known = standing.get(`${event.rule.toLowerCase()}\0${eventSubject(event)}`);
      if (!known) return event;
      const { verdict, reason, by, at } = known;
      return { ...event, verdict: { verdict, reason, by, at } };
    }),
  };
}
