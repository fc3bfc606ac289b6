/**
 * Where records of the audit log come from. `unified.…` are the five content types of the Office 365 Management
 * Activity API; the others are reports of Microsoft Graph.
 */
export const feedNames = [
  'unified.entra',
  'unified.exchange',
  'unified.sharepoint',
  'unified.general',
  'unified.dlp',
  'sign-ins.interactive',
  'sign-ins.non-interactive',
  'sign-ins.service-principal',
  'sign-ins.managed-identity',
  'directory-audits',
  'risk-detections',
] as const;
export type FeedName = (typeof feedNames)[number];

/** Two moments, ISO 8601 UTC; the first is in, the second is out. */
export interface Span {
  from: string;
  to: string;
}

/** Content that the Management Activity API says is there. */
export interface FeedContent {
  id: string;
  /** Where it is, as the API says it. Checked before anything is sent there. */
  uri: string;
  /** When it became available, which is not when its events happened. */
  createdAt: string;
  expiresAt?: string;
}

/** A parsed record, or why there is none. */
export type FeedRecord = { record: unknown } | { fault: 'not-json' | 'too-large' };

/** A feed that gives its records in pieces of content, each of which is fetched for itself. Every call throws ConnectorError. */
export interface ContentFeed {
  name: FeedName;
  kind: 'content';
  /** Lets content be made from now on. False when it was made already. */
  start(): Promise<boolean>;
  /** What became available in a span of at most 24 hours within the last seven days, in any order, perhaps twice. */
  list(span: Span): AsyncIterable<readonly FeedContent[]>;
  /** The records of one content; undefined when it is gone. */
  fetch(content: Pick<FeedContent, 'uri'>): Promise<readonly FeedRecord[] | undefined>;
}

/** A feed that is asked for the records of a span of event time, and answers in pages. */
export interface SpanFeed {
  name: FeedName;
  kind: 'span';
  read(span: Span): AsyncIterable<readonly FeedRecord[]>;
}

export type Feed = ContentFeed | SpanFeed;

/** Microsoft's own search in the unified log, for what the feeds do not have any more. Every call throws ConnectorError. */
export interface AuditSearches {
  /** Asks for a span of event time; the id of the search. */
  ask(span: Span): Promise<string>;
  look(id: string): Promise<'running' | 'done' | 'failed'>;
  records(id: string): AsyncIterable<readonly FeedRecord[]>;
}
