import { type Kysely, sql } from 'kysely';
import { appendOnlyTable } from './row-security.ts';

/** To whom the digest of a week was sent: each route gets it once, however often the job runs. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table wardline.digest_sends (
         tenant_id text not null references wardline.tenants (id),
         week text not null check (week ~ '^[0-9]{4}-W[0-9]{2}$'),
         route text not null,
         at timestamptz not null,
         answer text not null,
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, week, route)
       );`,
    )
    .execute(db);
  await appendOnlyTable(db, 'digest_sends');
}
