import type { ContentFeed, FeedContent, FeedRecord, Span } from '../../core/audit-feed.ts';
import { type FeedPull, type PullContext, appendTo } from './progress.ts';
import { before, day, hour, later, minute, slices } from './spans.ts';
import { wantedSince } from './since.ts';

/** Contents that are fetched at a time. */
const atOnce = 8;
/** Records that are confirmed together. */
const batch = 5_000;
/** How long content is kept, less a moment for the call to arrive. */
const reach = 7 * day - 10 * minute;

/**
 * Brings one content feed up to date. Content is noted as listed before it is fetched, and as fetched once its records
 * are confirmed: whenever this ends, nothing that was listed is forgotten, and what is fetched twice is kept once.
 * Throws what the feed throws for the list; a content that cannot be fetched waits for the next pull.
 */
export async function pullContent(feed: ContentFeed, context: PullContext, pull: FeedPull): Promise<void> {
  const { keeper, now } = context;
  const { checkpoint, isNew } = await begun(feed, context);
  const at = now();
  const overlap = isNew ? 0 : overlapAt(checkpoint, at);
  // What waits is listed again: its address may have been wrong.
  const oldest = (await keeper.waiting(feed.name))[0]?.createdAt ?? at;
  const from = [before(checkpoint, overlap), ...(isNew ? [] : [oldest])].sort()[0]!;
  const span = { from: later(from, before(at, reach)), to: at };
  for (const slice of slices(span, day)) {
    await listed(feed, context, slice);
    await fetchWaiting(feed, context, pull);
    pull.until = later(slice.to, checkpoint);
    // What lies behind the checkpoint was proven, or could not be: reading it once more proves nothing new.
    if (slice.to > checkpoint)
      await keeper.cover([feed.name], { from: later(slice.from, checkpoint), to: slice.to, how: 'listed' }, true);
  }
}

/** The feed's checkpoint; starts it when it was never started or was stopped by somebody. */
async function begun(feed: ContentFeed, context: PullContext): Promise<{ checkpoint: string; isNew: boolean }> {
  const { keeper, now } = context;
  const standing = await keeper.standing(feed.name);
  const { checkpoint, state } = standing ?? {};
  const since = wantedSince(standing, context);
  // Starting twice within 15 minutes is refused, so what runs is never started again.
  const isNew = checkpoint === undefined || (state !== 'on' && state !== 'failing') ? await feed.start() : false;
  const at = now();
  await keeper.note(feed.name, { state: 'on', since, triedAt: at, succeeded: false });
  // Nothing is made for the time before a start; what somebody started earlier is there for seven days.
  if (isNew) return { checkpoint: before(at, minute), isNew };
  return { checkpoint: checkpoint ?? later(since, before(at, reach)), isNew };
}

/**
 * How far the list goes back behind the checkpoint: an hour, and once in an hour a day, for content may show late and
 * lists are cheap.
 */
function overlapAt(checkpoint: string, at: string): number {
  return checkpoint.slice(0, 13) === at.slice(0, 13) ? hour : day;
}

async function listed(feed: ContentFeed, { keeper, now, signal }: PullContext, slice: Span): Promise<void> {
  for await (const page of feed.list(slice)) {
    signal?.throwIfAborted();
    const once = new Map(page.map((content) => [content.id, content]));
    await keeper.addContents(feed.name, [...once.values()], now());
  }
}

async function fetchWaiting(feed: ContentFeed, context: PullContext, pull: FeedPull): Promise<void> {
  const { keeper, signal } = context;
  const waiting = await keeper.waiting(feed.name);
  pull.contents.waiting = 0;
  for (let at = 0; at < waiting.length; at += atOnce) {
    signal?.throwIfAborted();
    const part = waiting.slice(at, at + atOnce);
    const found = await Promise.allSettled(part.map((content) => feed.fetch(content)));
    await keep(
      feed,
      context,
      pull,
      found.flatMap((result, index) =>
        result.status === 'fulfilled' ? [{ content: part[index]!, records: result.value }] : [],
      ),
    );
    for (const result of found) if (result.status === 'rejected') failed(pull, result.reason);
    if (at > 0 && at % 200 === 0) context.tell?.(`${feed.name}: ${at} of ${waiting.length} contents`);
  }
}

async function keep(
  feed: ContentFeed,
  context: PullContext,
  pull: FeedPull,
  fetched: readonly { content: FeedContent; records: readonly FeedRecord[] | undefined }[],
): Promise<void> {
  const { keeper, now } = context;
  const all = fetched.flatMap(({ records }) => records ?? []);
  for (let at = 0; at < all.length; at += batch) await appendTo(context, pull, all.slice(at, at + batch));
  const kept = fetched.map(({ content: { id }, records }) => ({ id, ...(records && { records: records.length }) }));
  await keeper.fetched(feed.name, kept, now());
  for (const { records } of fetched) pull.contents[records ? 'fetched' : 'gone'] += 1;
}

/** What cannot be fetched now is not lost: it stays listed. */
function failed(pull: FeedPull, reason: unknown): void {
  if (!(reason instanceof Error) || !('hint' in reason)) throw reason;
  pull.contents.waiting += 1;
  pull.problem ??= { message: reason.message, ...(typeof reason.hint === 'string' && { hint: reason.hint }) };
}
