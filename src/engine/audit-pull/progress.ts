import type { FeedName } from '../../core/audit-feed.ts';
import type { FeedKeeper, FeedState, NewEvent, RecordSink, Taken } from './ports.ts';

/** What one pull did with one feed. */
export interface FeedPull {
  feed: FeedName | 'audit-searches';
  state: FeedState;
  /** Contents of a content feed: listed anew, fetched, gone, and left for the next pull. */
  contents: { fetched: number; gone: number; waiting: number };
  records: number;
  kept: number;
  repeated: number;
  quarantined: Record<string, number>;
  refused: Record<string, number>;
  /** Until when everything was asked for. */
  until?: string;
  problem?: { message: string; hint?: string };
}

export interface PullContext {
  keeper: FeedKeeper;
  sink: RecordSink;
  /** The service's clock, ISO 8601 UTC. */
  now(): string;
  /** From when on records are wanted, for feeds that were never pulled. */
  since?: string;
  signal?: AbortSignal;
  /** Told of events as soon as they are in the log. */
  fresh?(events: readonly NewEvent[]): void;
  tell?(line: string): void;
}

export function emptyPull(feed: FeedPull['feed']): FeedPull {
  return {
    ...{ feed, state: 'on', records: 0, kept: 0, repeated: 0, quarantined: {}, refused: {} },
    contents: { fetched: 0, gone: 0, waiting: 0 },
  };
}

/** Appends records and counts them. When it resolves they are confirmed. */
export async function appendTo(
  { sink, keeper, now, fresh }: PullContext,
  pull: FeedPull,
  records: Parameters<RecordSink['append']>[0],
): Promise<Taken> {
  const taken = await sink.append(records);
  pull.records += records.length;
  pull.kept += taken.kept;
  pull.repeated += taken.repeated;
  for (const kind of ['quarantined', 'refused'] as const)
    for (const [why, count] of Object.entries(taken[kind])) pull[kind][why] = (pull[kind][why] ?? 0) + count;
  if (taken.events.length > 0) {
    if (pull.feed !== 'audit-searches')
      await keeper.arrived(
        pull.feed,
        taken.events.map(({ at }) => at),
        now(),
      );
    fresh?.(taken.events);
  }
  return taken;
}
