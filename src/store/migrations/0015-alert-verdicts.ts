import { type Kysely, sql } from 'kysely';

/** What a closed alert turned out to be, as the person who closed it says: the noise of a detection is counted by it. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `alter table wardline.alerts add column verdict text check (verdict in ('real', 'false-positive'));
       alter table wardline.alert_history add column verdict text check (verdict in ('real', 'false-positive'));`,
    )
    .execute(db);
}
