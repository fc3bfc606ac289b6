/* oxlint-disable no-restricted-globals -- the simulator's own movable clock; it starts from core/clock and is given to everything else. */
import { performance } from 'node:perf_hooks';
import { millis, now as realNow } from '../core/clock.ts';

/** The simulator's time. It runs with real time unless frozen, and jumps when it is advanced. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves on by `8d`, `36h`, `90m`, `10s`, `500ms`, or several of them (`1d 2h`). Never back. */
  advance(duration: string): void;
  /** Jumps to a moment, which may lie before. */
  set(moment: string): void;
  /** Real milliseconds that passed plus what was advanced: what rate limits count by. Runs even when frozen. */
  elapsed(): number;
}

export interface ClockOptions {
  /** ISO 8601; now when not given. */
  start?: string;
  /** Time stands still unless it is advanced. */
  frozen?: boolean;
}

export function createClock({ start = realNow(), frozen = false }: ClockOptions = {}): Clock {
  const began = performance.now();
  let base = parseMoment(start);
  let since = began;
  let advanced = 0;
  const running = (): number => (frozen ? 0 : performance.now() - since);
  return {
    now: () => Math.floor(base + running()),
    advance(duration) {
      const by = parseDuration(duration);
      base += by;
      advanced += by;
    },
    set(moment) {
      base = parseMoment(moment);
      since = performance.now();
    },
    elapsed: () => performance.now() - began + advanced,
  };
}

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `8d`, `1d 2h`, `-10m`; throws for anything else. */
export function parseDuration(duration: string): number {
  const parts = duration.trim().match(/^(-?)((?:\d+(?:\.\d+)?(?:ms|s|m|h|d)\s*)+)$/);
  if (!parts) throw new Error(`not a duration: ${duration} (write 8d, 36h, 90m, 10s or 500ms)`);
  const sum = [...parts[2]!.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)].reduce(
    (total, [, count, unit]) => total + Number(count) * units[unit!]!,
    0,
  );
  return parts[1] === '-' ? -sum : sum;
}

function parseMoment(moment: string): number {
  const at = millis(moment);
  if (Number.isNaN(at)) throw new Error(`not a moment: ${moment} (write ISO 8601)`);
  return at;
}

/** `2026-11-21T20:30:00Z`, the form of Microsoft Graph: no fraction when it is zero. */
export function isoTime(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** `Sat, 21 Nov 2026 20:30:00 GMT`, as in `Date` and `Retry-After` headers. */
export function httpDate(at: number): string {
  return new Date(at).toUTCString();
}

/** `2026-11-21 20:30:00Z`, as in the error answers of the token endpoint. */
export function plainTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
