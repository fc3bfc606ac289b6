import { type Kysely, sql } from 'kysely';
import { appendOnlyTable } from './row-security.ts';

/** Legal holds on the audit log, the segments that were retired, and where its roots were anchored. All only grow. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table wardline.audit_holds (
         tenant_id text not null references wardline.tenants (id),
         seq bigint generated always as identity,
         name text not null check (name ~ '[^[:space:]]'),
         kind text not null check (kind in ('placed', 'released')),
         -- Days of the events that it covers, both in; null is without end on that side.
         from_day text check (from_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
         to_day text check (to_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
         at timestamptz not null,
         by text not null check (by ~ '[^[:space:]]'),
         reason text not null check (reason ~ '[^[:space:]]'),
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, seq)
       );

       create table wardline.audit_retirements (
         tenant_id text not null references wardline.tenants (id),
         segment int not null check (segment > 0),
         hash text not null check (hash ~ '^[0-9a-f]{64}$'),
         records int not null,
         at timestamptz not null,
         by text not null check (by ~ '[^[:space:]]'),
         years int not null check (years > 0),
         -- Why less than six years suffice, where the organization said so.
         not_covered text check (not_covered ~ '[^[:space:]]'),
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, segment),
         check (years >= 6 or not_covered is not null)
       );

       create table wardline.audit_anchors (
         tenant_id text not null references wardline.tenants (id),
         seq bigint generated always as identity,
         at timestamptz not null,
         kind text not null check (kind in ('mail', 'archive', 'time-stamp')),
         -- The last segment that the root speaks for, and the hash of its header.
         sequence int not null,
         hash text not null check (hash ~ '^[0-9a-f]{64}$'),
         result text not null check (result in ('done', 'failed')),
         detail text not null,
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, seq)
       );
       create index audit_anchors_by_kind on wardline.audit_anchors (tenant_id, kind, seq);`,
    )
    .execute(db);
  for (const table of ['audit_holds', 'audit_retirements', 'audit_anchors']) await appendOnlyTable(db, table);
}
