import { type Kysely, sql } from 'kysely';
import { appendOnlyTable, tenantTable } from './row-security.ts';

/**
 * What searches and the monthly review need of the audit log beside its records: the device and the place of an event,
 * the messages that a record names, the addresses that a file had, counts by day and hour; and what people decided in
 * the review. All but the decisions is rebuilt by a reindex, which also fills it for segments indexed before.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `alter table wardline.audit_records
         add column managed boolean,
         add column app text,
         add column device text,
         add column country text,
         -- The same sign-in came before from the other of Microsoft's two logs: shown, and counted once.
         add column repeats boolean not null default false;
       -- By which form of this index a segment was indexed; 2 from here on.
       alter table wardline.audit_segments add column form int not null default 1;

       create table wardline.audit_items (
         tenant_id text not null,
         -- Keyed hash of a message's InternetMessageId.
         item text not null,
         at timestamptz not null,
         segment int not null,
         position int not null,
         primary key (tenant_id, item, at, segment, position)
       );

       create table wardline.audit_addresses (
         tenant_id text not null,
         -- List item id of a file, and the keyed hash of an address that it had.
         file text not null,
         address text not null,
         primary key (tenant_id, file, address)
       );
       create index audit_addresses_by_address on wardline.audit_addresses (tenant_id, address);

       create table wardline.audit_counts (
         tenant_id text not null,
         facet text not null
           check (facet in ('operation', 'actor', 'site', 'ip', 'country', 'app', 'device')),
         day date not null,
         value text not null,
         family text not null,
         outcome text not null,
         records bigint not null,
         -- By hour of the day, UTC.
         hours int[] not null check (cardinality(hours) = 24),
         primary key (tenant_id, facet, value, day, family, outcome)
       );
       create index audit_counts_by_day on wardline.audit_counts (tenant_id, facet, day);

       create table wardline.log_review_decisions (
         tenant_id text not null references wardline.tenants (id),
         seq bigint generated always as identity,
         month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
         -- Id of an event of the sample, or of an alert.
         item text not null,
         decision text not null check (decision in ('expected', 'follow-up')),
         by text not null check (by ~ '[^[:space:]]'),
         at timestamptz not null,
         note text not null,
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, seq)
       );
       create index log_review_decisions_by_month on wardline.log_review_decisions (tenant_id, month, seq);

       create table wardline.log_review_sign_offs (
         tenant_id text not null references wardline.tenants (id),
         seq bigint generated always as identity,
         month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
         by text not null check (by ~ '[^[:space:]]'),
         at timestamptz not null,
         note text not null,
         -- How many items were decided, and SHA-256 of the digest that was signed.
         items int not null,
         digest text not null check (digest ~ '^[0-9a-f]{64}$'),
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, seq)
       );
       create index log_review_sign_offs_by_month on wardline.log_review_sign_offs (tenant_id, month, seq);`,
    )
    .execute(db);
  for (const table of ['audit_items', 'audit_addresses', 'audit_counts'])
    await tenantTable(db, table, 'select, insert, update, delete');
  await sql
    .raw(
      `create or replace function wardline.analyze_audit_records() returns void language sql security definer
         set search_path = pg_catalog, pg_temp as $$
           analyze wardline.audit_records, wardline.audit_items, wardline.audit_addresses, wardline.audit_counts $$;`,
    )
    .execute(db);
  await appendOnlyTable(db, 'log_review_decisions');
  await appendOnlyTable(db, 'log_review_sign_offs');
}
