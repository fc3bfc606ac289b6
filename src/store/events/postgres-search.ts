import { type RawBuilder, type Selectable, sql } from 'kysely';
import { WardlineError } from '../../core/errors.ts';
import type { Database } from '../schema.ts';
import type { TenantScope } from '../scope.ts';
import type { EventPage, EventQuery, FoundEvent, Place } from './event-index.ts';
import { indexed } from './indexed-text.ts';

type Row = Selectable<Database['auditRecords']>;

/** A page of events, newest first. Throws `usage` for a place that no page gave. */
export async function search({ db, tenant }: TenantScope, query: EventQuery): Promise<EventPage> {
  const narrowed = sql.join([sql`true`, ...conditionsOf(query)], sql` and `);
  const order = sql`order by at desc, segment desc, position desc limit ${query.limit + 1}`;
  const source = sourceOf(tenant, query, narrowed, order);
  const { rows } = await sql<Row>`select * from (${source}) as found ${order}`.execute(db);
  const shown = rows.slice(0, query.limit).map(shownRow);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return { rows: shown, ...(last && { next: `${last.at}/${last.segment}/${last.position}` }) };
}

/** Of several files or messages each gives its own newest ones: sorting all that they ever had would take long. */
function sourceOf(
  tenant: string,
  query: EventQuery,
  narrowed: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { files, items } = query;
  if (files === undefined && items === undefined)
    return sql`select * from wardline.audit_records
      where tenant_id = ${tenant} and at is not null and ${narrowed} ${order}`;
  const byFile = sql`select event.* from unnest(${(files ?? []).map(indexed)}::text[]) as wanted (file)
    cross join lateral (select * from wardline.audit_records
      where tenant_id = ${tenant} and file = wanted.file and at is not null and ${narrowed} ${order}) as event`;
  const times = sql.join([sql`true`, ...timesOf(query)], sql` and `);
  const byItem = sql`select event.* from unnest(${(items ?? []).map(indexed)}::text[]) as wanted (item)
    cross join lateral (select record.* from (select * from wardline.audit_items
        where tenant_id = ${tenant} and item = wanted.item and ${times}) as named
      cross join lateral (select * from wardline.audit_records as one
        where one.tenant_id = ${tenant} and one.segment = named.segment and one.position = named.position
          and one.at is not null and ${narrowed}) as record
      order by named.at desc, named.segment desc, named.position desc limit ${query.limit + 1}) as event`;
  return sql`${byFile} union ${byItem}`;
}

function conditionsOf(query: EventQuery): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [];
  const { user, file, site, ip, operation } = query;
  if (user !== undefined) conditions.push(sql`actor = ${indexed(user.toLowerCase())}`);
  if (file !== undefined) conditions.push(sql`file = ${indexed(file)}`);
  if (site !== undefined) conditions.push(sql`site = ${indexed(site)}`);
  if (ip !== undefined) conditions.push(sql`ip = ${indexed(ip.toLowerCase())}`);
  if (operation !== undefined) conditions.push(sql`lower(operation) = ${indexed(operation.toLowerCase())}`);
  return [...conditions, ...timesOf(query)];
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
