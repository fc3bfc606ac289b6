/** The only place that reads the time; everything else is given it. ISO 8601 in UTC. */
export function now(): string {
  return new Date().toISOString();
}

/** Milliseconds of an ISO 8601 moment; NaN when it is none. */
export function millis(moment: string): number {
  return Date.parse(moment);
}

/** Whole days from one ISO 8601 moment to another; negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** True when the day `until` (YYYY-MM-DD or ISO) has ended, in UTC, at the moment `at`. */
export function isOver(until: string, at: string): boolean {
  return at.slice(0, 10) > until.slice(0, 10);
}
