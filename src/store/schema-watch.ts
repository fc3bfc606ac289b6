import type { ColumnType, GeneratedAlways } from 'kysely';
import type { Incident } from '../core/detection.ts';
import type { Severity } from '../core/severity.ts';

type Moment = string;

export type FeedState = 'on' | 'starting' | 'refused' | 'not-licensed' | 'off' | 'failing';
export type WindowKind = 'listed' | 'queried' | 'lost';
export type AlertState = 'open' | 'acknowledged' | 'closed';
/** What a closed alert turned out to be. */
export type AlertVerdict = 'real' | 'false-positive';
export type AlertChange = 'raised' | 'grown' | 'acknowledged' | 'escalated' | 'closed' | 'reopened';

/** Tables of the feeds of the audit log and of alerts. */
export interface WatchTables {
  auditFeeds: {
    tenantId: string;
    feed: string;
    state: FeedState;
    since: Moment;
    begunAt: Moment;
    checkpoint: Moment | null;
    triedAt: Moment;
    succeededAt: Moment | null;
    lastEventAt: Moment | null;
    lastContentAt: Moment | null;
    problem: string | null;
  };
  auditWindows: { tenantId: string; feed: string; fromAt: Moment; toAt: Moment; how: WindowKind };
  auditBlobs: {
    tenantId: string;
    feed: string;
    contentId: string;
    uri: string;
    createdAt: Moment;
    expiresAt: Moment | null;
    listedAt: Moment;
    fetchedAt: Moment | null;
    gone: ColumnType<boolean, boolean | undefined, boolean>;
    records: number | null;
  };
  auditQueries: {
    tenantId: string;
    id: string;
    fromAt: Moment;
    toAt: Moment;
    askedAt: Moment;
    endedAt: Moment | null;
    result: 'done' | 'failed' | null;
    records: number | null;
  };
  auditArrivals: { tenantId: string; feed: string; hour: Moment; records: number; lags: number[] };
  watchStates: { tenantId: string; segment: number; sealed: Buffer; savedAt: Moment };
  alerts: {
    tenantId: string;
    id: string;
    detection: string;
    groupName: string;
    severity: Severity;
    title: string;
    actor: string;
    why: string;
    incident: Incident;
    firstAt: Moment;
    lastAt: Moment;
    count: number;
    eventIds: string[];
    raisedAt: Moment;
    grownAt: Moment;
    state: AlertState;
    stateSince: Moment;
    owner: string | null;
    escalatedAt: Moment | null;
    verdict: AlertVerdict | null;
  };
  alertHistory: {
    tenantId: string;
    seq: GeneratedAlways<number>;
    alertId: string;
    at: Moment;
    kind: AlertChange;
    severity: Severity;
    count: number;
    by: string;
    reason: string;
    verdict: ColumnType<AlertVerdict | null, AlertVerdict | null | undefined, never>;
    recordedAt: GeneratedAlways<Moment>;
  };
}
