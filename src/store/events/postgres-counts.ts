import { sql } from 'kysely';
import type { TenantScope } from '../scope.ts';
import { type CountFacet, countFacets } from '../schema-log-reviews.ts';
import type { EventEntry } from './entry.ts';
import { indexed } from './indexed-text.ts';

interface Count {
  facet: CountFacet;
  day: string;
  value: string;
  family: string;
  outcome: string;
  hours: number[];
}

/** Adds the events of a segment to the counts by day and hour. */
export async function addCounts(
  { db, tenant }: TenantScope,
  entries: readonly EventEntry[],
  repeats: ReadonlySet<string>,
): Promise<void> {
  // In one order, so that two transactions never wait for each other.
  const all = [...counted(entries, repeats)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
  for (let from = 0; from < all.length; from += 5000) {
    const part = all.slice(from, from + 5000);
    const column = (name: 'facet' | 'day' | 'value' | 'family' | 'outcome') => part.map((count) => count[name]);
    await sql`
      insert into wardline.audit_counts as kept (tenant_id, facet, day, value, family, outcome, records, hours)
      select ${tenant}, facet, day, value, family, outcome, records, hours::int[]
      from unnest(${column('facet')}::text[], ${column('day')}::date[], ${column('value')}::text[],
        ${column('family')}::text[], ${column('outcome')}::text[],
        ${part.map(({ hours }) => hours.reduce((sum, hour) => sum + hour, 0))}::bigint[],
        ${part.map(({ hours }) => `{${hours.join(',')}}`)}::text[])
        as given (facet, day, value, family, outcome, records, hours)
      on conflict (tenant_id, facet, value, day, family, outcome) do update set
        records = kept.records + excluded.records,
        hours = (select array_agg(a + b order by place)
          from unnest(kept.hours, excluded.hours) with ordinality as both_hours (a, b, place))`.execute(db);
  }
}

function counted(entries: readonly EventEntry[], repeats: ReadonlySet<string>): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const entry of entries) {
    if (entry.at === '') continue;
    const day = entry.at.slice(0, 10);
    const hour = Number(entry.at.slice(11, 13));
    for (const facet of countFacets) {
      // A sign-in that both logs have counts once. Of the two only Graph's has a country.
      if (facet !== 'country' && repeats.has(entry.id)) continue;
      const value = facet === 'actor' && entry.actorKind === 'system' ? undefined : entry[facet];
      if (value === undefined || value === '') continue;
      const key = `${facet}\n${day}\n${value}\n${entry.family ?? ''}\n${entry.outcome}`;
      let count = counts.get(key);
      if (!count)
        counts.set(
          key,
          (count = {
            ...{ facet, day, value: indexed(value), family: entry.family ?? '', outcome: entry.outcome },
            hours: Array.from({ length: 24 }, () => 0),
          }),
        );
      count.hours[hour]! += 1;
    }
  }
  return counts;
}
