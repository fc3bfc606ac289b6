import type { GeneratedAlways } from 'kysely';

/** Verdicts on matches, by the names of the code. Moments are ISO 8601 UTC. */
export interface VerdictTables {
  phiVerdicts: {
    tenantId: string;
    seq: GeneratedAlways<number>;
    rule: string;
    subject: string;
    confidence: number;
    count: number;
    verdict: 'true' | 'false';
    reason: string;
    by: string;
    at: string;
    recordedAt: GeneratedAlways<string>;
  };
}
