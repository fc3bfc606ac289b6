import type { ColumnType, GeneratedAlways } from 'kysely';

/** Signatures under recurring duties, and to whom digests went. */
export interface DutyTables {
  dutySignOffs: {
    tenantId: string;
    seq: GeneratedAlways<number>;
    duty: string;
    period: string;
    by: string;
    at: string;
    note: string;
    recordedAt: ColumnType<string, never, never>;
  };
  digestSends: {
    tenantId: string;
    week: string;
    route: string;
    at: string;
    answer: string;
    recordedAt: ColumnType<string, never, never>;
  };
}
