import { type Kysely, sql } from 'kysely';
import { appendOnlyTable, tenantTable } from './row-security.ts';

/** How the audit log comes in, feed by feed, with proof of what was asked for; and the alerts that it gave. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `create table wardline.audit_feeds (
         tenant_id text not null references wardline.tenants (id),
         feed text not null,
         state text not null check (state in ('on', 'starting', 'refused', 'not-licensed', 'off', 'failing')),
         -- From when on its records are wanted.
         since timestamptz not null,
         -- The first pull: how late older records came says nothing.
         begun_at timestamptz not null,
         -- Everything that Microsoft had made available until then was asked for and is in the log.
         checkpoint timestamptz,
         tried_at timestamptz not null,
         succeeded_at timestamptz,
         -- The newest event, and when one came last.
         last_event_at timestamptz,
         last_content_at timestamptz,
         -- What stands in the way, without a value of the tenant.
         problem text,
         primary key (tenant_id, feed)
       );

       create table wardline.audit_windows (
         tenant_id text not null,
         feed text not null,
         from_at timestamptz not null,
         to_at timestamptz not null,
         -- 'listed': by the feed itself; 'queried': by an audit search after the feed had lost it; 'lost': nobody can have it.
         how text not null check (how in ('listed', 'queried', 'lost')),
         primary key (tenant_id, feed, how, from_at),
         check (from_at < to_at)
       );

       create table wardline.audit_blobs (
         tenant_id text not null,
         feed text not null,
         content_id text not null,
         uri text not null,
         created_at timestamptz not null,
         expires_at timestamptz,
         listed_at timestamptz not null,
         -- Null until every record of it is in the log, or until it is known to be gone.
         fetched_at timestamptz,
         gone boolean not null default false,
         records int,
         primary key (tenant_id, feed, content_id)
       );
       create index audit_blobs_waiting on wardline.audit_blobs (tenant_id, feed, created_at) where fetched_at is null;
       create index audit_blobs_by_time on wardline.audit_blobs (tenant_id, created_at);

       create table wardline.audit_queries (
         tenant_id text not null,
         id text not null,
         from_at timestamptz not null,
         to_at timestamptz not null,
         asked_at timestamptz not null,
         ended_at timestamptz,
         result text check (result in ('done', 'failed')),
         records int,
         primary key (tenant_id, id)
       );

       -- Records by the hour of the event, and how late they came: bucket n holds those of less than 2^n minutes.
       create table wardline.audit_arrivals (
         tenant_id text not null,
         feed text not null,
         hour timestamptz not null,
         records int not null,
         lags int[] not null,
         primary key (tenant_id, feed, hour)
       );

       -- What the detections remember, sealed with the key of the tenant's log: it holds names.
       create table wardline.watch_states (
         tenant_id text not null references wardline.tenants (id),
         segment int not null,
         sealed bytea not null,
         saved_at timestamptz not null,
         primary key (tenant_id)
       );

       create table wardline.alerts (
         tenant_id text not null references wardline.tenants (id),
         id uuid not null,
         detection text not null,
         group_name text not null,
         severity text not null check (severity in ('critical', 'high', 'medium', 'low')),
         title text not null,
         actor text not null,
         why text not null,
         incident text not null,
         first_at timestamptz not null,
         last_at timestamptz not null,
         count int not null,
         event_ids text[] not null,
         -- When Wardline knew of it: the collector's clock, and when the newest of its events came in.
         raised_at timestamptz not null,
         grown_at timestamptz not null,
         state text not null check (state in ('open', 'acknowledged', 'closed')),
         state_since timestamptz not null,
         owner text,
         -- Nobody looked at it in time.
         escalated_at timestamptz,
         primary key (tenant_id, id),
         check (first_at <= last_at)
       );
       create index alerts_by_condition on wardline.alerts (tenant_id, detection, group_name, last_at desc);
       create index alerts_by_time on wardline.alerts (tenant_id, last_at desc);

       create table wardline.alert_history (
         tenant_id text not null,
         seq bigint generated always as identity,
         alert_id uuid not null,
         at timestamptz not null,
         kind text not null check (kind in ('raised', 'grown', 'acknowledged', 'escalated', 'closed', 'reopened')),
         severity text not null,
         count int not null,
         by text not null check (by ~ '[^[:space:]]'),
         reason text not null,
         recorded_at timestamptz not null default now(),
         primary key (tenant_id, seq),
         foreign key (tenant_id, alert_id) references wardline.alerts (tenant_id, id)
       );
       create index alert_history_by_alert on wardline.alert_history (tenant_id, alert_id, seq);`,
    )
    .execute(db);
  await tenantTable(db, 'audit_feeds', 'select, insert, update');
  await tenantTable(db, 'audit_windows', 'select, insert, update, delete');
  await tenantTable(db, 'audit_blobs', 'select, insert, update');
  await tenantTable(db, 'audit_queries', 'select, insert, update');
  await tenantTable(db, 'audit_arrivals', 'select, insert, update');
  await tenantTable(db, 'watch_states', 'select, insert, update');
  await tenantTable(db, 'alerts', 'select, insert, update');
  await appendOnlyTable(db, 'alert_history');
}
