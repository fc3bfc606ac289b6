import { type Kysely, sql } from 'kysely';
import { appendOnlyTable, tenantTable } from './row-security.ts';

/**
 * The index of the audit log, and who opened the log. The log itself lies in sealed segments; the index holds nothing
 * that they do not hold. It takes new rows only, but for a transaction that builds the index of one tenant anew and says
 * so (`wardline.reindex`): a wrong index could not be mended otherwise.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table wardline.audit_segments (
         tenant_id text not null references wardline.tenants (id),
         sequence int not null check (sequence > 0),
         hash text not null check (hash ~ '^[0-9a-f]{64}$'),
         records int not null check (records >= 0),
         first_at timestamptz,
         last_at timestamptz,
         sealed_at timestamptz not null,
         primary key (tenant_id, sequence)
       );

       create table wardline.audit_records (
         -- No foreign key on the segment: checked for each row it takes a third of the time, and both come in one transaction.
         tenant_id text not null,
         segment int not null,
         position int not null,
         id text not null,
         -- Null for what could not be read as an event.
         at timestamptz,
         source text,
         operation text,
         workload text,
         outcome text,
         actor text,
         actor_kind text,
         ip text,
         site text,
         -- List item id, or keyed hash of an address: names of files are PHI.
         file text,
         quarantine text,
         primary key (tenant_id, id),
         check ((at is null) = (quarantine is not null))
       );
       create unique index audit_records_by_place on wardline.audit_records (tenant_id, segment, position);
       create index audit_records_by_time on wardline.audit_records (tenant_id, at);
       create index audit_records_by_actor on wardline.audit_records (tenant_id, actor, at);
       create index audit_records_by_ip on wardline.audit_records (tenant_id, ip, at) where ip is not null;
       create index audit_records_by_site on wardline.audit_records (tenant_id, site, at) where site is not null;
       create index audit_records_by_file on wardline.audit_records (tenant_id, file, at) where file is not null;
       create index audit_records_by_operation on wardline.audit_records (tenant_id, lower(operation), at);

       create table wardline.audit_openings (
         tenant_id text not null references wardline.tenants (id),
         seq bigint generated always as identity,
         at timestamptz not null,
         by text not null check (by ~ '[^[:space:]]'),
         action text not null check (action in ('reveal', 'export')),
         -- What was asked for; and how many records were opened.
         asked json not null,
         records int not null,
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, seq)
       );

       -- Until PostgreSQL has looked at a table that grew at once, it reads all of it for one page.
       create function wardline.analyze_audit_records() returns void language sql security definer
         set search_path = pg_catalog, pg_temp as $$ analyze wardline.audit_records $$;
       revoke all on function wardline.analyze_audit_records() from public;
       grant execute on function wardline.analyze_audit_records() to wardline_tenant;

       create function wardline.refuse_change_of_index() returns trigger language plpgsql as
         $$ begin
              if tg_op = 'DELETE' and current_setting('wardline.reindex', true) = old.tenant_id then return old; end if;
              raise exception 'wardline.% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'WL001';
            end $$;`,
    )
    .execute(db);
  for (const table of ['audit_segments', 'audit_records']) {
    await tenantTable(db, table, 'select, insert, update, delete');
    await sql
      .raw(
        `revoke update on wardline.${table} from wardline_tenant;
         create trigger append_only before update or delete on wardline.${table}
           for each row execute function wardline.refuse_change_of_index();
         create trigger never_emptied before truncate on wardline.${table}
           for each statement execute function wardline.refuse_change();`,
      )
      .execute(db);
  }
  await appendOnlyTable(db, 'audit_openings');
}
