import type { Clock } from './clock.ts';

/** One rate limit. */
export interface Limit {
  /** Requests (or resource units) per window. */
  amount: number;
  /** Seconds. */
  per: number;
  /** Whether the refusal says when to come back. */
  retryAfter: boolean;
}

export interface Taken {
  /** False: refused; nothing was taken. */
  allowed: boolean;
  /** Seconds until there is room. */
  wait: number;
  /** 0 to 1 and above: how much of the limit is used. */
  used: number;
}

export interface Throttle {
  /** Off: every request passes. */
  on: boolean;
  /** Limits count as if time ran so many times faster. */
  speed: number;
  take(key: string, limit: Limit, units?: number): Taken;
}

/** Token buckets that fill with real time (and with the simulator's clock when it is advanced). */
export function createThrottle(clock: Clock, options: { on?: boolean; speed?: number } = {}): Throttle {
  const buckets = new Map<string, { left: number; at: number }>();
  const throttle: Throttle = {
    on: options.on ?? true,
    speed: options.speed ?? 1,
    take(key, limit, units = 1) {
      if (!throttle.on) return { allowed: true, wait: 0, used: 0 };
      const rate = (limit.amount / limit.per / 1000) * throttle.speed;
      const at = clock.elapsed();
      const bucket = buckets.get(key) ?? { left: limit.amount, at };
      bucket.left = Math.min(limit.amount, bucket.left + (at - bucket.at) * rate);
      bucket.at = at;
      buckets.set(key, bucket);
      const allowed = bucket.left >= Math.min(units, limit.amount);
      if (allowed) bucket.left -= units;
      const missing = Math.max(0, units - bucket.left);
      return { allowed, wait: missing / rate / 1000, used: 1 - bucket.left / limit.amount };
    },
  };
  return throttle;
}
