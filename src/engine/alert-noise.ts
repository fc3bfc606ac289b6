import type { Detection } from '../core/detection.ts';
import { daysAfter, millis } from '../core/clock.ts';
import type { Severity } from '../core/severity.ts';
import { weeklyBudget } from './log-review.ts';

/** What of a kept alert its noise is counted by. */
export interface NoisyAlert {
  detection: string;
  raisedAt: string;
  verdict: 'real' | 'false-positive' | null;
}

/** How much a detection asked of people, and how often for nothing. */
export interface AlertNoise {
  detection: string;
  title: string;
  severity: Severity;
  alerts: number;
  perWeek: number;
  /** Alerts that somebody said to be real or not. */
  judged: number;
  falsePositives: number;
  /** Share of the judged ones that were nothing, 0 to 1; absent where nobody judged. */
  falseRate?: number;
  /** What would make it quieter; empty where it is quiet enough. */
  hints: string[];
}

/** Days that the noise is counted over. */
export const noiseDays = 28;
/** From this share of false alarms on, and this many judged, a detection wants tuning. */
const tooFalse = 0.5;
const leastJudged = 2;

/** The noise of the last four weeks by detection, the loudest first; and by week, the oldest first. */
export function alertNoise(
  alerts: readonly NoisyAlert[],
  detections: readonly Detection[],
  now: string,
): { budget: number; weeks: { from: string; alerts: number }[]; detections: AlertNoise[] } {
  const begin = daysAfter(now, -noiseDays);
  // Two clocks differ by moments: what seems to lie ahead was raised just now.
  const recent = alerts.filter(({ raisedAt }) => raisedAt > begin);
  const weeks = [4, 3, 2, 1].map((back) => {
    const [from, to] = [daysAfter(now, -7 * back), daysAfter(now, -7 * (back - 1))];
    return { from, alerts: recent.filter(({ raisedAt }) => raisedAt > from && (back === 1 || raisedAt <= to)).length };
  });
  const known = new Map(detections.map((detection) => [detection.id, detection]));
  return {
    budget: weeklyBudget,
    weeks,
    detections: [...Map.groupBy(recent, ({ detection }) => detection)]
      .flatMap(([id, some]) => {
        const detection = known.get(id);
        return detection ? [noiseOf(detection, some)] : [];
      })
      .sort((a, b) => b.alerts - a.alerts || (a.detection < b.detection ? -1 : 1)),
  };
}

function noiseOf(detection: Detection, some: readonly NoisyAlert[]): AlertNoise {
  const judged = some.filter(({ verdict }) => verdict !== null).length;
  const falsePositives = some.filter(({ verdict }) => verdict === 'false-positive').length;
  const perWeek = Math.round((some.length / (noiseDays / 7)) * 10) / 10;
  const falseRate = judged > 0 ? falsePositives / judged : undefined;
  const isFalse = judged >= leastJudged && falseRate !== undefined && falseRate >= tooFalse;
  return {
    ...{ detection: detection.id, title: detection.title, severity: detection.severity, alerts: some.length, perWeek },
    ...{ judged, falsePositives, ...(falseRate !== undefined && { falseRate }) },
    hints: isFalse || perWeek > weeklyBudget / 2 ? hintsFor(detection) : [],
  };
}

/** The ways to make a detection quieter, in the order in which to try them: what is innocent first, thresholds last. */
function hintsFor({ id, falsePositives, parameters }: Detection): string[] {
  const names = Object.entries(parameters).map(
    ([name, { title, default: usual }]) => `${name} (${title}; ${String(usual)})`,
  );
  return [
    ...falsePositives,
    ...(names.length > 0
      ? [`A threshold with a dated reason: ${names.join(', ')}. See first: wardline detections tune ${id}`]
      : []),
    `An innocent account, site or domain: watch.allow in wardline.yaml, with a reason and an end`,
  ];
}

/** Columns of the ageing chart: up to one day, three days, a week, two weeks, and longer. */
const ages = [1, 3, 7, 14, Infinity];

export interface AgeingAlert {
  state: 'open' | 'acknowledged' | 'closed';
  severity: Severity;
  raisedAt: string;
  /** Until when somebody must have looked; absent once that is done. */
  dueBy?: string;
}

/** Alerts that nobody closed, by how long ago Wardline told of them. */
export function alertAges(
  alerts: readonly AgeingAlert[],
  now: string,
): { days: number | null; waiting: number; inHand: number; overdue: number }[] {
  const left = alerts.filter(({ state }) => state !== 'closed');
  return ages.map((end, at) => {
    const some = left.filter(({ raisedAt }) => {
      const days = (millis(now) - millis(raisedAt)) / 86_400_000;
      return days <= end && (at === 0 || days > ages[at - 1]!);
    });
    const overdue = some.filter(({ dueBy }) => dueBy !== undefined && dueBy < now).length;
    return {
      days: end === Infinity ? null : end,
      waiting: some.filter(({ state }) => state === 'open').length - overdue,
      inHand: some.filter(({ state }) => state === 'acknowledged').length,
      overdue,
    };
  });
}
