import type { AuditEvent } from '../core/audit-event.ts';
import { momentOf } from '../core/clock.ts';
import type { Alert, Detection } from '../core/detection.ts';
import type { Organization } from '../core/organization.ts';
import { Detector, type DetectorState } from './detect.ts';
import { detectionParameters } from './detect-context.ts';

const hour = 3_600_000;
/** Microsoft's usual disorder, which the windows in memory bear. */
const usual = 2 * hour;
/** The longest window that is judged anew; longer ones are open still when something comes late. */
const longestWindow = 24 * hour;

/** Longer stretches, as of an old file that is imported, are judged in pieces that overlap by a window. */
const longestSpan = 5 * longestWindow;

/**
 * Spans of event time that must be judged anew, because events in them came later than windows wait: each late event
 * with a day on both sides, joined where they overlap.
 */
export function spanAround(fresh: readonly AuditEvent[], latest: number): { from: number; to: number; late: number }[] {
  const spans: { from: number; to: number; late: number }[] = [];
  for (const { millis } of fresh) {
    if (millis >= latest - usual) break;
    const last = spans.at(-1);
    if (last && millis - longestWindow <= last.to && millis - last.from < longestSpan) {
      last.to = millis + longestWindow;
      last.late += 1;
    } else spans.push({ from: millis - longestWindow, to: millis + longestWindow, late: 1 });
  }
  return spans;
}

/**
 * Alerts that the windowed detections give over a span of the log by itself. Detections that compare with weeks before
 * are left out: a day alone would look strange to them.
 */
export function rejudgedWith(
  detections: readonly Detection[],
  organization: Organization,
  { tenant, domains }: DetectorState,
  events: readonly AuditEvent[],
): Alert[] {
  const at = momentOf(events.at(-1)?.millis ?? 0);
  const windowed = detections.filter((detection) => {
    const rule = detection.rule(detectionParameters(detection, organization, at));
    return (
      (rule.kind === 'count' || rule.kind === 'distinct' || rule.kind === 'sequence') &&
      rule.withinMinutes * 60_000 <= longestWindow
    );
  });
  const detector = new Detector(
    { detections: windowed, organization },
    {
      ...{ version: 1, latest: 0, waiting: [], seen: [[], []], tenant, domains, runners: {} },
      counts: { events: 0, repeated: 0, late: 0 },
    },
  );
  for (const event of events) detector.take(event);
  detector.finish();
  return detector.drain();
}
