import { type Kysely, sql } from 'kysely';

/** Approvals by people who signed in, with both steps, say which account it was. At the command line nobody signs in. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(`alter table wardline.plan_approvals add column account_id uuid`).execute(db);
}
