import { type Kysely, sql } from 'kysely';

/**
 * What lists of hundreds of tenants read. The outcome of each control stands beside the score, so that the gate and a
 * control's history need not open whole documents; checks that were recorded before have none.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `alter table wardline.assessments add column outcomes jsonb;
       create index findings_open_critical on wardline.findings (tenant_id)
         where severity = 'critical' and state in ('open', 'planned');`,
    )
    .execute(db);
}
