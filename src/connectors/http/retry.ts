import { millis } from '../../core/clock.ts';
import type { ConnectorError } from './errors.ts';

/** How long and how often a request is tried. */
export interface Patience {
  /** Tries when the service fails or the connection breaks. */
  tries: number;
  /** Tries when the service asks for slower calls. */
  throttledTries: number;
  /** Milliseconds of waiting for one request, all tries together. */
  waiting: number;
}

export const patience: Patience = { tries: 5, throttledTries: 20, waiting: 15 * 60_000 };

/** Milliseconds: the first wait of our own back-off, and its longest. */
const firstWait = 2_000;
const longestWait = 60_000;

/** Statuses after which the same request can succeed. 509 is SharePoint's bandwidth limit. */
const passing = new Set([408, 429, 500, 502, 503, 504, 509]);

/** What one try came to. */
export type Outcome =
  | { status: number; headers: Readonly<Record<string, string | undefined>> }
  | { error: ConnectorError };

export interface Attempt {
  /** Tries made so far, this one included. */
  number: number;
  /** Sending it twice does what sending it once does. */
  repeatable: boolean;
  /** Milliseconds already waited for this request. */
  waited: number;
}

/**
 * Milliseconds until the next try, or undefined when there is none.
 *
 * A request that is not repeatable is tried again only where it was certainly not carried out: the service turned it
 * away unread (429, or 503 with Retry-After), or no connection came about. Retry-After (seconds or an HTTP date, read
 * against the service's own Date) counts; without one (conditional access and Identity Protection send none) the wait
 * doubles from 2 s to 60 s. Up to half of the wait is random, so that many callers do not return at once.
 */
export function waitAfter(
  outcome: Outcome,
  attempt: Attempt,
  given: { now: number; random: () => number; patience?: Patience },
): number | undefined {
  const limit = given.patience ?? patience;
  const asked = 'status' in outcome ? retryAfter(outcome.headers, given.now) : undefined;
  const throttled = 'status' in outcome && (outcome.status === 429 || (outcome.status === 503 && asked !== undefined));
  if (!canFollow(outcome, attempt.repeatable || throttled)) return undefined;
  if (attempt.number >= (throttled ? limit.throttledTries : limit.tries)) return undefined;
  const wait = asked ? asked + 250 * given.random() : backOff(attempt.number, given.random());
  return attempt.waited + wait > limit.waiting ? undefined : wait;
}

function canFollow(outcome: Outcome, harmless: boolean): boolean {
  if ('status' in outcome) return passing.has(outcome.status) && harmless;
  const { code, facts } = outcome.error;
  if (code !== 'unreachable' && code !== 'timeout' && code !== 'cut-off') return false;
  return harmless || !facts.mayHaveRun;
}

/** Own wait after the nth try, in milliseconds: half of it certain, half random. */
export function backOff(number: number, random: number): number {
  const whole = Math.min(firstWait * 2 ** (number - 1), longestWait);
  return whole / 2 + (whole / 2) * random;
}

/**
 * Milliseconds that a Retry-After header asks for; undefined without one that can be read. A date is compared with
 * the answer's own Date header where there is one, so that a wrong clock here does no harm.
 */
export function retryAfter(headers: Readonly<Record<string, string | undefined>>, now: number): number | undefined {
  const value = headers['retry-after']?.trim();
  if (!value) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value) * 1000;
  const until = millis(value);
  if (Number.isNaN(until)) return undefined;
  const server = millis(headers['date'] ?? '');
  return Math.max(0, until - (Number.isNaN(server) ? now : server));
}
