import { type Kysely, sql } from 'kysely';
import { tenantTable } from './row-security.ts';

/**
 * Counts of the audit log in a form that answers at once: one row for each value and day, sums by month beside them, and
 * hours for families and accounts alone. Before, each row told family, outcome and hours, which nothing asked for of an
 * address, and a month's list read every row of 60 days. What was counted moves along, so no reindex is needed.
 */
export async function up(db: Kysely<never>): Promise<void> {
  const facets = `facet text not null
           check (facet in ('family', 'operation', 'actor', 'site', 'ip', 'country', 'app', 'device'))`;
  await sql
    .raw(
      `alter table wardline.audit_counts no force row level security;
       alter table wardline.audit_counts rename to audit_counts_before;
       drop index wardline.audit_counts_by_day;
       alter index wardline.audit_counts_pkey rename to audit_counts_before_pkey;

       create table wardline.audit_counts (
         tenant_id text not null,
         ${facets},
         day date not null,
         -- Of families, empty for the events of none.
         value text not null,
         records bigint not null,
         failures bigint not null,
         primary key (tenant_id, facet, day, value)
       -- Room in each page: a row that grows stays where it is, and no index is touched.
       ) with (fillfactor = 70);

       create table wardline.audit_month_counts (
         tenant_id text not null,
         ${facets},
         -- The first of the month.
         month date not null check (extract(day from month) = 1),
         value text not null,
         records bigint not null,
         failures bigint not null,
         primary key (tenant_id, facet, month, value)
       ) with (fillfactor = 70);
       create index audit_month_counts_by_value on wardline.audit_month_counts (tenant_id, facet, value, month);

       create table wardline.audit_hours (
         tenant_id text not null,
         facet text not null check (facet in ('family', 'actor')),
         day date not null,
         value text not null,
         -- By hour of the day, UTC.
         records int[] not null check (cardinality(records) = 24),
         failures int[] not null check (cardinality(failures) = 24),
         primary key (tenant_id, facet, day, value)
       ) with (fillfactor = 70);

       insert into wardline.audit_counts
         select tenant_id, facet, day, value, sum(records), coalesce(sum(records) filter (where outcome = 'failure'), 0)
         from wardline.audit_counts_before group by tenant_id, facet, day, value
         union all
         select tenant_id, 'family', day, family, sum(records), coalesce(sum(records) filter (where outcome = 'failure'), 0)
         from wardline.audit_counts_before where facet = 'operation' group by tenant_id, day, family;

       insert into wardline.audit_month_counts
         select tenant_id, facet, date_trunc('month', day)::date, value, sum(records), sum(failures)
         from wardline.audit_counts group by tenant_id, facet, date_trunc('month', day), value;

       insert into wardline.audit_hours
         select tenant_id, facet, day, value, array_agg(records order by place), array_agg(failures order by place)
         from (
           select tenant_id, case facet when 'operation' then 'family' else facet end as facet, day,
             case facet when 'operation' then family else value end as value, place,
             sum(count)::int as records, coalesce(sum(count) filter (where outcome = 'failure'), 0)::int as failures
           from wardline.audit_counts_before cross join lateral unnest(hours) with ordinality as one (count, place)
           where facet in ('operation', 'actor') group by 1, 2, 3, 4, 5
         ) as by_hour
         group by tenant_id, facet, day, value;

       drop table wardline.audit_counts_before;

       create or replace function wardline.analyze_audit_records() returns void language sql security definer
         set search_path = pg_catalog, pg_temp as $$
           analyze wardline.audit_records, wardline.audit_items, wardline.audit_addresses, wardline.audit_counts,
             wardline.audit_month_counts, wardline.audit_hours $$;`,
    )
    .execute(db);
  for (const table of ['audit_counts', 'audit_month_counts', 'audit_hours'])
    await tenantTable(db, table, 'select, insert, update, delete');
}
