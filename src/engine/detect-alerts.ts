import type { Alert, Detection, Rule } from '../core/detection.ts';
import { momentOf } from '../core/clock.ts';
import { severities } from '../core/severity.ts';
import type { Entry } from './detect-entry.ts';

/** Ids that an alert lists; `count` says how many there were. */
const idLimit = 1_000;
const distinctLimit = 200_000;

/** An alert with what is needed to let it grow. Plain data. */
export interface OpenAlert {
  alert: Alert;
  from: number;
  to: number;
  /** Hashes seen, to count different things once. */
  seen: number[];
  distinct: number;
  first: string;
  last: string;
  correlation?: string;
}

export function mergeMillis(rule: Rule): number {
  if (rule.kind === 'silence') return 0;
  if (rule.kind === 'each' || rule.kind === 'first-seen' || rule.kind === 'travel') return rule.mergeMinutes * 60_000;
  return (rule.mergeMinutes ?? rule.withinMinutes) * 60_000;
}

const sets = new WeakMap<OpenAlert, Set<number>>();

/** A new alert out of the entries that fulfilled the rule. */
export function openAlert(
  detection: Detection,
  tenant: string,
  group: string,
  key: string,
  entries: readonly Entry[],
): OpenAlert {
  const [first] = entries as [Entry];
  const open: OpenAlert = {
    alert: {
      detection: detection.id,
      severity: detection.severity,
      title: detection.title,
      actor: first.a,
      firstAt: '',
      lastAt: '',
      eventIds: [],
      why: '',
      incident: detection.incident,
      group,
      count: 0,
      firstSteps: detection.firstSteps,
      tenant,
      id: `${detection.id}:${key}:${first.i}`,
    },
    from: first.m,
    to: first.m,
    seen: [],
    distinct: 0,
    first: first.y,
    last: first.y,
  };
  // The severity of the alert is the worst of its signals.
  open.alert.severity = first.v ?? detection.severity;
  grow(open, detection, entries);
  return open;
}

/** Counts further entries into an alert. */
export function grow(open: OpenAlert, detection: Detection, entries: readonly Entry[]): void {
  const { alert } = open;
  let seen = sets.get(open);
  if (!seen) sets.set(open, (seen = new Set(open.seen)));
  for (const entry of entries) {
    entry.k = 1;
    alert.count += entry.w ?? 1;
    if (alert.eventIds.length < idLimit && alert.eventIds.at(-1) !== entry.i) alert.eventIds.push(entry.i);
    if (entry.d !== undefined && !seen.has(entry.d) && seen.size < distinctLimit) {
      seen.add(entry.d);
      open.seen.push(entry.d);
      open.distinct += 1;
    }
    if (entry.m < open.from) [open.from, open.first] = [entry.m, entry.y];
    if (entry.m >= open.to) [open.to, open.last] = [entry.m, entry.y];
    const severity = entry.v ?? detection.severity;
    if (severities.indexOf(severity) < severities.indexOf(alert.severity)) alert.severity = severity;
  }
}

/** The alert as it is told. */
export function told(open: OpenAlert, detection: Detection): Alert {
  const { alert, from, to, distinct, first, last } = open;
  const minutes = Math.floor((to - from) / 60_000);
  const facts = { count: alert.count, distinct, minutes, first, last, group: alert.group, actor: alert.actor };
  return {
    ...alert,
    firstAt: momentOf(from),
    lastAt: momentOf(to),
    why:
      detection.summary?.(facts) ?? (alert.count > 1 ? `${last} (${alert.count} times in ${minutes} minutes)` : first),
  };
}
