import type { AuditEvent } from '../core/audit-event.ts';
import type { Alert, Detection } from '../core/detection.ts';
import { WardlineError } from '../core/errors.ts';
import type { Organization } from '../core/organization.ts';
import { Detector } from './detect.ts';

/** A kept alert with what people said of it. */
export interface PastAlert {
  group: string;
  firstAt: string;
  lastAt: string;
  state: string;
  /** Words of whoever decided it. */
  reason?: string;
  decision?: 'expected' | 'follow-up';
}

/** An alert under both settings. No name of a file. */
export interface TunedAlert {
  what: 'stays' | 'disappears' | 'appears';
  group: string;
  actor: string;
  severity: string;
  firstAt: string;
  lastAt: string;
  /** Signals counted as it is set, and as it would be; 0 where there is no alert. */
  before: number;
  after: number;
  why: string;
  past?: Omit<PastAlert, 'group' | 'firstAt' | 'lastAt'>;
}

export interface Tuned {
  events: number;
  before: number;
  after: number;
  alerts: TunedAlert[];
}

/** `name=value` as the parameter's own kind; a list is separated by commas. Throws `usage`. */
export function settingIn(detection: Detection, text: string): [string, unknown] {
  const at = text.indexOf('=');
  const [name, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  const parameter = at > 0 ? detection.parameters[name] : undefined;
  const names = Object.keys(detection.parameters).join(', ') || 'none';
  if (!parameter)
    throw new WardlineError('usage', `${detection.id} has no such parameter.`, `--set name=value; it has: ${names}.`);
  if (typeof parameter.default === 'number') {
    const number = Number(value);
    if (value === '' || !Number.isFinite(number) || number < 0)
      throw new WardlineError('usage', `${name} takes a number.`, `It is ${parameter.default} now.`);
    return [name, number];
  }
  if (typeof parameter.default === 'boolean') {
    if (value !== 'true' && value !== 'false') throw new WardlineError('usage', `${name} takes true or false.`);
    return [name, value === 'true'];
  }
  return [name, Array.isArray(parameter.default) ? value.split(',').map((one) => one.trim()) : value];
}

/** One detection as it is set and as it would be, side by side over one stream of events in order of time. */
export class Tuning {
  readonly #now: Detector;
  readonly #tried: Detector;
  readonly #alerts = { now: new Map<string, Alert>(), tried: new Map<string, Alert>() };
  #events = 0;

  constructor(detection: Detection, organization: Organization, changed: Readonly<Record<string, unknown>>) {
    const { watch } = organization;
    const threshold = { detection: detection.id, parameters: changed, reason: 'tried' };
    const tried: Organization = {
      ...organization,
      watch: { ...watch, thresholds: [...(watch?.thresholds ?? []), threshold] },
    };
    this.#now = new Detector({ detections: [detection], organization });
    this.#tried = new Detector({ detections: [detection], organization: tried });
  }

  /** Lets own domains be learnt, of every event of the log and before it is taken. */
  learn(event: AuditEvent): void {
    this.#now.learn(event);
    this.#tried.learn(event);
  }

  take(event: AuditEvent): void {
    this.#now.take(event);
    this.#tried.take(event);
    this.#events += 1;
    if (this.#events % 50_000 === 0) this.#collect();
  }

  /** What would change, of alerts that go on after `from` (ISO 8601 UTC). `past`: what was kept of this detection. */
  result(from: string | undefined, past: readonly PastAlert[]): Tuned {
    this.#now.finish();
    this.#tried.finish();
    this.#collect();
    const late = (alerts: ReadonlyMap<string, Alert>) =>
      [...alerts.values()].filter(({ lastAt }) => from === undefined || lastAt >= from);
    const [before, after] = [late(this.#alerts.now), late(this.#alerts.tried)];
    return {
      ...{ events: this.#events, before: before.length, after: after.length },
      alerts: compared(before, after, past).sort((a, b) => (a.firstAt < b.firstAt ? -1 : 1)),
    };
  }

  #collect(): void {
    // Without their events, of which an alert may have a thousand.
    for (const alert of this.#now.drain()) this.#alerts.now.set(alert.id, { ...alert, eventIds: [] });
    for (const alert of this.#tried.drain()) this.#alerts.tried.set(alert.id, { ...alert, eventIds: [] });
  }
}

/** An alert of one setting is that of the other when both are of one group and overlap in time. */
function compared(before: readonly Alert[], after: readonly Alert[], past: readonly PastAlert[]): TunedAlert[] {
  const left = Map.groupBy(after, ({ group }) => group);
  const pastOf = Map.groupBy(past, ({ group }) => group);
  const met = new Set<Alert>();
  const rows = before.map((alert): TunedAlert => {
    const others = (left.get(alert.group) ?? []).filter((other) => overlaps(alert, other));
    for (const other of others) met.add(other);
    const count = others.reduce((sum, other) => sum + other.count, 0);
    return rowOf(others.length > 0 ? 'stays' : 'disappears', alert, alert.count, count, pastOf);
  });
  const fresh = after.filter((alert) => !met.has(alert));
  return [...rows, ...fresh.map((alert) => rowOf('appears', alert, 0, alert.count, pastOf))];
}

function rowOf(
  what: TunedAlert['what'],
  alert: Alert,
  before: number,
  after: number,
  pastOf: ReadonlyMap<string, readonly PastAlert[]>,
): TunedAlert {
  const { group, actor, severity, firstAt, lastAt, why } = alert;
  const known = pastOf.get(group)?.find((one) => overlaps(alert, one));
  return {
    ...{ what, group, actor, severity, firstAt, lastAt, before, after, why },
    ...(known && {
      past: {
        state: known.state,
        ...(known.reason !== undefined && { reason: known.reason }),
        ...(known.decision !== undefined && { decision: known.decision }),
      },
    }),
  };
}

function overlaps(a: { firstAt: string; lastAt: string }, b: { firstAt: string; lastAt: string }): boolean {
  return a.firstAt <= b.lastAt && b.firstAt <= a.lastAt;
}
