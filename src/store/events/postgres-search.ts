import { type RawBuilder, type Selectable, sql } from 'kysely';
import { WardlineError } from '../../core/errors.ts';
import type { Database } from '../schema.ts';
import type { TenantScope } from '../scope.ts';
import type { EventHour, EventPage, EventQuery, FoundEvent, Place } from './event-index.ts';
import { indexed } from './indexed-text.ts';

type Row = Selectable<Database['auditRecords']>;

/** A page of events, newest first. Throws `usage` for a place that no page gave. */
export async function search({ db, tenant }: TenantScope, query: EventQuery): Promise<EventPage> {
  const { rows } = await sql<Row>`${newest(tenant, query, query.limit + 1)}
    order by at desc, segment desc, position desc`.execute(db);
  const shown = rows.slice(0, query.limit).map(shownRow);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return { rows: shown, ...(last && { next: `${last.at}/${last.segment}/${last.position}` }) };
}

/** How many of the newest events, at most `limit`, fell into each hour; hours without one are left out. Oldest first. */
export async function hours({ db, tenant }: TenantScope, query: EventQuery): Promise<EventHour[]> {
  const { rows } = await sql<EventHour>`
    select date_trunc('hour', at) as at, count(*) as records, count(*) filter (where outcome = 'failure') as failures
    from (${newest(tenant, query, query.limit)}) as events group by 1 order by 1`.execute(db);
  return rows;
}

/** The newest events of a question, in no order. */
function newest(tenant: string, query: EventQuery, limit: number): RawBuilder<unknown> {
  const order = sql`order by at desc, segment desc, position desc limit ${limit}`;
  if (query.files === undefined && query.items === undefined)
    return sql`select * from (select * from wardline.audit_records
      where tenant_id = ${tenant} and at is not null and ${allOf([...conditionsOf(query), ...timesOf(query)])} ${order}) as event`;
  return sql`select event.* from (${placesOf(tenant, query, order)} ${order}) as place
    join wardline.audit_records as event on event.tenant_id = ${tenant}
      and event.segment = place.segment and event.position = place.position`;
}

/** Of several files or messages each gives its own newest places: sorting all that they ever had would take long. */
function placesOf(tenant: string, query: EventQuery, order: RawBuilder<unknown>): RawBuilder<unknown> {
  const { files, items } = query;
  const conditions = conditionsOf(query);
  const times = allOf(timesOf(query));
  const narrowed =
    conditions.length === 0
      ? sql`true`
      : sql`exists (select from wardline.audit_records as one where one.tenant_id = ${tenant}
          and one.segment = named.segment and one.position = named.position and ${allOf(conditions)})`;
  return sql`select place.at, place.segment, place.position
    from unnest(${(files ?? []).map(indexed)}::text[]) as wanted (file)
    cross join lateral (select at, segment, position from wardline.audit_records
      where tenant_id = ${tenant} and file = wanted.file and at is not null and ${allOf(conditions)} and ${times} ${order}) as place
    union
    select place.at, place.segment, place.position
    from unnest(${(items ?? []).map(indexed)}::text[]) as wanted (item)
    cross join lateral (select at, segment, position from wardline.audit_items as named
      where tenant_id = ${tenant} and item = wanted.item and ${narrowed} and ${times} ${order}) as place`;
}

function allOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join([sql`true`, ...conditions], sql` and `);
}

function conditionsOf(query: EventQuery): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [];
  const { user, file, site, ip, operation } = query;
  if (user !== undefined) conditions.push(sql`actor = ${indexed(user.toLowerCase())}`);
  if (file !== undefined) conditions.push(sql`file = ${indexed(file)}`);
  if (site !== undefined) conditions.push(sql`site = ${indexed(site)}`);
  if (ip !== undefined) conditions.push(sql`ip = ${indexed(ip.toLowerCase())}`);
  if (operation !== undefined) conditions.push(sql`lower(operation) = ${indexed(operation.toLowerCase())}`);
  return conditions;
}

/** Conditions on time and place, of the events themselves or of what names their place. */
function timesOf({ from, to, after }: EventQuery): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [];
  if (from !== undefined) conditions.push(sql`at >= ${from}::timestamptz`);
  if (to !== undefined) conditions.push(sql`at < ${to}::timestamptz`);
  if (after !== undefined) {
    const { at, segment, position } = cursorOf(after);
    conditions.push(sql`(at, segment, position) < (${at}::timestamptz, ${segment}::int, ${position}::int)`);
  }
  return conditions;
}

/** A row of the index as it is shown. */
export function shownRow(row: Row): FoundEvent {
  return {
    ...{ id: row.id, at: row.at ?? '', source: row.source ?? '', operation: row.operation ?? '' },
    ...{ workload: row.workload ?? '', outcome: row.outcome ?? '', actor: row.actor ?? '' },
    ...{ actorKind: row.actorKind ?? '', segment: row.segment, position: row.position },
    ...(row.ip !== null && { ip: row.ip }),
    ...(row.site !== null && { site: row.site }),
    ...(row.file !== null && { file: row.file }),
    ...(row.managed !== null && { managed: row.managed }),
    ...(row.app !== null && { app: row.app }),
    ...(row.device !== null && { device: row.device }),
    ...(row.country !== null && { country: row.country }),
    ...(row.repeats && { repeats: true as const }),
  };
}

function cursorOf(text: string): Place & { at: string } {
  const [, at, segment, position] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\/(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  if (at && segment && position) return { at, segment: Number(segment), position: Number(position) };
  throw new WardlineError('usage', 'This is not where a page ended.', 'Take the text that the page before gave.');
}
