import type { SpanFeed } from '../../core/audit-feed.ts';
import { millis, momentOf } from '../../core/clock.ts';
import { type FeedPull, type PullContext, appendTo } from './progress.ts';
import { wantedSince } from './since.ts';
import { before, day, holes, hour, minute } from './spans.ts';

/** Few records: the next piece may be twice as long. */
const few = 5_000;

/**
 * Brings one report up to date, oldest first in pieces of two days and more; each piece is confirmed before the
 * checkpoint moves to its end. Every read goes some way back behind the checkpoint, for records come late.
 */
export async function pullSpan(feed: SpanFeed, context: PullContext, pull: FeedPull): Promise<void> {
  const { keeper, now, signal } = context;
  const standing = await keeper.standing(feed.name);
  const end = now();
  const since = wantedSince(standing, context);
  await keeper.note(feed.name, { state: 'on', since, triedAt: end, succeeded: false });
  const { checkpoint } = standing ?? {};
  const from = checkpoint === undefined ? since : before(checkpoint, overlapAt(checkpoint, end));
  const missed = checkpoint === undefined ? [] : holes({ from: since, to: from }, await keeper.coverage(feed.name));
  let longest = 2 * day;
  // A clock that stands behind the checkpoint has nothing to ask for; the checkpoint never moves back.
  for (const span of [...missed, { from, to: end }]) {
    for (let at = span.from; at < span.to;) {
      const to = momentOf(Math.min(millis(at) + longest, millis(span.to)));
      const read = pull.records;
      for await (const records of feed.read({ from: at, to })) {
        signal?.throwIfAborted();
        if (records.length > 0) await appendTo(context, pull, records);
      }
      await keeper.cover([feed.name], { from: at, to, how: 'listed' }, true);
      if (pull.records - read < few) longest *= 2;
      at = to;
    }
    pull.until = span.to;
  }
}

/** Half an hour, and once in an hour six: Microsoft has sign-ins mostly within minutes, some much later [M]. */
function overlapAt(checkpoint: string, at: string): number {
  return checkpoint.slice(0, 13) === at.slice(0, 13) ? 30 * minute : 6 * hour;
}
