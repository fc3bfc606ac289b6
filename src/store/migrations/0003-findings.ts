import { type Kysely, sql } from 'kysely';
import { appendOnlyTable, tenantTable } from './row-security.ts';

/** Findings as they stand, and how they came there. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table wardline.findings (
         tenant_id text not null references wardline.tenants (id),
         id uuid not null default gen_random_uuid(),
         control text not null,
         -- The object's id in the tenant, in lower case; empty when the control as a whole failed.
         resource text not null,
         resource_name text not null,
         severity text not null check (severity in ('critical', 'high', 'medium', 'low')),
         title text not null,
         why text not null,
         details jsonb not null,
         outcome text not null check (outcome in ('fail', 'partial')),
         state text not null
           check (state in ('open', 'planned', 'fixed', 'accepted', 'false-positive', 'third-party')),
         state_since timestamptz not null,
         state_by text not null,
         state_reason text not null,
         -- Last day of an acceptance.
         accepted_until date check ((accepted_until is not null) = (state = 'accepted')),
         plan_id uuid,
         first_seen timestamptz not null,
         last_seen timestamptz not null,
         first_assessment uuid not null,
         last_assessment uuid not null,
         primary key (tenant_id, id),
         unique (tenant_id, control, resource),
         foreign key (tenant_id, first_assessment) references wardline.assessments (tenant_id, id),
         foreign key (tenant_id, last_assessment) references wardline.assessments (tenant_id, id)
       );
       create index findings_by_state on wardline.findings (tenant_id, state, severity, last_seen desc);

       create table wardline.finding_history (
         tenant_id text not null,
         seq bigint generated always as identity,
         finding_id uuid not null,
         at timestamptz not null,
         from_state text,
         to_state text not null,
         by text not null check (by ~ '[^[:space:]]'),
         reason text not null check (reason ~ '[^[:space:]]'),
         accepted_until date,
         assessment_id uuid,
         plan_id uuid,
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, seq),
         foreign key (tenant_id, finding_id) references wardline.findings (tenant_id, id)
       );
       create index history_by_finding on wardline.finding_history (tenant_id, finding_id, seq);`,
    )
    .execute(db);
  await tenantTable(db, 'findings', 'select, insert, update');
  await appendOnlyTable(db, 'finding_history');
}
