import type { ColumnType } from 'kysely';

type Moment = string;

export type JobState = 'waiting' | 'running' | 'done' | 'partly' | 'failed' | 'canceled';

export interface JobTables {
  jobs: {
    tenantId: string;
    id: string;
    kind: string;
    parameters: ColumnType<Record<string, unknown>, string, string>;
    state: JobState;
    startedBy: string;
    createdAt: Moment;
    beganAt: Moment | null;
    endedAt: Moment | null;
    attempts: ColumnType<number, number | undefined, number>;
    cancel: ColumnType<boolean, boolean | undefined, boolean>;
    done: number | null;
    total: number | null;
    now: string | null;
    exit: number | null;
    result: string | null;
  };
  jobLines: { tenantId: string; jobId: string; seq: number; at: Moment; line: string };
}
