import type { AuditEvent } from '../../core/audit-event.ts';
import { momentOf } from '../../core/clock.ts';
import { WardlineError } from '../../core/errors.ts';
import type { Organization } from '../../core/organization.ts';
import { normalizeRecord } from '../../connectors/audit-records/normalize.ts';
import { detections } from '../../detections/index.ts';
import { feedSilent } from '../../detections/organization/feed-silent.ts';
import type { DetectorState } from '../../engine/detect.ts';
import { silentFeeds } from '../../engine/feed-silence.ts';
import { type WatchedSegment, type Watched, watch } from '../../engine/watch.ts';
import { escalateAlerts, keepAlerts } from '../../store/alerts.ts';
import { parseLine } from '../../store/events/entry.ts';
import type { Place } from '../../store/events/event-index.ts';
import type { EventLogPlace } from '../../store/events/log-place.ts';
import { recordNumbers } from '../../store/events/manifest.ts';
import { segmentOpener } from '../../store/events/open-segment.ts';
import { readPlaces } from '../../store/events/read-records.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import { withTenantLock } from '../../store/tenant-lock.ts';
import { loadWatchState, saveWatchState } from '../../store/watch-state.ts';
import { feedLives } from './feed-lives.ts';

export interface WatchOptions {
  organization: Organization;
  /** The collector's clock, ISO 8601 UTC. */
  now(): string;
  /** Forgets what is remembered and judges the whole log. */
  anew?: boolean;
  signal?: AbortSignal;
}

export interface WatchSummary extends Watched {
  /** Alerts that nobody acknowledged in time, marked now. */
  escalated: number;
  silent: number;
}

/**
 * Runs the detections over what is new in a tenant's log and keeps the alerts. Throws `conflict` when another process
 * does so at the moment.
 */
export async function watchLog(store: Store, place: EventLogPlace, options: WatchOptions): Promise<WatchSummary> {
  const { tenant, key } = place;
  return withTenantLock(store, tenant, 'watch over the audit log', async () => {
    const kept = options.anew ? undefined : await withTenant(store, tenant, (scope) => loadWatchState(scope, key));
    const watched = await watch({
      detections,
      organization: options.organization,
      ...(kept && { state: stateIn(kept.state) }),
      segments: segmentsAfter(place, kept?.segment ?? 0),
      eventsBetween: (from, to) => eventsBetween(place, from, to),
      save: (segment, state, alerts) =>
        withTenant(store, tenant, async (scope) => {
          const at = options.now();
          await keepAlerts(scope, alerts, at);
          await saveWatchState(scope, key, { segment, state }, at);
        }),
      ...(options.signal && { signal: options.signal }),
    });
    return withTenant(store, tenant, async (scope) => {
      const at = options.now();
      const silent = silentFeeds(feedSilent, tenant, await feedLives(scope, at), at);
      await keepAlerts(scope, silent, at);
      return { ...watched, silent: silent.length, escalated: (await escalateAlerts(scope, at)).length };
    });
  });
}

/** What an older version remembered in another form is not understood: the log is judged anew. */
function stateIn(state: unknown): DetectorState {
  const given = state as DetectorState;
  if (given.version === 1) return given;
  throw new WardlineError(
    'conflict',
    'What the detections remember was written by another version.',
    'Begin anew with: wardline audit pull --rewatch',
  );
}

async function* segmentsAfter(place: EventLogPlace, last: number): AsyncGenerator<WatchedSegment> {
  const open = segmentOpener(place);
  for (const segment of recordNumbers(place.folder).filter((number) => number > last)) {
    const { lines } = open(segment);
    yield { segment, events: lines.flatMap((line) => eventIn(parseLine(line), place.tenant)) };
  }
}

function eventIn({ record, quarantine }: ReturnType<typeof parseLine>, tenant: string): AuditEvent[] {
  const event = quarantine === undefined ? normalizeRecord(record) : quarantine;
  if (typeof event === 'string') return [];
  return [event.tenant === '' ? { ...event, tenant } : event];
}

/** More than this are not judged anew. */
const mostEvents = 150_000;
const page = 10_000;

async function eventsBetween(place: EventLogPlace, from: number, to: number): Promise<AuditEvent[] | undefined> {
  const found: Place[] = [];
  let after: string | undefined;
  do {
    const { rows, next } = await place.index.search({
      ...{ from: momentOf(from), to: momentOf(to), limit: page },
      ...(after !== undefined && { after }),
    });
    found.push(...rows);
    after = next;
    if (found.length > mostEvents) return undefined;
  } while (after !== undefined);
  return readPlaces(place, found)
    .flatMap((line) => eventIn(line, place.tenant))
    .sort((a, b) => a.millis - b.millis);
}
