import type { AuditEvent } from '../../core/audit-event.ts';
import { SortedRuns } from './runs.ts';

/** Events that are sorted in memory at once. */
const held = 50_000;

/** Thrown when events of a stream that seemed to be in order were not: start again with `sorted`. */
export class OutOfOrder extends Error {}

type Events = AsyncIterable<AuditEvent>;

/**
 * Events in order of time, out of a stream that is nearly so: every event may come up to 25,000 places late. `look` sees
 * each before any of them is given out. Throws `OutOfOrder` when that is not enough.
 */
export async function* nearlySorted(events: Events, look: (event: AuditEvent) => void): AsyncGenerator<AuditEvent> {
  let waiting: AuditEvent[] = [];
  let given = -Infinity;
  for await (const event of events) {
    look(event);
    if (event.millis < given) throw new OutOfOrder();
    waiting.push(event);
    if (waiting.length < held) continue;
    waiting.sort(byTime);
    const ready = waiting.splice(0, held / 2);
    given = ready.at(-1)!.millis;
    yield* ready;
  }
  yield* waiting.sort(byTime);
  waiting = [];
}

/** Events in order of time whatever order they come in: sorted runs on disk, merged. */
export async function* sorted(events: Events, look: (event: AuditEvent) => void): AsyncGenerator<AuditEvent> {
  let waiting: AuditEvent[] = [];
  let runs: SortedRuns | undefined;
  try {
    for await (const event of events) {
      look(event);
      waiting.push(event);
      if (waiting.length < held) continue;
      runs ??= new SortedRuns();
      runs.add(waiting.sort(byTime));
      waiting = [];
    }
    waiting.sort(byTime);
    if (!runs) yield* waiting;
    else {
      runs.add(waiting);
      waiting = [];
      yield* runs.merged();
    }
  } finally {
    runs?.close();
  }
}

function byTime(a: AuditEvent, b: AuditEvent): number {
  return a.millis - b.millis;
}
