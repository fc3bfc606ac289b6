import type { Timer } from './timer.ts';

/** A limit that a request falls under. Requests with the same key share it. */
export interface Limit {
  key: string;
  /** At most `tokens` may be taken in any `window` milliseconds. Both or neither. */
  tokens?: number;
  window?: number;
  /** Tokens that this request takes; 1 when absent. */
  cost?: number;
  /** Requests under way at the same time. */
  concurrent?: number;
}

export interface Limiter {
  /** Waits until all limits have room, takes it, and gives the function that ends the request. First come, first served per limit. */
  enter(limits: readonly Limit[], signal?: AbortSignal): Promise<() => void>;
  /** Nobody enters the limit for `ms` milliseconds: the service asked for it. */
  pause(key: string, ms: number): void;
}

/** Tokens come back one window after they were taken; those taken close together are kept as one. */
interface Taken {
  first: number;
  last: number;
  cost: number;
}

interface Bucket {
  window: number;
  taken: Taken[];
  used: number;
  active: number;
  pausedUntil: number;
}

interface Waiting {
  limits: readonly Limit[];
  go: (leave: () => void) => void;
}

/**
 * Token buckets and concurrency limits. Each token returns a window after it was taken, so no window ever holds more
 * than the limit, while a burst up to it is free. A little longer than the window, because requests do not reach the
 * service exactly as far apart as they left.
 */
export function createLimiter(timer: Timer): Limiter {
  const buckets = new Map<string, Bucket>();
  const queue: Waiting[] = [];
  let wakeAt = Infinity;
  let sweepAt = 1000;

  function bucketOf({ key, window = 0 }: Pick<Limit, 'key' | 'window'>): Bucket {
    const found = buckets.get(key);
    if (found) return found;
    if (buckets.size >= sweepAt) sweep();
    const bucket = { window, taken: [], used: 0, active: 0, pausedUntil: 0 };
    buckets.set(key, bucket);
    return bucket;
  }

  /** Limits per mailbox would pile up otherwise. */
  function sweep(): void {
    const now = timer.now();
    for (const [key, bucket] of buckets) {
      giveBack(bucket, now);
      if (bucket.active === 0 && bucket.used === 0 && bucket.pausedUntil <= now) buckets.delete(key);
    }
    sweepAt = Math.max(1000, buckets.size * 2);
  }

  function pump(): void {
    const now = timer.now();
    const blocked = new Set<string>();
    let next = Infinity;
    for (let at = 0; at < queue.length;) {
      const { limits, go } = queue[at]!;
      let ready = now;
      let free = true;
      for (const limit of limits) {
        const from = blocked.has(limit.key) ? Infinity : roomFrom(bucketOf(limit), limit, now);
        if (from <= now) continue;
        free = false;
        blocked.add(limit.key);
        ready = Math.max(ready, from);
      }
      if (free) {
        queue.splice(at, 1);
        go(take(limits, now));
      } else {
        next = Math.min(next, ready);
        at += 1;
      }
    }
    if (next < wakeAt) wake(next, now);
  }

  function wake(at: number, now: number): void {
    wakeAt = at;
    const woken = () => {
      if (wakeAt === at) wakeAt = Infinity;
      pump();
    };
    timer.sleep(at - now).then(woken, woken);
  }

  function take(limits: readonly Limit[], now: number): () => void {
    for (const limit of limits) {
      const bucket = bucketOf(limit);
      bucket.active += 1;
      if (limit.tokens !== undefined && limit.window !== undefined) takeTokens(bucket, limit, now);
    }
    let left = false;
    return () => {
      if (left) return;
      left = true;
      for (const limit of limits) bucketOf(limit).active -= 1;
      pump();
    };
  }

  return {
    enter: (limits, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason as Error);
          return;
        }
        const stop = () => {
          queue.splice(queue.indexOf(waiting), 1);
          reject(signal!.reason as Error);
          pump();
        };
        const waiting: Waiting = {
          limits,
          go: (leave) => {
            signal?.removeEventListener('abort', stop);
            resolve(leave);
          },
        };
        signal?.addEventListener('abort', stop, { once: true });
        queue.push(waiting);
        pump();
      }),
    pause: (key, ms) => {
      const bucket = bucketOf({ key });
      bucket.pausedUntil = Math.max(bucket.pausedUntil, timer.now() + ms);
    },
  };
}

/** The moment from which the limit has room for the request; infinity while it waits for another to end. */
function roomFrom(bucket: Bucket, limit: Limit, now: number): number {
  let from = Math.max(now, bucket.pausedUntil);
  if (limit.concurrent !== undefined && bucket.active >= limit.concurrent) return Infinity;
  if (limit.tokens === undefined || limit.window === undefined) return from;
  bucket.window = limit.window;
  giveBack(bucket, now);
  let missing = bucket.used + costOf(limit) - limit.tokens;
  for (const taken of bucket.taken) {
    if (missing <= 0) break;
    missing -= taken.cost;
    from = Math.max(from, taken.last + returnTime(limit.window));
  }
  return from;
}

function takeTokens(bucket: Bucket, limit: Limit, now: number): void {
  const cost = costOf(limit);
  const latest = bucket.taken.at(-1);
  if (latest && now - latest.first < limit.window! / 50) {
    latest.last = now;
    latest.cost += cost;
  } else {
    bucket.taken.push({ first: now, last: now, cost });
  }
  bucket.used += cost;
}

function giveBack(bucket: Bucket, now: number): void {
  // The clock may have been set back: nothing was taken in the future.
  for (const taken of bucket.taken) taken.last = Math.min(taken.last, now);
  const since = now - returnTime(bucket.window);
  while (bucket.taken.length > 0 && bucket.taken[0]!.last <= since) bucket.used -= bucket.taken.shift()!.cost;
}

function costOf(limit: Limit): number {
  return Math.min(limit.cost ?? 1, limit.tokens ?? 1);
}

function returnTime(window: number): number {
  return window + Math.min(window / 20, 250);
}
