import { type Kysely, sql } from 'kysely';
import { tenantTable } from './row-security.ts';

/** Tenants, their sealed credentials, and what every later table stands on: scope, walls, refusal of changes. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `revoke all on schema wardline from public;
       grant usage on schema wardline to wardline_tenant, wardline_system;

       create function wardline.tenants_in_scope() returns text[] language sql stable as
         $$ select string_to_array(nullif(current_setting('wardline.tenants', true), ''), ',') $$;

       create function wardline.refuse_change() returns trigger language plpgsql as
         $$ begin
              raise exception 'wardline.% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'WL001';
            end $$;

       create table wardline.tenants (
         id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
         name text not null check (name ~ '[^[:space:]]'),
         color text not null check (color ~ '^#[0-9a-f]{6}$'),
         cloud text not null check (cloud in ('commercial', 'gcc', 'gcchigh', 'dod', 'china')),
         domain text,
         created_at timestamptz not null,
         removed_at timestamptz
       );
       alter table wardline.tenants enable row level security;
       alter table wardline.tenants force row level security;
       create policy tenant on wardline.tenants for select to wardline_tenant
         using (id = any ((select wardline.tenants_in_scope())::text[]));
       create policy system on wardline.tenants to wardline_system using (true) with check (true);
       revoke all on wardline.tenants from public;
       grant select on wardline.tenants to wardline_tenant;
       grant select, insert, update on wardline.tenants to wardline_system;

       create table wardline.credentials (
         tenant_id text not null references wardline.tenants (id),
         name text not null check (name ~ '^[a-z][a-z0-9-]{0,63}$'),
         key_id text not null,
         sealed text not null,
         expires_at timestamptz,
         created_at timestamptz not null,
         primary key (tenant_id, name)
       );`,
    )
    .execute(db);
  await tenantTable(db, 'credentials', 'select, insert, update, delete');
}
