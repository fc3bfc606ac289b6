/** The only place that reads the time; everything else is given it. ISO 8601 in UTC. */
export function now(): string {
  return new Date().toISOString();
}

/** A clock that runs `milliseconds` ahead of this machine's, for a tenant that lives by another one: the simulator's. */
export function clockAhead(milliseconds: number): () => string {
  return () => new Date(Date.now() + milliseconds).toISOString();
}

/** A moment as a library wants it that takes no text. */
export function dateOf(moment: string): Date {
  return new Date(moment);
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

/** The moment `days` after an ISO 8601 moment. */
export function daysAfter(moment: string, days: number): string {
  return new Date(Date.parse(moment) + days * 86_400_000).toISOString();
}

/** True when the day `until` (YYYY-MM-DD or ISO) has ended, in UTC, at the moment `at`. */
export function isOver(until: string, at: string): boolean {
  return at.slice(0, 10) > until.slice(0, 10);
}

/** The moment so many milliseconds after 1970, ISO 8601 UTC; an empty text for what lies outside the calendar. */
export function momentOf(milliseconds: number): string {
  return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : '';
}
