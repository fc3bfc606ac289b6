import { daysAfter, daysBetween, millis } from '../../../core/clock.ts';

/** The month so many after this one: `2026-11` and 2 give `2027-01`. */
export function monthBeside(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const all = year * 12 + number - 1 + by;
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`;
}

/** The days of the whole weeks that a month touches, Monday first: `YYYY-MM-DD`. */
export function daysShown(month: string): string[] {
  const first = `${month}-01T00:00:00.000Z`;
  // Day 0 of the count of days was a Thursday.
  const monday = daysAfter(first, -((Math.floor(millis(first) / 86_400_000) + 3) % 7));
  const weeks = Math.ceil(daysBetween(monday, `${monthBeside(month, 1)}-01T00:00:00.000Z`) / 7);
  return Array.from({ length: weeks * 7 }, (_, at) => daysAfter(monday, at).slice(0, 10));
}
