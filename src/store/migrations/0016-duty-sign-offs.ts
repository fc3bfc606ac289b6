import { type Kysely, sql } from 'kysely';
import { appendOnlyTable } from './row-security.ts';

/** Who signed which recurring duty, for which week, quarter or year (45 CFR 164.316(b)(1)(ii): a record of each action). */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table wardline.duty_sign_offs (
         tenant_id text not null references wardline.tenants (id),
         seq bigint generated always as identity,
         duty text not null check (duty ~ '^[a-z][a-z-]{1,39}$'),
         period text not null check (period ~ '^[0-9]{4}(-W[0-9]{2}|-Q[1-4])?$'),
         by text not null check (by ~ '[^[:space:]]'),
         at timestamptz not null,
         note text not null check (note ~ '[^[:space:]]'),
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, seq)
       );`,
    )
    .execute(db);
  await appendOnlyTable(db, 'duty_sign_offs');
}
