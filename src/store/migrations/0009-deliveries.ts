import { type Kysely, sql } from 'kysely';
import { tenantTable } from './row-security.ts';

/** What was told of alerts by which route, and how the streams to other systems went. What waits for a stream lies on disk. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table wardline.alert_deliveries (
         tenant_id text not null references wardline.tenants (id),
         route text not null,
         -- Place of the change in the history of alerts: each is queued once for each route.
         seq bigint not null,
         alert_id text not null,
         notice jsonb not null,
         state text not null check (state in ('due', 'held', 'sent', 'failed', 'skipped')),
         attempts int not null default 0,
         next_at timestamptz not null,
         sent_at timestamptz,
         -- What the other side said, in words of ours.
         answer text not null default '',
         primary key (tenant_id, route, seq),
         check ((state = 'sent') = (sent_at is not null))
       );
       create index alert_deliveries_waiting on wardline.alert_deliveries (tenant_id, route, seq) where state in ('due', 'held');
       create index alert_deliveries_by_alert on wardline.alert_deliveries (tenant_id, route, alert_id, seq);
       create index alert_deliveries_sent on wardline.alert_deliveries (tenant_id, route, sent_at) where state = 'sent';

       create table wardline.route_positions (
         tenant_id text not null references wardline.tenants (id),
         route text not null,
         -- What happened up to here was before the route, and is never told.
         begins bigint not null,
         position bigint not null,
         primary key (tenant_id, route)
       );

       create table wardline.stream_runs (
         tenant_id text not null references wardline.tenants (id),
         seq bigint generated always as identity,
         stream text not null,
         ended_at timestamptz not null,
         result text not null check (result in ('drained', 'waiting', 'stopped')),
         delivered bigint not null,
         set_aside bigint not null,
         dropped bigint not null,
         waiting bigint not null,
         why text not null,
         primary key (tenant_id, seq)
       );
       create index stream_runs_by_stream on wardline.stream_runs (tenant_id, stream, seq desc);`,
    )
    .execute(db);
  await tenantTable(db, 'alert_deliveries', 'select, insert, update');
  await tenantTable(db, 'route_positions', 'select, insert, update');
  await tenantTable(db, 'stream_runs', 'select, insert');
}
