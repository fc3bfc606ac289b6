import { type RawBuilder, sql } from 'kysely';
import type { TenantScope } from '../scope.ts';
import { type CountFacet, countFacets } from '../schema-log-reviews.ts';
import type { EventEntry } from './entry.ts';
import { indexed } from './indexed-text.ts';

/** How often a value came on a day. Hours are kept for families and accounts, the only ones that are asked for by hour. */
interface Count {
  facet: CountFacet;
  day: string;
  value: string;
  records: number;
  failures: number;
  hours?: { records: number[]; failures: number[] };
}

/** Adds the events of a segment to the counts by day, by month and by hour. */
export async function addCounts(
  scope: TenantScope,
  entries: readonly EventEntry[],
  repeats: ReadonlySet<string>,
): Promise<void> {
  const days = counted(entries, repeats);
  await addSums(scope, sql.raw('wardline.audit_counts'), sql.raw('day'), days);
  await addSums(scope, sql.raw('wardline.audit_month_counts'), sql.raw('month'), byMonth(days));
  await addHours(scope, days);
}

/** Rows of one statement. */
const portion = 5000;

async function addSums(
  { db, tenant }: TenantScope,
  table: RawBuilder<unknown>,
  span: RawBuilder<unknown>,
  counts: readonly Count[],
): Promise<void> {
  for (let from = 0; from < counts.length; from += portion) {
    const part = counts.slice(from, from + portion);
    await sql`
      insert into ${table} as kept (tenant_id, facet, ${span}, value, records, failures)
      select ${tenant}, facet, span, value, records, failures
      from unnest(${part.map(({ facet }) => facet)}::text[], ${part.map(({ day }) => day)}::date[],
        ${part.map(({ value }) => value)}::text[], ${part.map(({ records }) => records)}::bigint[],
        ${part.map(({ failures }) => failures)}::bigint[]) as given (facet, span, value, records, failures)
      on conflict (tenant_id, facet, ${span}, value) do update set
        records = kept.records + excluded.records, failures = kept.failures + excluded.failures`.execute(db);
  }
}

const hourNumbers = Array.from({ length: 24 }, (_, at) => at + 1);

/** Each hour by itself: to take two arrays apart and join them again costs a hundred times as much. */
function added(column: 'records' | 'failures'): RawBuilder<unknown> {
  const sums = hourNumbers.map((hour) => `kept.${column}[${hour}] + excluded.${column}[${hour}]`);
  return sql.raw(`array[${sums.join(', ')}]`);
}

async function addHours({ db, tenant }: TenantScope, days: readonly Count[]): Promise<void> {
  const all = days.flatMap(({ hours, ...day }) => (hours ? [{ ...day, hours }] : []));
  const arrays = (part: typeof all, name: 'records' | 'failures') =>
    part.map(({ hours }) => `{${hours[name].join(',')}}`);
  for (let from = 0; from < all.length; from += portion) {
    const part = all.slice(from, from + portion);
    await sql`
      insert into wardline.audit_hours as kept (tenant_id, facet, day, value, records, failures)
      select ${tenant}, facet, day, value, records::int[], failures::int[]
      from unnest(${part.map(({ facet }) => facet)}::text[], ${part.map(({ day }) => day)}::date[],
        ${part.map(({ value }) => value)}::text[], ${arrays(part, 'records')}::text[],
        ${arrays(part, 'failures')}::text[]) as given (facet, day, value, records, failures)
      on conflict (tenant_id, facet, day, value) do update set
        records = ${added('records')}, failures = ${added('failures')}`.execute(db);
  }
}

/** Counts by facet, day and value, in one order, so that two transactions never wait for each other. */
function counted(entries: readonly EventEntry[], repeats: ReadonlySet<string>): Count[] {
  const days = new Map<string, Map<string, Count>[]>();
  for (const entry of entries) {
    if (entry.at === '') continue;
    const day = entry.at.slice(0, 10);
    let facets = days.get(day);
    if (!facets) days.set(day, (facets = countFacets.map(() => new Map<string, Count>())));
    const hour = Number(entry.at.slice(11, 13));
    const failed = entry.outcome === 'failure' ? 1 : 0;
    const isRepeated = repeats.has(entry.id);
    for (const [at, facet] of countFacets.entries()) {
      // A sign-in that both logs have counts once. Of the two only Graph's has a country.
      if (isRepeated && facet !== 'country') continue;
      const value = valueOf(entry, facet);
      if (value === undefined) continue;
      let count = facets[at]!.get(value);
      if (!count) facets[at]!.set(value, (count = begun(facet, day, value)));
      count.records += 1;
      count.failures += failed;
      if (!count.hours) continue;
      count.hours.records[hour]! += 1;
      count.hours.failures[hour]! += failed;
    }
  }
  return merged([...days.values()].flat().flatMap((values) => [...values.values()]));
}

function valueOf(entry: EventEntry, facet: CountFacet): string | undefined {
  if (facet === 'family') return entry.family ?? '';
  if (facet === 'actor' && entry.actorKind === 'system') return undefined;
  return entry[facet] || undefined;
}

function begun(facet: CountFacet, day: string, value: string): Count {
  const none = () => Array.from({ length: 24 }, () => 0);
  return {
    ...{ facet, day, value: indexed(value), records: 0, failures: 0 },
    ...((facet === 'family' || facet === 'actor') && { hours: { records: none(), failures: none() } }),
  };
}

function byMonth(days: readonly Count[]): Count[] {
  return merged(
    days.map(({ facet, day, value, records, failures }) => ({
      ...{ facet, day: `${day.slice(0, 7)}-01`, value, records, failures },
    })),
  );
}

/** One count for each row: values that were cut short may have become the same. */
function merged(counts: readonly Count[]): Count[] {
  const rows = new Map<string, Count>();
  for (const count of counts) {
    const key = `${count.facet}\n${count.day}\n${count.value}`;
    const row = rows.get(key);
    if (!row) {
      rows.set(key, count);
      continue;
    }
    row.records += count.records;
    row.failures += count.failures;
    for (const name of ['records', 'failures'] as const)
      count.hours?.[name].forEach((more, hour) => (row.hours![name][hour]! += more));
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
}
