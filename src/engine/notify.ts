import type { AlertHistory, AlertNotice } from '../core/alert.ts';
import type { Route, RouteMessage, RouteSender } from '../core/delivery.ts';
import { isAtLeast } from '../core/severity.ts';
import { momentOf } from '../core/clock.ts';
import { isQuiet } from './quiet-hours.ts';

/** A change that waits to be told by a route. */
interface Waiting {
  seq: number;
  notice: AlertNotice;
  state: string;
  attempts: number;
}

/** What was told by one route and what waits. Given by the store. */
export interface DeliveryBook {
  /** `begins`: what happened up to there is never told. Undefined for a new route. */
  position(): Promise<{ begins: number; position: number } | undefined>;
  queue(
    rows: readonly { seq: number; notice: AlertNotice; state: 'due' | 'skipped' }[],
    position: number,
    at: string,
  ): Promise<void>;
  told(alerts: readonly string[]): Promise<ReadonlySet<string>>;
  waiting(at: string): Promise<readonly Waiting[]>;
  sentSince(at: string): Promise<{ critical: number; other: number }>;
  settle(
    seqs: readonly number[],
    change: {
      state: 'held' | 'due' | 'sent' | 'failed';
      attempts?: number;
      nextAt?: string;
      sentAt?: string;
      answer?: string;
    },
  ): Promise<void>;
}

export interface RouteRun {
  route: Pick<Route, 'name' | 'leastSeverity' | 'services' | 'quiet' | 'perHour'>;
  history: AlertHistory;
  book: DeliveryBook;
  sender: RouteSender;
  /** Milliseconds since 1970. */
  now(): number;
  signal?: AbortSignal;
}

export interface RouteResult {
  /** Messages, of which a digest is one. */
  sent: number;
  held: number;
  /** Tries that did not succeed and are made again later. */
  delayed: number;
  /** Changes that will not be told any more: every try failed. */
  failed: number;
  /** The first run of a route: it tells what happens from now on. */
  isNew: boolean;
  why?: string;
}

const hour = 3_600_000;
/** Tries that take about ten hours together, with the waits below; of what the other side refuses as it is, 3. */
const mostTries = 14;
const mostRefusals = 3;
/** Alerts of one digest. */
const mostInDigest = 50;
/** Rows that are looked at again: what was written at the same time may have come out of order. */
const overlap = 200;

/**
 * Tells people what became of alerts since the last run: one message for each alert, and one for each change worth a
 * message (it is more severe, nobody took it on in time, it is closed). What quiet hours or the hourly bound hold back
 * comes later as one digest. Critical alerts pass quiet hours, and have an hourly bound of their own.
 */
export async function runRoute(run: RouteRun): Promise<RouteResult> {
  const result: RouteResult = { sent: 0, held: 0, delayed: 0, failed: 0, isNew: await queueNews(run) };
  const { route, book } = run;
  const now = run.now();
  const waiting = await book.waiting(momentOf(now));
  const counts = await book.sentSince(momentOf(now - hour));
  const quiet = route.quiet !== undefined && isQuiet(route.quiet, now);
  const critical = waiting.filter(({ notice }) => notice.severity === 'critical');
  const others = waiting.filter(({ notice }) => notice.severity !== 'critical');

  await tell(run, result, critical, Math.max(0, route.perHour - counts.critical));
  await tell(run, result, others, quiet ? 0 : Math.max(0, route.perHour - counts.other));
  return result;
}

/** Sends at most `room` messages: what was held as one digest, the rest one by one, and what finds no room is held. */
async function tell(run: RouteRun, result: RouteResult, rows: readonly Waiting[], room: number): Promise<void> {
  const held = rows.filter(({ state }) => state === 'held').slice(0, mostInDigest);
  const due = rows.filter(({ state }) => state === 'due');
  let left = room;
  if (held.length > 0 && left > 0) {
    left -= 1;
    const latest = [...new Map(held.map(({ notice }) => [notice.id, notice])).values()];
    const key = `digest-${held[0]!.seq}-${held.at(-1)!.seq}`;
    const message: RouteMessage =
      latest.length === 1 ? { kind: 'alert', key, notice: latest[0]! } : { kind: 'digest', key, notices: latest };
    await send(run, result, held, message);
  } else result.held += held.length;
  const now = due.slice(0, left);
  for (const row of now)
    await send(run, result, [row], { kind: 'alert', key: `${row.notice.id}-${row.seq}`, notice: row.notice });
  const later = due.slice(left);
  await run.book.settle(
    later.map(({ seq }) => seq),
    { state: 'held' },
  );
  result.held += later.length;
}

async function send(
  run: RouteRun,
  result: RouteResult,
  rows: readonly Waiting[],
  message: RouteMessage,
): Promise<void> {
  const { book, sender, signal } = run;
  signal?.throwIfAborted();
  const seqs = rows.map(({ seq }) => seq);
  const outcome = await sender.send(message, signal);
  const now = run.now();
  if (outcome.kind === 'delivered') {
    await book.settle(seqs, { state: 'sent', sentAt: momentOf(now), answer: outcome.answer });
    result.sent += 1;
    return;
  }
  result.why = outcome.why;
  const attempts = Math.max(...rows.map((row) => row.attempts)) + 1;
  const isOver = attempts >= (outcome.kind === 'refused' ? mostRefusals : mostTries);
  if (isOver) {
    await book.settle(seqs, { state: 'failed', attempts, answer: outcome.why });
    result.failed += rows.length;
    return;
  }
  const asked = outcome.kind === 'later' ? outcome.waitMs : undefined;
  const wait = Math.min(hour, asked ?? 60_000 * 2 ** (attempts - 1));
  const state = rows[0]!.state === 'held' ? 'held' : 'due';
  await book.settle(seqs, { state, attempts, nextAt: momentOf(now + wait), answer: outcome.why });
  result.delayed += rows.length;
}

/** Queues what happened since the last run. True for a new route, which begins with what comes. */
async function queueNews({ route, history, book, now }: RouteRun): Promise<boolean> {
  const at = momentOf(now());
  const places = await book.position();
  if (places === undefined) {
    await book.queue([], await history.newest(), at);
    return true;
  }
  let from = Math.max(places.begins, places.position - overlap);
  for (;;) {
    const found = await history.after(from, 500);
    const last = found.at(-1);
    if (!last) return false;
    const told = new Set(await book.told(found.map(({ notice }) => notice.id)));
    const rows = found.map(({ position: seq, notice }) => {
      const isTold = isFor(route, notice) && isWorthTelling(notice, route.leastSeverity, told.has(notice.id));
      if (isTold) told.add(notice.id);
      return { seq, notice, state: isTold ? ('due' as const) : ('skipped' as const) };
    });
    await book.queue(rows, last.position, at);
    from = last.position;
  }
}

/** Whether a route is told of alerts of this service. */
function isFor({ services }: Pick<Route, 'services'>, { detection }: Pick<AlertNotice, 'detection'>): boolean {
  const service = detection.slice(0, detection.indexOf('.'));
  return services === undefined || (services as readonly string[]).includes(service);
}

/** One message for an alert and one for a change that changes what to do; never one for each event. */
export function isWorthTelling(
  { change, severity }: Pick<AlertNotice, 'change' | 'severity'>,
  least: Route['leastSeverity'],
  wasTold: boolean,
): boolean {
  if (change === 'closed') return wasTold;
  return change !== 'updated' && isAtLeast(severity, least);
}
