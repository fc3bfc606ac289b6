import { sql } from 'kysely';
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
export async function countsByFamily({ db, tenant }: TenantScope, span: DaySpan, before: DaySpan): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select family as value, ${sums(span, before)}
    from wardline.audit_counts where tenant_id = ${tenant} and facet = 'operation' and ${within(span, before)}
    group by family order by records desc, family`.execute(db);
  return rows;
}

/** The most frequent values of a facet. With `moved` those whose number changed the most since the span before. */
export async function topCounts(
  { db, tenant }: TenantScope,
  facet: CountFacet,
  span: DaySpan,
  before: DaySpan,
  { limit, moved = false }: { limit: number; moved?: boolean },
): Promise<Counted[]> {
  const order = moved ? sql`abs(records - before) desc, value` : sql`records desc, value`;
  const { rows } = await sql<Counted>`
    select * from (select value, ${sums(span, before)}
      from wardline.audit_counts where tenant_id = ${tenant} and facet = ${facet} and ${within(span, before)}
      group by value) as counted
    where ${moved ? sql`records <> before` : sql`records > 0`} order by ${order} limit ${limit}`.execute(db);
  return rows;
}

/** Values that never came before a span, with the first day; and how many there are in all. */
export async function newValues(
  { db, tenant }: TenantScope,
  facet: CountFacet,
  span: DaySpan,
  limit: number,
): Promise<{ value: string; firstDay: string; records: number; all: number }[]> {
  const { rows } = await sql<{ value: string; firstDay: string; records: number; all: number }>`
    select value, min(day) as first_day, sum(records)::bigint as records, count(*) over ()::int as all
    from wardline.audit_counts as here
    where tenant_id = ${tenant} and facet = ${facet} and day >= ${span.from}::date and day < ${span.to}::date
      and not exists (select from wardline.audit_counts as earlier
        where earlier.tenant_id = ${tenant} and earlier.facet = ${facet} and earlier.value = here.value
          and earlier.day < ${span.from}::date)
    group by value order by records desc, value limit ${limit}`.execute(db);
  return rows;
}

/** Events by hour or by day, oldest first; of one family, or of all. Hours and days without any are left out. */
export async function trend(
  { db, tenant }: TenantScope,
  span: DaySpan,
  { by, family }: { by: 'hour' | 'day'; family?: string },
): Promise<{ at: string; records: number; failures: number }[]> {
  const narrowed = family === undefined ? sql`true` : sql`family = ${family}`;
  const where = sql`tenant_id = ${tenant} and facet = 'operation' and day >= ${span.from}::date and day < ${span.to}::date
    and ${narrowed}`;
  const failures = (count: string) =>
    sql`coalesce(sum(${sql.raw(count)}) filter (where outcome = 'failure'), 0)::bigint as failures`;
  const { rows } = await (
    by === 'day'
      ? sql<{ at: string; records: number; failures: number }>`
        select (day::timestamp at time zone 'UTC') as at, sum(records)::bigint as records, ${failures('records')}
        from wardline.audit_counts where ${where} group by day order by day`
      : sql<{ at: string; records: number; failures: number }>`
        select ((day + (place - 1) * interval '1 hour') at time zone 'UTC') as at, sum(count)::bigint as records,
          ${failures('count')}
        from wardline.audit_counts cross join lateral unnest(hours) with ordinality as each_hour (count, place)
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
  const hours = Array.from({ length: 24 }, (_, at) => sql`sum(hours[${sql.raw(String(at + 1))}])::int`);
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
    from wardline.audit_counts join clock using (day)
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

function sums(span: DaySpan, before: DaySpan) {
  return sql`
    coalesce(sum(records) filter (where day >= ${span.from}::date and day < ${span.to}::date), 0)::bigint as records,
    coalesce(sum(records) filter (where day >= ${span.from}::date and day < ${span.to}::date and outcome = 'failure'), 0)::bigint
      as failures,
    coalesce(sum(records) filter (where day >= ${before.from}::date and day < ${before.to}::date), 0)::bigint as before`;
}

function within(span: DaySpan, before: DaySpan) {
  return sql`(day >= ${span.from}::date and day < ${span.to}::date
    or day >= ${before.from}::date and day < ${before.to}::date)`;
}
