import { daysAfter, daysBetween, millis } from '../../core/clock.ts';
import type { Duty } from '../../core/duty.ts';
import { WardlineError } from '../../core/errors.ts';
import { isPlainObject } from '../../core/shape.ts';
import { severities } from '../../core/severity.ts';
import { periodOf } from '../../engine/standing-duties.ts';
import { type WeeklyDigest, digestChanges } from '../../engine/weekly-digest.ts';
import { listAlerts } from '../../store/alerts.ts';
import { listAssessments, loadAssessment } from '../../store/assessments.ts';
import { listContentScans } from '../../store/content-scans.ts';
import { listDecisions } from '../../store/decisions.ts';
import { trend } from '../../store/events/counts.ts';
import { listRuns } from '../../store/journal.ts';
import type { TenantScope } from '../../store/scope.ts';

/** Checks that are looked through for the newest before a moment: one a night, and those that people begin. */
const mostChecks = 1_000;

/** A week by its name; the last whole one for `latest`. Throws `usage` for what is none, or is not over. */
export function weekCalled(name: string, now: string): { id: string; from: string; to: string } {
  const last = periodOf('week', daysAfter(now, -7));
  if (name === 'latest' || name === last.id) return last;
  const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(name) ?? [];
  // The fourth of January lies in week 1.
  const found =
    year && week ? periodOf('week', daysAfter(`${year}-01-04T00:00:00.000Z`, (Number(week) - 1) * 7)) : undefined;
  if (found?.id !== name) throw new WardlineError('usage', 'That is no week.', 'Name it as 2026-W47.');
  if (found.to > now) throw new WardlineError('conflict', 'That week is not over.', `The last one is ${last.id}.`);
  return found;
}

/** What happened in a week, out of what is kept. `duties`: as they stand now. */
export async function digestOf(
  scope: TenantScope,
  { id: week, from, to }: { id: string; from: string; to: string },
  duties: readonly Duty[],
  now: string,
): Promise<WeeklyDigest> {
  const beforeFrom = daysAfter(from, -7);
  const checks = await listAssessments(scope, mostChecks);
  const last = checks.find(({ assessedAt }) => assessedAt < to);
  const inWeek = last && last.assessedAt >= from ? last : undefined;
  const before = checks.find(({ assessedAt }) => assessedAt < from);
  const results = async (id: string) => (await loadAssessment(scope, id)).assessment.results;
  const alerts = await listAlerts(scope, { limit: 10_000 });
  const scans = (await listContentScans(scope, 500)).filter(({ state }) => state === 'done');
  const events = async (start: string, end: string) =>
    (await trend(scope, { from: start.slice(0, 10), to: end.slice(0, 10) }, { by: 'day' })).reduce(
      (sum, { records }) => sum + records,
      0,
    );
  const within = (at: string | null, start: string, end: string) => at !== null && at >= start && at < end;
  const scanned = (start: string, end: string) => scans.filter(({ endedAt }) => within(endedAt, start, end));
  const signed = duties.find(({ sign }) => sign?.duty === 'weekly-digest' && sign.period === week)?.done;
  const soon = daysAfter(now, 14);
  return {
    ...{ week, from, to, madeAt: now },
    ...(inWeek && { score: { today: inWeek.score.today, ...(before && { before: before.score.today }) } }),
    changes: inWeek && before ? digestChanges(await results(before.id), await results(inWeek.id)) : [],
    runs: (await listRuns(scope, 1_000)).filter(({ startedAt }) => within(startedAt, from, to)).length,
    decisions: (await listDecisions(scope, { limit: 10_000 })).filter(({ at }) => within(at, from, to)).length,
    due: duties
      .filter(
        ({ state, due }) => state === 'overdue' || (state !== 'done' && state !== 'missed' && (due ?? '9') <= soon),
      )
      .map(({ title, due, state, page, kind }) => ({ title, state, page, kind, ...(due !== undefined && { due }) })),
    alerts: severities.map((severity) => {
      const own = alerts.filter((one) => one.severity === severity);
      const open = own.filter(({ state }) => state !== 'closed');
      const oldest = open.map(({ raisedAt }) => raisedAt).toSorted((a, b) => millis(a) - millis(b))[0];
      return {
        ...{ severity, open: open.length },
        ...(oldest !== undefined && { oldestDays: Math.max(0, daysBetween(oldest, now)) }),
        raised: own.filter(({ raisedAt }) => within(raisedAt, from, to)).length,
        closed: own.filter(({ state, stateSince }) => state === 'closed' && within(stateSince, from, to)).length,
      };
    }),
    phi: {
      scans: scanned(from, to).length,
      items: sumOf(scanned(from, to)),
      before: sumOf(scanned(beforeFrom, from)),
    },
    log: { records: await events(from, to), before: await events(beforeFrom, from) },
    ...(signed && { signed: { by: signed.by, at: signed.at, note: signed.note ?? '' } }),
  };
}

function sumOf(scans: readonly { progress: unknown }[]): number {
  return scans.reduce((sum, { progress }) => {
    const phi = isPlainObject(progress) ? progress['phi'] : undefined;
    return sum + (typeof phi === 'number' ? phi : 0);
  }, 0);
}
