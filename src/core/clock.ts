/** The only place that reads the time; everything else is given it. ISO 8601 in UTC. */
export function now(): string {
  return new Date().toISOString();
}

/** Milliseconds of an ISO 8601 moment; NaN when it is none. */
export function millis(moment: string): number {
  return Date.parse(moment);
}

/** True for a day of the calendar in the form 2027-01-31. */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
  );
}

/** Whole days from one ISO 8601 moment to another; negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** True when the day `until` (YYYY-MM-DD or ISO) has ended, in UTC, at the moment `at`. */
export function isOver(until: string, at: string): boolean {
  return at.slice(0, 10) > until.slice(0, 10);
}
