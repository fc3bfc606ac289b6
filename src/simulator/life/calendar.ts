import { momentOf } from '../../core/clock.ts';
import { day } from '../records/pen.ts';

/** Federal holidays with a fixed day: month and day. */
const holidays = new Set(['01-01', '06-19', '07-04', '11-11', '12-25']);

/** 0 is Sunday. `midnight`: milliseconds since 1970 of a day's beginning, as if the place lay in Greenwich. */
export function weekdayOf(midnight: number): number {
  return (Math.floor(midnight / day) + 4) % 7;
}

function dateOf(midnight: number): { month: number; date: number; text: string } {
  const text = momentOf(midnight).slice(5, 10);
  return { month: Number(text.slice(0, 2)), date: Number(text.slice(3)), text };
}

/** The holidays on which offices close: those with a fixed day, and Thanksgiving. */
export function isHoliday(midnight: number): boolean {
  const { month, date, text } = dateOf(midnight);
  return holidays.has(text) || (month === 11 && weekdayOf(midnight) === 4 && Math.ceil(date / 7) === 4);
}

/** The day after the second Tuesday of the month, when the computers have restarted. */
export function isPatchDay(midnight: number): boolean {
  const tuesday = midnight - day;
  return weekdayOf(tuesday) === 2 && Math.ceil(dateOf(tuesday).date / 7) === 2;
}
