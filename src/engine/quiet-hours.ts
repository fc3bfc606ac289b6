import { type QuietHours, type Weekday, weekdays } from '../core/delivery.ts';

/**
 * True when a moment (milliseconds since 1970) lies in a route's quiet hours, by the clock of their time zone: days of
 * 23 and 25 hours are right by themselves. The end is no longer quiet. Hours that pass midnight belong to both days.
 */
export function isQuiet({ from, to, timeZone, days }: QuietHours, at: number): boolean {
  const { day, time } = local(timeZone, at);
  if (days?.includes(day)) return true;
  return from < to ? time >= from && time < to : time >= from || time < to;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Day of the week and `HH:MM` in a time zone. */
function local(timeZone: string, at: number): { day: Weekday; time: string } {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const named = parts.get('weekday')?.toLowerCase();
  return {
    day: weekdays.find((weekday) => weekday === named)!,
    time: `${parts.get('hour')}:${parts.get('minute')}`,
  };
}
