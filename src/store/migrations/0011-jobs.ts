import { type Kysely, sql } from 'kysely';
import { tenantTable } from './row-security.ts';

/**
 * Long work that somebody or the clock started: what, by whom, how far, what came of it. The queue that hands it to
 * workers has a schema of its own (pg-boss); this is what people see, and stays when the queue has forgotten it.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table wardline.jobs (
         tenant_id text not null references wardline.tenants (id),
         id uuid not null,
         kind text not null,
         parameters json not null,
         state text not null check (state in ('waiting', 'running', 'done', 'partly', 'failed', 'canceled')),
         started_by text not null check (started_by ~ '[^[:space:]]'),
         created_at timestamptz not null,
         began_at timestamptz,
         ended_at timestamptz,
         -- How often a worker took it: more than once where one was killed.
         attempts int not null default 0,
         cancel boolean not null default false,
         done int,
         total int,
         -- The newest line of the log.
         now text,
         exit int,
         result text,
         primary key (tenant_id, id)
       );
       create index jobs_by_time on wardline.jobs (tenant_id, created_at desc);
       create table wardline.job_lines (
         tenant_id text not null,
         job_id uuid not null,
         seq int not null,
         at timestamptz not null,
         line text not null,
         primary key (tenant_id, job_id, seq),
         foreign key (tenant_id, job_id) references wardline.jobs (tenant_id, id)
       );`,
    )
    .execute(db);
  await tenantTable(db, 'jobs', 'select, insert, update');
  await tenantTable(db, 'job_lines', 'select, insert');
}
