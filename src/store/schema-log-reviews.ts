import type { ColumnType, GeneratedAlways } from 'kysely';

type Moment = string;

/** What the counts of the audit log are kept by; `family` is what kind of event it is, empty for the others. */
export const countFacets = ['family', 'operation', 'actor', 'site', 'ip', 'country', 'app', 'device'] as const;
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
    records: number;
    failures: number;
  };
  /** Sums of `auditCounts`. */
  auditMonthCounts: {
    tenantId: string;
    facet: CountFacet;
    /** The first of the month, YYYY-MM-DD. */
    month: string;
    value: string;
    records: number;
    failures: number;
  };
  auditHours: {
    tenantId: string;
    facet: 'family' | 'actor';
    /** YYYY-MM-DD, UTC. */
    day: string;
    value: string;
    /** 24 numbers each, by hour of the day, UTC. */
    records: number[];
    failures: number[];
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
