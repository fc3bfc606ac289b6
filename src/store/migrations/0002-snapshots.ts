import { type Kysely, sql } from 'kysely';
import { appendOnlyTable, tenantTable } from './row-security.ts';

/**
 * Snapshots and assessments. A snapshot takes sections while it is being collected and never changes once it is
 * complete. Foreign keys carry the tenant, because they see through row-level security: without it a row could
 * point into another tenant.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table wardline.snapshots (
         tenant_id text not null references wardline.tenants (id),
         id uuid not null,
         taken_at timestamptz not null,
         state text not null check (state in ('collecting', 'complete')),
         -- Tenant, moment and source as the snapshot says them, letter for letter: an assessment's id hangs on them.
         head json not null,
         -- Declared exclusions and unrecognized keys.
         rest_blob text check (rest_blob ~ '^[0-9a-f]{64}$'),
         created_at timestamptz not null,
         completed_at timestamptz,
         primary key (tenant_id, id),
         check ((state = 'complete') = (completed_at is not null and rest_blob is not null))
       );
       create index snapshots_by_time on wardline.snapshots (tenant_id, taken_at desc);

       create table wardline.snapshot_sections (
         tenant_id text not null,
         snapshot_id uuid not null,
         section text not null,
         position int not null,
         status text not null check (status in ('read', 'unavailable')),
         blob text check (blob ~ '^[0-9a-f]{64}$'),
         -- Text and not a moment: it comes back as it was written.
         read_at text,
         read_from text,
         call text not null,
         reason text,
         detail text,
         primary key (tenant_id, snapshot_id, section),
         foreign key (tenant_id, snapshot_id) references wardline.snapshots (tenant_id, id),
         check (case status
           when 'read' then blob is not null and read_at is not null and read_from is not null and reason is null
           else blob is null and reason is not null and detail is not null end)
       );
       create index sections_by_blob on wardline.snapshot_sections (blob);

       create function wardline.refuse_change_when_complete() returns trigger language plpgsql as
         $$ begin
              if tg_table_name = 'snapshots' then
                if old.state = 'collecting' and tg_op = 'UPDATE' then return new; end if;
              elsif exists (
                select from wardline.snapshots s
                where s.tenant_id = case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end
                  and s.id = case when tg_op = 'DELETE' then old.snapshot_id else new.snapshot_id end
                  and s.state = 'collecting' for share
              ) then
                return case when tg_op = 'DELETE' then old else new end;
              end if;
              raise exception 'a complete snapshot does not change' using errcode = 'WL001';
            end $$;
       create trigger complete before update or delete on wardline.snapshots
         for each row execute function wardline.refuse_change_when_complete();
       create trigger complete before insert or update or delete on wardline.snapshot_sections
         for each row execute function wardline.refuse_change_when_complete();
       create trigger append_only before truncate on wardline.snapshots
         for each statement execute function wardline.refuse_change();
       create trigger append_only before truncate on wardline.snapshot_sections
         for each statement execute function wardline.refuse_change();

       create table wardline.assessments (
         tenant_id text not null references wardline.tenants (id),
         id uuid not null,
         snapshot_id uuid,
         run text not null,
         baseline text not null,
         wardline text not null,
         taken_at timestamptz not null,
         assessed_at timestamptz not null,
         score json not null,
         counts json not null,
         result_blob text not null check (result_blob ~ '^[0-9a-f]{64}$'),
         -- The organization's statements and the baseline that it was held to.
         inputs_blob text check (inputs_blob ~ '^[0-9a-f]{64}$'),
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, id),
         foreign key (tenant_id, snapshot_id) references wardline.snapshots (tenant_id, id)
       );
       create index assessments_by_time on wardline.assessments (tenant_id, assessed_at desc);`,
    )
    .execute(db);
  await tenantTable(db, 'snapshots', 'select, insert, update');
  await tenantTable(db, 'snapshot_sections', 'select, insert, update');
  await appendOnlyTable(db, 'assessments');
}
