import { type Kysely, sql } from 'kysely';

/**
 * The outcome of each control beside the score: lists of tenants, the gate and a control's history read these few
 * bytes instead of the whole document. Checks that were recorded before have none.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table wardline.assessments add column outcomes json').execute(db);
}
