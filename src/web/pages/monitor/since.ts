import { millis } from '../../../core/clock.ts';

/** "4 min", "3 h", "12 d": from one moment to another of the same clock, which need not be this machine's. */
export function since(at: string, now: string): string {
  const minutes = Math.max(0, Math.round((millis(now) - millis(at)) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h`;
  return `${Math.round(minutes / 1_440)} d`;
}
