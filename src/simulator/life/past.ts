import { millis } from '../../core/clock.ts';
import { isoTime, parseDuration } from '../clock.ts';
import type { Control } from '../control.ts';

const day = 86_400_000;

/** What lies behind a tenant on the day on which somebody meets it. */
export interface Past {
  /** Days of it. */
  days: number;
  /** So many people live, then and from then on. */
  people: number;
  /** By name, and how long ago each began: `9d 3h`. The oldest first. */
  attacks: readonly { name: string; ago: string }[];
}

/** The moment (ISO 8601) at which a simulator's clock begins so that this past lies behind `until` (ms since 1970). */
export function beginOf({ days }: Past, until: number): string {
  return isoTime(until - days * 86_400_000);
}

/** Lives a past whose begin the clock shows, and leaves the clock at `until` (ms since 1970). */
export function livePast(control: Control, tenant: string, { people, attacks }: Past, until: number): void {
  control.live(tenant, people);
  const go = (to: number): void => {
    // A longer jump is lived for its last days only.
    for (let at = millis(control.clock.now()); at < to; at = Math.min(to, at + 2 * day))
      control.clock.set(isoTime(Math.min(to, at + 2 * day)));
  };
  for (const { name, ago } of attacks) {
    go(until - parseDuration(ago));
    control.attack(tenant, name);
  }
  go(until);
}
