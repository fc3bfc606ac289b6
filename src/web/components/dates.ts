const dayOf = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const momentOf = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const zoned = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
});
const monthOf = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' });
const weekdayOf = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** "Nov 20, 2026" */
export const day = (at: string): string => dayOf.format(new Date(at));
/** "Nov 20" */
export const dayShort = (at: string): string => shortDay.format(new Date(at));
/** "Nov 20, 08:40" in the person's zone. */
export const moment = (at: string): string => momentOf.format(new Date(at));
/** With year and zone: wherever a clock or evidence depends on it. */
export const exactMoment = (at: string): string => zoned.format(new Date(at));

/** "20" */
export const dayOfMonth = (at: string): string => String(new Date(at).getDate());
/** "Fri" */
export const weekday = (at: string): string => weekdayOf.format(new Date(at));

/** "October 2026" of 2026-10. */
export const monthWords = (month: string): string => monthOf.format(new Date(`${month}-15T12:00:00`));

/** "3 days ago", "in 2 hours" */
export function ago(at: string): string {
  const seconds = (Date.parse(at) - Date.now()) / 1_000;
  const units = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const;
  for (const [unit, length] of units)
    if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit);
  return relative.format(0, 'minute');
}

/** Whole days that have passed. */
export const daysSince = (at: string): number => Math.max(0, Math.floor((Date.now() - Date.parse(at)) / 86_400_000));
