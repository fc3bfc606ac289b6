import { type RawBuilder, sql } from 'kysely';
import type { CountFacet } from '../schema-log-reviews.ts';
import type { TenantScope } from '../scope.ts';

/** Days, YYYY-MM-DD in UTC; `from` is in, `to` is out. */
export interface DaySpan {
  from: string;
  to: string;
}

/** How often something came in a span, and in the span before. */
export interface Counted {
  value: string;
  records: number;
  failures: number;
  before: number;
}

/** Events by family; empty for those of none. */
export async function countsByFamily(scope: TenantScope, span: DaySpan, before: DaySpan): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    ${countedIn(scope, 'family', span, before)} order by records desc, value`.execute(scope.db);
  return rows;
}

/** The most frequent values of a facet. With `moved` those whose number changed the most since the span before. */
export async function topCounts(
  scope: TenantScope,
  facet: CountFacet,
  span: DaySpan,
  before: DaySpan,
  { limit, moved = false }: { limit: number; moved?: boolean },
): Promise<Counted[]> {
  const order = moved ? sql`abs(records - before) desc, value` : sql`records desc, value`;
  const { rows } = await sql<Counted>`
    select * from (${countedIn(scope, facet, span, before)}) as counted
    where ${moved ? sql`records <> before` : sql`records > 0`} order by ${order} limit ${limit}`.execute(scope.db);
  return rows;
}

/** Values that never came before a span, with the first day; and how many there are in all. */
export async function newValues(
  { db, tenant }: TenantScope,
  facet: CountFacet,
  span: DaySpan,
  limit: number,
): Promise<{ value: string; firstDay: string; records: number; all: number }[]> {
  // A value is looked up once and not for each of its days; in the month of the span's first day the days decide.
  const { rows } = await sql<{ value: string; firstDay: string; records: number; all: number }>`
    with here as materialized (
      select value, min(day) as first_day, sum(records)::bigint as records
      from wardline.audit_counts
      where tenant_id = ${tenant} and facet = ${facet} and day >= ${span.from}::date and day < ${span.to}::date
      group by value)
    select value, first_day, records, count(*) over ()::int as all from here
    where not exists (select from wardline.audit_month_counts as earlier
        where earlier.tenant_id = ${tenant} and earlier.facet = ${facet} and earlier.value = here.value
          and earlier.month < date_trunc('month', ${span.from}::date)::date)
      and not exists (select from wardline.audit_counts as earlier
        where earlier.tenant_id = ${tenant} and earlier.facet = ${facet} and earlier.value = here.value
          and earlier.day >= date_trunc('month', ${span.from}::date)::date and earlier.day < ${span.from}::date)
    order by records desc, value limit ${limit}`.execute(db);
  return rows;
}

/** Events by hour or by day, oldest first; of one family, or of all. Hours and days without any are left out. */
export async function trend(
  { db, tenant }: TenantScope,
  span: DaySpan,
  { by, family }: { by: 'hour' | 'day'; family?: string },
): Promise<{ at: string; records: number; failures: number }[]> {
  const narrowed = family === undefined ? sql`true` : sql`value = ${family}`;
  const where = sql`tenant_id = ${tenant} and facet = 'family' and day >= ${span.from}::date and day < ${span.to}::date
    and ${narrowed}`;
  const { rows } = await (
    by === 'day'
      ? sql<{ at: string; records: number; failures: number }>`
        select (day::timestamp at time zone 'UTC') as at, sum(records)::bigint as records, sum(failures)::bigint as failures
        from wardline.audit_counts where ${where} group by day order by day`
      : sql<{ at: string; records: number; failures: number }>`
        select ((day + (place - 1) * interval '1 hour') at time zone 'UTC') as at, sum(count)::bigint as records,
          sum(failed)::bigint as failures
        from wardline.audit_hours cross join lateral unnest(records, failures) with ordinality
          as each_hour (count, failed, place)
        where ${where} and count > 0 group by day, place order by day, place`
  ).execute(db);
  return rows;
}

/** Working hours by the clock of a place: from and to as whole hours, Monday to Friday. */
export interface WorkHours {
  /** IANA name. */
  timeZone: string;
  from: number;
  to: number;
}

/** Who came when nobody works: events outside of the working hours by account. An hour counts by its beginning. */
export async function afterHours(
  { db, tenant }: TenantScope,
  span: DaySpan,
  work: WorkHours,
  limit: number,
): Promise<{ value: string; records: number; all: number }[]> {
  // Days are alike but for weekends and summer time: a month has a handful of kinds, by which the hours are summed.
  const hours = Array.from({ length: 24 }, (_, at) => sql`sum(records[${sql.raw(String(at + 1))}])::int`);
  const { rows } = await sql<{ value: string; works: boolean[]; counts: number[] }>`
    with clock as (
      select moment::date as day, array_agg(extract(isodow from local) < 6
          and extract(hour from local) >= ${work.from}::int and extract(hour from local) < ${work.to}::int order by place) as works
      from generate_series(${span.from}::timestamp, ${span.to}::timestamp - interval '1 day', interval '1 day') as moment
        cross join generate_series(0, 23) as place
        cross join lateral (select ((moment + place * interval '1 hour') at time zone 'UTC') at time zone ${work.timeZone} as local)
          as here
      group by moment)
    select value, works, array[${sql.join(hours)}] as counts
    from wardline.audit_hours join clock using (day)
    where tenant_id = ${tenant} and facet = 'actor' and day >= ${span.from}::date and day < ${span.to}::date
    group by value, works`.execute(db);
  const found = new Map<string, { value: string; records: number; all: number }>();
  for (const { value, works, counts } of rows) {
    const sum = found.get(value) ?? { value, records: 0, all: 0 };
    found.set(value, sum);
    counts.forEach((count, at) => {
      sum.all += count;
      if (!works[at]) sum.records += count;
    });
  }
  return [...found.values()]
    .filter(({ records }) => records > 0)
    .sort((a, b) => b.records - a.records || (a.value < b.value ? -1 : 1))
    .slice(0, limit);
}

/** Sums by value of both spans. */
function countedIn({ tenant }: TenantScope, facet: CountFacet, span: DaySpan, before: DaySpan): RawBuilder<unknown> {
  return sql`
    select value, sum(records)::bigint as records, sum(failures)::bigint as failures, sum(before)::bigint as before
    from (select value, records, failures, 0 as before from (${rowsOf(tenant, facet, span)}) as here
      union all select value, 0, 0, records from (${rowsOf(tenant, facet, before)}) as earlier) as both_spans
    group by value`;
}

/** The rows of a span: whole months by their sums, and the days before and after them. */
function rowsOf(tenant: string, facet: CountFacet, { from, to }: DaySpan): RawBuilder<unknown> {
  const first = from.endsWith('-01') ? from : monthStart(from, 1);
  const last = monthStart(to, 0);
  const rows = (table: string, column: string, start: string, end: string) => sql`
    select value, records, failures from ${sql.raw(`wardline.${table}`)}
    where tenant_id = ${tenant} and facet = ${facet} and ${sql.raw(column)} >= ${start}::date and ${sql.raw(column)} < ${end}::date`;
  if (first >= last) return rows('audit_counts', 'day', from, to);
  return sql.join(
    [
      rows('audit_month_counts', 'month', first, last),
      ...(from < first ? [rows('audit_counts', 'day', from, first)] : []),
      ...(last < to ? [rows('audit_counts', 'day', last, to)] : []),
    ],
    sql` union all `,
  );
}

/** The first day of the month of a day, or of the one after it. */
function monthStart(day: string, after: 0 | 1): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const all = year * 12 + month - 1 + after;
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}-01`;
}
