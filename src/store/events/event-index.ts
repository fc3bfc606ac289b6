import type { EventEntry } from './entry.ts';
import type { SealedHeader } from './segment.ts';

/** Where a record lies in the log. */
export interface Place {
  segment: number;
  position: number;
}

export interface EventQuery {
  user?: string;
  file?: string;
  /** Any of these files, as the index names them, or of these messages. */
  files?: readonly string[];
  items?: readonly string[];
  site?: string;
  ip?: string;
  operation?: string;
  /** ISO 8601 UTC; `from` is in, `to` is out. */
  from?: string;
  to?: string;
  /** The `next` of the page before. */
  after?: string;
  /** Rows a page, 1 to 10,000. */
  limit: number;
}

/** An event as the index shows it. */
export interface FoundEvent extends Omit<EventEntry, 'addresses' | 'items' | 'family' | 'deed' | 'quarantine'>, Place {
  /** The same sign-in or change of the directory came before from the other of Microsoft's two logs. */
  repeats?: true;
}

export interface EventPage {
  rows: FoundEvent[];
  /** Absent on the last page. */
  next?: string;
}

/** Events of one hour, which begins at `at`. */
export interface EventHour {
  at: string;
  records: number;
  failures: number;
}

/** A segment as the index remembers it. */
export interface IndexedSegment {
  sequence: number;
  hash: string;
  records: number;
  /** By which form of the index; of an earlier one, devices, messages and counts are missing until it is built anew. */
  form: number;
}

/**
 * The index of one tenant's audit log. It holds nothing that the segments do not hold, and can be thrown away and built
 * anew. Another engine can serve it.
 */
export interface EventIndex {
  /** Those of the ids that are indexed. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** A segment with all its entries, in their order: whole or not at all. */
  add(sealed: SealedHeader, entries: readonly EventEntry[]): Promise<void>;
  /** In order. */
  segments(): Promise<IndexedSegment[]>;
  /** Newest first. */
  search(query: EventQuery): Promise<EventPage>;
  /** The newest `limit` events by hour, oldest first. */
  hours(query: EventQuery): Promise<EventHour[]>;
  /** Those of the ids that are events, oldest first. */
  byIds(ids: readonly string[]): Promise<FoundEvent[]>;
  /** Time of the newest event of these operations, named in lower case. */
  latest(operations: readonly string[]): Promise<string | undefined>;
  /** The ids of a segment, by position. */
  idsOf(segment: number): Promise<ReadonlyMap<number, string>>;
  /** Forgets the records of a retired segment, and keeps that it was there. */
  retire(segment: number): Promise<void>;
  /** To be called after much was added, so that searches find their way. */
  settle(): Promise<void>;
  /** Forgets everything and takes the segments given, in one step: until it ends the old index answers. */
  rebuild(segments: AsyncIterable<readonly [SealedHeader, readonly EventEntry[]]>): Promise<void>;
}
