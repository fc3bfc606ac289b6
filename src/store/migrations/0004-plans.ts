import { type Kysely, sql } from 'kysely';
import { appendOnlyTable, tenantTable } from './row-security.ts';

/** Plans with approvals, the journal of each run that writes to a tenant, and the decision log. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table wardline.plans (
         tenant_id text not null references wardline.tenants (id),
         id uuid not null,
         baseline text not null,
         -- The document by its hash: what was approved is what is applied, letter for letter.
         document_blob text not null check (document_blob ~ '^[0-9a-f]{64}$'),
         created_at timestamptz not null,
         created_by text not null check (created_by ~ '[^[:space:]]'),
         state text not null
           check (state in ('draft', 'approved', 'applying', 'staged', 'applied', 'undone', 'canceled')),
         state_since timestamptz not null,
         primary key (tenant_id, id)
       );
       create index plans_by_time on wardline.plans (tenant_id, created_at desc);

       create function wardline.refuse_new_document() returns trigger language plpgsql as
         $$ begin
              raise exception 'the document of a plan does not change' using errcode = 'WL001';
            end $$;
       create trigger same_document before update on wardline.plans for each row
         when (old.document_blob <> new.document_blob or old.baseline <> new.baseline)
         execute function wardline.refuse_new_document();

       create table wardline.plan_history (
         tenant_id text not null,
         seq bigint generated always as identity,
         plan_id uuid not null,
         at timestamptz not null,
         from_state text,
         to_state text not null,
         by text not null check (by ~ '[^[:space:]]'),
         reason text not null,
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, seq),
         foreign key (tenant_id, plan_id) references wardline.plans (tenant_id, id)
       );

       create table wardline.plan_approvals (
         tenant_id text not null,
         plan_id uuid not null,
         by text not null check (by ~ '[^[:space:]]'),
         at timestamptz not null,
         note text not null,
         document_blob text not null,
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, plan_id, by),
         foreign key (tenant_id, plan_id) references wardline.plans (tenant_id, id)
       );

       create table wardline.runs (
         tenant_id text not null references wardline.tenants (id),
         id uuid not null,
         plan_id uuid,
         undoes uuid,
         kind text not null check (kind in ('apply', 'advance', 'undo', 'revert')),
         started_at timestamptz not null,
         started_by text not null check (started_by ~ '[^[:space:]]'),
         ended_at timestamptz,
         result text check (result in ('done', 'partly', 'failed')),
         primary key (tenant_id, id),
         foreign key (tenant_id, plan_id) references wardline.plans (tenant_id, id),
         foreign key (tenant_id, undoes) references wardline.runs (tenant_id, id),
         check ((ended_at is null) = (result is null))
       );
       -- One at a time writes to a tenant; a killed run is resumed or ended before the next begins.
       create unique index one_open_run on wardline.runs (tenant_id) where ended_at is null;

       create table wardline.journal (
         tenant_id text not null,
         seq bigint generated always as identity,
         run_id uuid not null,
         change text not null,
         step text not null check (step in ('intended', 'written', 'found', 'failed', 'skipped')),
         marker text,
         -- json keeps every letter of what will be written back; jsonb would not.
         before json,
         intended json,
         result json,
         at timestamptz not null,
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, seq),
         foreign key (tenant_id, run_id) references wardline.runs (tenant_id, id),
         check (step <> 'intended' or intended is not null)
       );
       create index journal_by_run on wardline.journal (tenant_id, run_id, seq);

       create table wardline.decisions (
         tenant_id text not null references wardline.tenants (id),
         seq bigint generated always as identity,
         setting text not null check (setting ~ '[^[:space:]]'),
         "from" json,
         "to" json,
         reason text not null check (reason ~ '[^[:space:]]'),
         author text not null check (author ~ '[^[:space:]]'),
         at timestamptz not null,
         source text not null check (source in ('applied', 'adopted', 'excepted', 'undone', 'imported')),
         control text,
         run_id uuid,
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, seq),
         foreign key (tenant_id, run_id) references wardline.runs (tenant_id, id)
       );
       create index decisions_by_setting on wardline.decisions (tenant_id, setting, seq);

       alter table wardline.findings add foreign key (tenant_id, plan_id) references wardline.plans (tenant_id, id);
       alter table wardline.finding_history add foreign key (tenant_id, plan_id) references wardline.plans (tenant_id, id);`,
    )
    .execute(db);
  await tenantTable(db, 'plans', 'select, insert, update');
  await appendOnlyTable(db, 'plan_history');
  await appendOnlyTable(db, 'plan_approvals');
  await tenantTable(db, 'runs', 'select, insert, update');
  await appendOnlyTable(db, 'journal');
  await appendOnlyTable(db, 'decisions');
}
