import type { AlertShown } from '../../../api/alerts.ts';

/** Alerts that say the same of the same account, as one row; the first leads. */
export interface AlertGroup {
  lead: AlertShown;
  alerts: readonly AlertShown[];
  signals: number;
  firstAt: string;
  lastAt: string;
}

/** Alerts of one account stand together, where the worst of them stands, and like ones are one. */
export function grouped(rows: readonly AlertShown[]): AlertGroup[] {
  return [...Map.groupBy(rows, ({ state, actor }) => `${state}\n${actor}`).values()].flatMap((account) =>
    [...Map.groupBy(account, likeness).values()].map((alerts) => ({
      lead: alerts[0]!,
      alerts,
      signals: alerts.reduce((sum, { count }) => sum + count, 0),
      firstAt: alerts.map(({ firstAt }) => firstAt).sort()[0]!,
      lastAt: alerts
        .map(({ lastAt }) => lastAt)
        .sort()
        .at(-1)!,
    })),
  );
}

/** The other alerts that are decided like this one, unless somebody wants otherwise. */
export function alikeTo(alert: AlertShown, all: readonly AlertShown[]): AlertShown[] {
  return all.filter((other) => other.id !== alert.id && likeness(other) === likeness(alert));
}

function likeness({ state, detection, severity, actor }: AlertShown): string {
  return [state, detection, severity, actor].join('\n');
}
