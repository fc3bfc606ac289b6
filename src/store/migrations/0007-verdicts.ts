import { type Kysely, sql } from 'kysely';
import { appendOnlyTable } from './row-security.ts';

/**
 * Verdicts on matches of rules and detectors: what was right, what was noise, and why. A later verdict on the same
 * subject takes the place of the earlier one, which stays. The subject is a keyed hash of the place, never a value.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table wardline.phi_verdicts (
         tenant_id text not null references wardline.tenants (id),
         seq bigint generated always as identity,
         rule text not null check (rule ~ '[^[:space:]]'),
         subject text not null check (subject ~ '[^[:space:]]'),
         -- Purview's level, 1 to 100, and how many distinct values were found.
         confidence int not null check (confidence between 0 and 100),
         count int not null check (count >= 0),
         verdict text not null check (verdict in ('true', 'false')),
         reason text not null check (reason ~ '[^[:space:]]'),
         by text not null check (by ~ '[^[:space:]]'),
         at timestamptz not null,
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, seq)
       );
       create index phi_verdicts_by_rule on wardline.phi_verdicts (tenant_id, rule, seq);`,
    )
    .execute(db);
  await appendOnlyTable(db, 'phi_verdicts');
}
