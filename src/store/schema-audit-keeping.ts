import type { GeneratedAlways } from 'kysely';

type Moment = string;

export type AnchorKind = 'mail' | 'archive' | 'time-stamp';

/** Tables of how long the audit log is kept, and of what speaks for it outside. Rows are only ever added. */
export interface AuditKeepingTables {
  auditHolds: {
    tenantId: string;
    seq: GeneratedAlways<number>;
    name: string;
    kind: 'placed' | 'released';
    fromDay: string | null;
    toDay: string | null;
    at: Moment;
    by: string;
    reason: string;
    recordedAt: GeneratedAlways<Moment>;
  };
  auditRetirements: {
    tenantId: string;
    segment: number;
    hash: string;
    records: number;
    at: Moment;
    by: string;
    years: number;
    notCovered: string | null;
    recordedAt: GeneratedAlways<Moment>;
  };
  auditAnchors: {
    tenantId: string;
    seq: GeneratedAlways<number>;
    at: Moment;
    kind: AnchorKind;
    sequence: number;
    hash: string;
    result: 'done' | 'failed';
    detail: string;
    recordedAt: GeneratedAlways<Moment>;
  };
}
