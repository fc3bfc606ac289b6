import { type AuditSearches, type FeedName, type Span, feedNames } from '../../core/audit-feed.ts';
import { millis } from '../../core/clock.ts';
import { type FeedPull, type PullContext, appendTo } from './progress.ts';
import { before, day, holes, hour, joined, minute, slices } from './spans.ts';

/** The content feeds: a search of the unified log covers all of them at once. */
const unified: readonly FeedName[] = feedNames.filter((name) => name.startsWith('unified.'));
/** Microsoft takes ten at a time from one caller; others search too. */
const pendingAtMost = 5;
/** Microsoft's own retention, the shortest there is. */
const retention = 180 * day;
/** A search that has not ended after so long never will [M]. */
const patience = 2 * day;

/** What searches should be asked for: what the content feeds should have given and did not, oldest first. */
async function wanted({ keeper, now }: PullContext, pending: readonly Span[]): Promise<Span[]> {
  const found: Span[] = [];
  for (const feed of unified) {
    const standing = await keeper.standing(feed);
    if (standing?.checkpoint === undefined) continue;
    const coverage = await keeper.coverage(feed);
    const queried = coverage.filter(({ how }) => how === 'queried');
    // A feed's time is when content was made, a search's when something happened: that lies up to a day before.
    for (const { from, to } of holes({ from: standing.since, to: standing.checkpoint }, coverage, minute))
      found.push(...holes({ from: before(from, day), to }, [...queried, ...pending], minute));
  }
  for (const { createdAt } of await keeper.gone())
    found.push(...holes({ from: before(createdAt, day), to: createdAt }, pending));
  const oldest = before(now(), retention);
  return joined(found).filter(({ to }) => to > oldest);
}

/** Reads the searches that have ended, and asks for what is missing. Throws what the searches throw. */
export async function pullSearches(searches: AuditSearches, context: PullContext, pull: FeedPull): Promise<void> {
  const { keeper, now, signal } = context;
  for (const { id, span, askedAt } of await keeper.searches()) {
    signal?.throwIfAborted();
    const state = await searches.look(id);
    if (state === 'failed' || (state === 'running' && millis(now()) - millis(askedAt) > patience)) {
      await keeper.ended(id, 'failed', now(), 0, []);
      continue;
    }
    if (state === 'running') continue;
    const read = pull.records;
    for await (const records of searches.records(id)) {
      signal?.throwIfAborted();
      if (records.length > 0) await appendTo(context, pull, records);
    }
    await keeper.ended(id, 'done', now(), pull.records - read, unified);
    pull.contents.fetched += 1;
    context.tell?.(
      `Audit search of ${span.from.slice(0, 16)} to ${span.to.slice(0, 16)}: ${pull.records - read} records`,
    );
  }
  const pending = (await keeper.searches()).map(({ span }) => span);
  let free = pendingAtMost - pending.length;
  for (const span of (await wanted(context, pending)).flatMap((hole) => slices(hole, day))) {
    // The log needs hours to be whole: what is searched too early is searched for nothing.
    if (free <= 0 || millis(now()) - millis(span.to) < 3 * hour) continue;
    const id = await searches.ask(span);
    await keeper.asked(id, span, now());
    free -= 1;
  }
  pull.contents.waiting = (await keeper.searches()).length;
}
