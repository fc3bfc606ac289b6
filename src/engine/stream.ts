import type { SendOutcome, Sink, Spool, StreamSource } from '../core/stream.ts';

/** Time for whoever waits. */
interface Timer {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface StreamRun {
  sources: readonly StreamSource[];
  spool: Spool;
  sink: Sink;
  /** Where a source begins that was never read. */
  from: 'new' | 'all';
  /** Tries of an item that is refused, before it is set aside. */
  tries: number;
  timer: Timer;
  random: () => number;
  /**
   * `drained`: ends when everything there is was taken in and delivered, or when the other side does not take it within
   * `patience` milliseconds. `forever`: looks again every `pause` milliseconds until the signal.
   */
  until: { kind: 'drained'; patience: number } | { kind: 'forever'; pause: number };
  signal?: AbortSignal;
  /** Told of everything that changes how the stream goes. */
  tell(line: string): void;
}

export interface StreamResult {
  /** `drained`: nothing waits. `waiting`: the other side did not take it in time. `stopped`: it takes nothing as it is set up. */
  end: 'drained' | 'waiting' | 'stopped';
  delivered: number;
  setAside: number;
  /** Records of the log that are no sound events and so were not sent. */
  skipped: number;
  waiting: number;
  /** The last thing that went wrong; absent when nothing did. */
  why?: string;
}

/** Milliseconds of the first wait after a failure, and of the longest. */
const firstWait = 1_000;
const longestWait = 5 * 60_000;
/** Items taken in at once. */
const batch = 500;
/** After so many items set aside in a row it is the set-up that is wrong and no item. */
const hopeless = 20;

/** Takes in what the sources have and delivers it, at least once, in order, with patience for the other side. */
export async function runStream(run: StreamRun): Promise<StreamResult> {
  const { spool, sink, timer, signal } = run;
  const result: StreamResult = { end: 'drained', delivered: 0, setAside: 0, skipped: 0, waiting: 0 };
  const done = (end: StreamResult['end'], why?: string): StreamResult => ({
    ...result,
    end,
    waiting: spool.waiting,
    ...(why !== undefined && { why }),
  });
  let [failures, refusals, inRow, size] = [0, 0, 0, sink.most.items];
  let failingSince: number | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const { more, skipped } = await takeIn(run);
    result.skipped += skipped;
    const items = spool.peek(Math.min(size, sink.most.items), sink.most.bytes);
    if (items.length === 0) {
      if (more) continue;
      if (run.until.kind === 'drained') return done('drained');
      await timer.sleep(run.until.pause, signal);
      continue;
    }
    const outcome = await sink.send(items, signal);
    if (outcome.kind === 'delivered') {
      if (failures > 0) run.tell(`The receiver takes events again after ${failures} failed tries.`);
      spool.confirm(items.length);
      result.delivered += items.length;
      [failures, refusals, inRow, failingSince] = [0, 0, 0, undefined];
      size = Math.min(size * 2, sink.most.items);
      continue;
    }
    if (outcome.kind === 'refused') {
      // Halves, until the item that is refused stands alone.
      if (items.length > 1) {
        size = Math.max(1, items.length >> 1);
        continue;
      }
      refusals += 1;
      if (refusals >= run.tries) {
        // Twenty in a row may be the first of a million: stop before all of them lie aside.
        if (inRow >= hopeless) return done('stopped', outcome.why);
        spool.setAside(outcome.why);
        run.tell(`An item was set aside: ${outcome.why}`);
        result.setAside += 1;
        [refusals, inRow] = [0, inRow + 1];
        continue;
      }
    }
    failures += 1;
    failingSince ??= timer.now();
    if (failures === 1) run.tell(`The receiver does not take events: ${outcome.why}`);
    const wait = waitOf(outcome, failures, run.random);
    if (run.until.kind === 'drained') {
      if (outcome.kind === 'blocked') return done('stopped', outcome.why);
      if (timer.now() + wait - failingSince > run.until.patience) return done('waiting', outcome.why);
    }
    await timer.sleep(wait, signal);
  }
}

/** Takes in one batch of each source. `more` is true when there may be another. */
async function takeIn({ sources, spool, from, tell }: StreamRun): Promise<{ more: boolean; skipped: number }> {
  let [more, skipped] = [false, 0];
  for (const source of sources) {
    if (spool.isFull()) break;
    const { name } = source;
    let after = spool.position(name);
    if (after === undefined && from === 'new') {
      const newest = (await source.newest()) ?? '';
      spool.append(name, [], newest);
      tell(`New stream: it begins with the ${name} that come from now on.`);
      after = newest;
    }
    const { items, position, skipped: left } = await source.read(after === '' ? undefined : after, batch);
    if (position !== undefined && position !== after) spool.append(name, items, position);
    else if (position === undefined && items.length > 0) throw new Error('A source gave items without a place.');
    more ||= items.length > 0 || (position !== undefined && position !== after);
    skipped += left;
  }
  return { more, skipped };
}

/** What the other side asks for, else twice as long each time; half of it random, so that many do not come back at once. */
function waitOf(outcome: Exclude<SendOutcome, { kind: 'delivered' }>, failures: number, random: () => number): number {
  if (outcome.kind === 'later' && outcome.waitMs !== undefined)
    return Math.min(outcome.waitMs, 60 * 60_000) + 250 * random();
  const full = Math.min(longestWait, firstWait * 2 ** Math.min(failures - 1, 20));
  return full / 2 + (full / 2) * random();
}
