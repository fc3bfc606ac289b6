import type { AuditEvent } from '../core/audit-event.ts';
import type { Alert, Detection } from '../core/detection.ts';
import type { Organization } from '../core/organization.ts';
import { Detector, type DetectorState } from './detect.ts';
import { rejudgedWith, spanAround } from './watch-late.ts';

/** Events of one sealed segment of the log. */
export interface WatchedSegment {
  segment: number;
  events: AuditEvent[];
}

export interface WatchRequest {
  detections: readonly Detection[];
  organization: Organization;
  /** What was kept after the last segment; absent: the log is judged from its beginning. */
  state?: DetectorState;
  segments: AsyncIterable<WatchedSegment>;
  /** Events of the log in a span of event time, milliseconds, in order; undefined when they are too many to be judged anew. */
  eventsBetween(from: number, to: number): Promise<AuditEvent[] | undefined>;
  /** Keeps the alerts that are new or have grown, and what is remembered, in one step. */
  save(segment: number, state: DetectorState, alerts: readonly Alert[]): Promise<void>;
  signal?: AbortSignal;
}

export interface Watched {
  segments: number;
  events: number;
  alerts: number;
  /** Events that came too late for the windows in memory; what they belong to was judged anew, or could not be. */
  late: number;
  notRejudged: number;
}

/**
 * Runs the detections over segments of the log that they have not seen. What is remembered and what it gave are kept
 * together after each segment: ended anywhere, the next run neither misses an alert nor raises one twice.
 */
export async function watch(request: WatchRequest): Promise<Watched> {
  const { detections, organization, segments, save, signal } = request;
  const done: Watched = { segments: 0, events: 0, alerts: 0, late: 0, notRejudged: 0 };
  let { state } = request;
  const detector = new Detector({ detections, organization }, state);
  for await (const { segment, events } of segments) {
    signal?.throwIfAborted();
    const latest = state?.latest ?? 0;
    const fresh = [...events].sort((a, b) => a.millis - b.millis);
    // Own domains are learnt first: what is outside may show in the same hour as who is inside.
    for (const event of fresh) detector.learn(event);
    for (const event of fresh) detector.take(event);
    const told = detector.drain();
    state = detector.state();
    const alerts = [...told, ...(await lateAlerts(request, fresh, latest, state, done))];
    await save(segment, state, alerts);
    done.segments += 1;
    done.events += fresh.length;
    done.alerts += alerts.length;
  }
  return done;
}

/** What came hours late is judged anew among its contemporaries. */
async function lateAlerts(
  { detections, organization, eventsBetween }: WatchRequest,
  fresh: readonly AuditEvent[],
  latest: number,
  state: DetectorState,
  done: Watched,
): Promise<Alert[]> {
  const spans = spanAround(fresh, latest);
  const found: Alert[] = [];
  for (const { from, to, late } of spans) {
    done.late += late;
    const events = await eventsBetween(from, to);
    if (!events) done.notRejudged += late;
    else found.push(...rejudgedWith(detections, organization, state, events));
  }
  return found;
}
