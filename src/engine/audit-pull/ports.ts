import type { FeedContent, FeedName, FeedRecord, Span } from '../../core/audit-feed.ts';

export type FeedState = 'on' | 'starting' | 'refused' | 'not-licensed' | 'off' | 'failing';

/** How a feed stands, as it is kept between two pulls. */
export interface FeedStanding {
  state: FeedState;
  /** From when on its records are wanted. */
  since: string;
  /** Until when everything was asked for. */
  checkpoint?: string;
  triedAt: string;
}

/** A span of which it is proven that it was asked for, and how. */
export interface Coverage extends Span {
  how: 'listed' | 'queried' | 'lost';
}

/** What is kept of the feeds beside their records. Each call is one transaction. */
export interface FeedKeeper {
  standing(feed: FeedName): Promise<FeedStanding | undefined>;
  note(
    feed: FeedName,
    change: Omit<FeedStanding, 'checkpoint'> & { succeeded: boolean; problem?: string },
  ): Promise<void>;
  /** Content that was listed; what is known already stays. */
  addContents(feed: FeedName, contents: readonly FeedContent[], at: string): Promise<void>;
  /** Content that was listed and is not in the log yet, oldest first. */
  waiting(feed: FeedName): Promise<FeedContent[]>;
  /** Every record of these contents is in the log; what has no `records` is gone. */
  fetched(feed: FeedName, contents: readonly { id: string; records?: number }[], at: string): Promise<void>;
  coverage(feed: FeedName): Promise<Coverage[]>;
  /** Proves the span, and with `checkpoint` moves that to its end; never back. */
  cover(feeds: readonly FeedName[], span: Coverage, checkpoint?: boolean): Promise<void>;
  /** Content that is gone and was not searched for since. */
  gone(): Promise<{ createdAt: string }[]>;
  /** Searches that were asked for and not read. */
  searches(): Promise<{ id: string; span: Span; askedAt: string }[]>;
  asked(id: string, span: Span, at: string): Promise<void>;
  /** `covers`: the feeds of which the search proves the span. */
  ended(id: string, result: 'done' | 'failed', at: string, records: number, covers: readonly FeedName[]): Promise<void>;
  arrived(feed: FeedName, eventTimes: readonly string[], at: string): Promise<void>;
}

/** An event that is new in the log, as it may be shown: no name of a file. */
export interface NewEvent {
  id: string;
  at: string;
  source: string;
  operation: string;
  outcome: string;
  actor: string;
  ip?: string;
  site?: string;
}

export interface Taken {
  /** New in the log, quarantined ones included. */
  kept: number;
  repeated: number;
  /** Kept whole, but no sound events, by reason. */
  quarantined: Readonly<Record<string, number>>;
  /** Of which nothing could be kept, by reason. */
  refused: Readonly<Record<string, number>>;
  events: readonly NewEvent[];
}

/** The log that records go to. When `append` resolves they are confirmed: they survive a kill and are never kept twice. */
export interface RecordSink {
  append(records: readonly FeedRecord[]): Promise<Taken>;
}
