import type { ActorKind, AuditEvent } from './audit-event.ts';
import type { AlertNotice } from './alert.ts';

/**
 * An audit event as it leaves for another system: no file name, no path, no subject, and of outside people the domain
 * alone. `raw` and `file.name` are there only where the organization chose raw records and said why.
 */
export interface StreamedEvent {
  kind: 'event';
  /** The record's own id: who gets it twice knows it again. */
  id: string;
  /** ISO 8601 UTC. */
  at: string;
  tenant: { id: string; name: string };
  source: AuditEvent['source'];
  workload: AuditEvent['workload'];
  operation: string;
  recordType?: number;
  outcome: AuditEvent['outcome'];
  errorCode?: number;
  actor: { name: string; kind: ActorKind; id?: string };
  ip?: string;
  agent?: string;
  app?: { id?: string; name?: string };
  session?: string;
  correlation?: string;
  site?: string;
  /** `id` is the list item id where it is a GUID. */
  file?: { id?: string; extension?: string; bytes?: number; name?: string; url?: string };
  /** The account that it was done to, or the owner of the mailbox. */
  target?: string;
  role?: string;
  share?: 'anonymous' | 'organization' | 'guest' | 'specific' | 'internal' | 'unknown';
  label?: 'none' | 'upgraded' | 'downgraded' | 'removed' | 'same-rank' | 'unknown';
  /** Names of data loss prevention policies that matched. */
  policies?: readonly string[];
  risk?: { type: string; level: string };
  device?: { managed?: boolean; compliant?: boolean };
  mfa?: boolean;
  raw?: Readonly<Record<string, unknown>>;
}

export interface StreamedAlert {
  kind: 'alert';
  /** The alert's id and the place of the change in its history. */
  id: string;
  at: string;
  notice: AlertNotice;
}

export type StreamItem = StreamedEvent | StreamedAlert;

/**
 * What became of items that were sent. `later`: the other side cannot now; `blocked`: it refuses whoever sends (wrong
 * token, wrong certificate), so that no item is at fault; `refused`: it read the items and does not take them as they
 * are. `why` is in words of ours, without a value of the items and without a secret.
 */
export type SendOutcome =
  | { kind: 'delivered'; answer: string }
  | { kind: 'later'; why: string; waitMs?: number }
  | { kind: 'blocked'; why: string }
  | { kind: 'refused'; why: string };

/** The other side of a stream. */
export interface Sink {
  /** Most items and bytes (of the items' own JSON) that one call takes. */
  readonly most: { items: number; bytes: number };
  send(items: readonly StreamItem[], signal?: AbortSignal): Promise<SendOutcome>;
  close(): Promise<void>;
}

/** Where items come from. `position` goes back in to read on. */
export interface StreamSource {
  readonly name: 'events' | 'alerts';
  read(
    after: string | undefined,
    limit: number,
  ): Promise<{ items: readonly StreamItem[]; position: string | undefined; skipped: number }>;
  /** The place behind everything there is. */
  newest(): Promise<string | undefined>;
}

/** Items that wait on disk, and those that the other side does not take. */
export interface Spool {
  /** The place up to which a source was taken in; undefined when it never was. */
  position(source: string): string | undefined;
  /** True when the limit is reached. */
  isFull(): boolean;
  /** Keeps items, with the place that their source is read up to, in one durable step. */
  append(source: string, items: readonly StreamItem[], position: string | undefined): void;
  /** The oldest items that wait, without taking them. */
  peek(items: number, bytes: number): readonly StreamItem[];
  /** The oldest `count` items were taken by the other side. */
  confirm(count: number): void;
  /** The oldest item is set aside. */
  setAside(why: string): void;
  readonly waiting: number;
}
