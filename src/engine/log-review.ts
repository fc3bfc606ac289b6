import { daysAfter, isDay, momentOf, millis } from '../core/clock.ts';
import { WardlineError } from '../core/errors.ts';
import type { DetectionNoise, ReviewState, ReviewedAlert, RetentionStanding } from '../core/log-review.ts';

/** Days after the end of a month, and of a week, until its review is to be signed. */
const dueDays = 10;
const dueDaysOfWeek = 3;
const dayLength = 86_400_000;
/** 45 CFR 164.316(b)(2)(i): six years, with two leap days. */
export const requiredDays = 2192;
/** Alerts a week that one person can look into beside other work; more, and detections want tuning. */
export const weeklyBudget = 10;

export interface MonthSpan {
  /** Days, YYYY-MM-DD in UTC; `from` is in, `to` is out. */
  from: string;
  to: string;
  /** Start of the month or week before. */
  beforeFrom: string;
  /** Day by which the review is to be signed. */
  due: string;
}

/** The days of a month or of a week (ISO 8601) and of what belongs to its review. Throws `usage` for what is neither. */
export function monthSpan(period: string): MonthSpan {
  const week = weekSpan(period);
  if (week) return week;
  const from = `${period}-01`;
  if (!/^\d{4}-\d{2}$/.test(period) || !isDay(from))
    throw new WardlineError('usage', 'A review is of a month such as 2026-10, or of a week such as 2026-W47.');
  const to = `${monthAfter(period, 1)}-01`;
  const end = `${to}T00:00:00.000Z`;
  return {
    ...{ from, to, beforeFrom: `${monthAfter(period, -1)}-01` },
    due: daysAfter(end, dueDays).slice(0, 10),
  };
}

/** Whether a review is of a week. */
export function isWeek(period: string): boolean {
  return period.includes('W');
}

/** The week before the one in which a moment lies, such as `2026-W46`. */
export function lastWeek(now: string): string {
  const monday = mondayOf(daysAfter(now, -7));
  const thursday = monday + 3 * dayLength;
  const year = momentOf(thursday).slice(0, 4);
  const week = Math.round((monday - mondayOf(`${year}-01-04T00:00:00.000Z`)) / (7 * dayLength)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

function weekSpan(period: string): MonthSpan | undefined {
  const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(period) ?? [];
  if (year === undefined) return undefined;
  // The week of January 4 is the first one of its year; each belongs to the year of its Thursday.
  const from = mondayOf(`${year}-01-04T00:00:00.000Z`) + (Number(week) - 1) * 7 * dayLength;
  if (week === '00' || momentOf(from + 3 * dayLength).slice(0, 4) !== year) return undefined;
  const dayOf = (days: number) => momentOf(from + days * dayLength).slice(0, 10);
  return { from: dayOf(0), to: dayOf(7), beforeFrom: dayOf(-7), due: dayOf(7 + dueDaysOfWeek) };
}

function mondayOf(moment: string): number {
  const days = Math.floor(millis(moment) / dayLength);
  // Day 0 of the count was a Thursday.
  return (days - ((days + 3) % 7)) * dayLength;
}

/** The month so many months after another. */
export function monthAfter(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const all = year * 12 + number - 1 + count;
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`;
}

/** How a month's review stands: unsigned after the day on which it is due, it is overdue. */
export function reviewState(month: string, now: string, signed: boolean): ReviewState {
  const { to, due } = monthSpan(month);
  if (signed) return 'signed';
  if (now.slice(0, 10) < to) return 'not-due';
  return now.slice(0, 10) > due ? 'overdue' : 'open';
}

/** Whole months from that of `since` on whose review is due or overdue at `now` and that nobody signed, oldest first. */
export function unsignedReviews(
  since: string,
  now: string,
  signed: ReadonlySet<string>,
): { month: string; due: string; state: ReviewState }[] {
  const found: { month: string; due: string; state: ReviewState }[] = [];
  for (let month = since.slice(0, 7); month < now.slice(0, 7); month = monthAfter(month, 1))
    if (!signed.has(month)) found.push({ month, due: monthSpan(month).due, state: reviewState(month, now, false) });
  return found;
}

/** Alerts by detection with how many were judged to be none, the noisiest first. */
export function noiseOf(alerts: readonly ReviewedAlert[]): DetectionNoise[] {
  return [...Map.groupBy(alerts, ({ detection }) => detection)]
    .map(([detection, some]): DetectionNoise => {
      const judged = some.filter(({ decided }) => decided !== undefined);
      const falseAlarms = judged.filter(({ decided }) => decided!.decision === 'expected').length;
      return {
        ...{ detection, alerts: some.length, judged: judged.length, falseAlarms },
        ...(judged.length > 0 && { falseRate: falseAlarms / judged.length }),
      };
    })
    .sort((a, b) => b.alerts - a.alerts || (a.detection < b.detection ? -1 : 1));
}

/** Alerts by week of a month, the first seven days first; the last one is shorter. */
export function perWeek(
  alerts: readonly Pick<ReviewedAlert, 'firstAt'>[],
  { from, to }: Pick<MonthSpan, 'from' | 'to'>,
): { week: string; alerts: number }[] {
  const weeks: { week: string; alerts: number }[] = [];
  for (let day = from; day < to; day = daysAfter(`${day}T00:00:00.000Z`, 7).slice(0, 10)) {
    const end = daysAfter(`${day}T00:00:00.000Z`, 7).slice(0, 10);
    weeks.push({
      week: day,
      alerts: alerts.filter(({ firstAt }) => firstAt.slice(0, 10) >= day && firstAt.slice(0, 10) < end).length,
    });
  }
  return weeks;
}

/** An audit retention policy of the tenant. */
export interface RetentionPolicy {
  name: string;
  days: number;
  /** For every record of everybody. */
  isForAll: boolean;
}

/**
 * Microsoft's own retention by license beside the archive.
 * Source: https://learn.microsoft.com/purview/audit-log-retention-policies
 */
export function retentionStanding(given: {
  premium: boolean | undefined;
  /** The tenant's own audit retention policies that are on; absent where they were not read. */
  policies?: readonly RetentionPolicy[];
  archive?: { from: string; to: string; records: number };
}): RetentionStanding {
  const { premium, policies = [], archive } = given;
  const held = premium === undefined ? ('unknown' as const) : premium ? ('yes' as const) : ('no' as const);
  // A policy for some records or some people keeps the others no longer.
  const forAll = policies.filter(({ isForAll }) => isForAll).map(({ days }) => days);
  const tenantDays = premium === true ? Math.max(365, ...forAll) : 180;
  const collects = archive !== undefined;
  return {
    rows: [
      { license: 'Purview Audit (Standard)', days: 180, held: 'yes' },
      { license: 'Purview Audit (Premium): Entra, Exchange, SharePoint and OneDrive', days: 365, held },
      {
        license: 'Purview Audit (Premium) with the 10-year add-on and a policy',
        days: 3650,
        held: tenantDays >= 3650 ? 'yes' : premium === false ? 'no' : 'unknown',
      },
      { license: 'Entra ID sign-in log (P1 or P2)', days: 30, held: 'unknown' },
      ...policies.map(({ name, days, isForAll }) => ({
        license: `Policy of the tenant: ${name}${isForAll ? '' : ' (some records or people)'}`,
        ...{ days, held },
      })),
    ],
    ...{ tenantDays, requiredDays },
    ...(archive && { archive }),
    ...(tenantDays < requiredDays &&
      !collects && {
        warning: `Microsoft keeps the log for ${tenantDays} days, and six years are to be kept. Nothing is archived yet: run wardline audit pull.`,
      }),
  };
}

/** Events by hour, summed by hour of the day as the clock of a place shows it: days of 23 and 25 hours are right. */
export function localHours(hours: readonly { at: string; records: number }[], timeZone: string): number[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  const sums = Array.from({ length: 24 }, () => 0);
  for (const { at, records } of hours) sums[Number(format.format(millis(at)))]! += records;
  return sums;
}

/** Throws `usage` for what is no time zone. */
export function checkTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone }).format(0);
  } catch {
    throw new WardlineError('usage', '--time-zone takes a name such as America/New_York.');
  }
}

/** The month before the one in which a moment lies. */
export function lastMonth(now: string): string {
  return monthAfter(momentOf(millis(now)).slice(0, 7), -1);
}
