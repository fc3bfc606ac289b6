import type { ColumnType, GeneratedAlways } from 'kysely';

type Moment = string;

/** What the counts of the audit log are kept by. */
export const countFacets = ['operation', 'actor', 'site', 'ip', 'country', 'app', 'device'] as const;
export type CountFacet = (typeof countFacets)[number];
export type ReviewDecision = 'expected' | 'follow-up';

/** Tables that serve searches in the audit log and its monthly review. */
export interface LogReviewTables {
  auditItems: { tenantId: string; item: string; at: Moment; segment: number; position: number };
  auditAddresses: { tenantId: string; file: string; address: string };
  auditCounts: {
    tenantId: string;
    facet: CountFacet;
    /** YYYY-MM-DD, UTC. */
    day: string;
    value: string;
    family: string;
    outcome: string;
    records: number;
    /** 24 numbers, by hour of the day, UTC. */
    hours: number[];
  };
  logReviewDecisions: {
    tenantId: string;
    seq: GeneratedAlways<number>;
    /** YYYY-MM. */
    month: string;
    item: string;
    decision: ReviewDecision;
    by: string;
    at: Moment;
    note: string;
    recordedAt: ColumnType<Moment, never, never>;
  };
  logReviewSignOffs: {
    tenantId: string;
    seq: GeneratedAlways<number>;
    month: string;
    by: string;
    at: Moment;
    note: string;
    items: number;
    digest: string;
    recordedAt: ColumnType<Moment, never, never>;
  };
}
