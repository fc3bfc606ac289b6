import { type Selectable, sql } from 'kysely';
import { WardlineError } from '../../core/errors.ts';
import type { Store } from '../open.ts';
import type { Database } from '../schema.ts';
import { type TenantScope, withTenant } from '../scope.ts';
import { storableText } from '../storable.ts';
import type { EventEntry } from './entry.ts';
import type { EventIndex, EventPage, EventQuery, Place } from './event-index.ts';
import type { SealedHeader } from './segment.ts';

/** Characters of a text that the index takes: a key of PostgreSQL's trees holds 2,700 bytes. The record is whole in its segment. */
const longest = 400;
/** Rows of one statement. */
const portion = 2000;

/** The index in PostgreSQL, behind the walls of its tenant. */
export function postgresIndex(store: Store, tenant: string): EventIndex {
  const inScope = <T>(act: (scope: TenantScope) => Promise<T>) => withTenant(store, tenant, act);
  return {
    known: (ids) =>
      inScope(async ({ db }) => {
        const rows = await db
          .selectFrom('auditRecords')
          .select('id')
          .where('tenantId', '=', tenant)
          .where(sql<boolean>`id = any(${ids.map(indexed)}::text[])`)
          .execute();
        return new Set(rows.map(({ id }) => id));
      }),
    add: (sealed, entries) => inScope((scope) => addSegment(scope, sealed, entries)),
    segments: () =>
      inScope(({ db }) =>
        db
          .selectFrom('auditSegments')
          .select(['sequence', 'hash', 'records'])
          .where('tenantId', '=', tenant)
          .orderBy('sequence')
          .execute(),
      ),
    search: (query) => inScope((scope) => search(scope, query)),
    byIds: (ids) =>
      inScope(async ({ db }) => {
        const rows = await db
          .selectFrom('auditRecords')
          .selectAll()
          .where('tenantId', '=', tenant)
          .where('at', 'is not', null)
          .where(sql<boolean>`id = any(${ids.map(indexed)}::text[])`)
          .orderBy('at')
          .orderBy('id')
          .execute();
        return rows.map(shownRow);
      }),
    latest: (operations) =>
      inScope(async ({ db }) => {
        // One look at the end of the index for each: of all at once it would read every event of them.
        const { rows } = await sql<{ at: string | null }>`
          select max(newest.at) as at from unnest(${operations.map(indexed)}::text[]) as wanted (operation)
          cross join lateral (
            select at from wardline.audit_records
            where tenant_id = ${tenant} and lower(operation) = wanted.operation and at is not null
            order by at desc limit 1
          ) as newest`.execute(db);
        return rows[0]?.at ?? undefined;
      }),
    idsOf: (segment) =>
      inScope(async ({ db }) => {
        const rows = await db
          .selectFrom('auditRecords')
          .select(['position', 'id'])
          .where('tenantId', '=', tenant)
          .where('segment', '=', segment)
          .execute();
        return new Map(rows.map(({ position, id }) => [position, id]));
      }),
    settle: () =>
      inScope(async ({ db }) => {
        await sql`select wardline.analyze_audit_records()`.execute(db);
      }),
    rebuild: (segments) =>
      inScope(async (scope) => {
        await sql`select set_config('wardline.reindex', ${tenant}, true)`.execute(scope.db);
        await scope.db.deleteFrom('auditRecords').where('tenantId', '=', tenant).execute();
        await scope.db.deleteFrom('auditSegments').where('tenantId', '=', tenant).execute();
        for await (const [sealed, entries] of segments) await addSegment(scope, sealed, entries);
      }),
  };
}

/** A text as it stands in the index. */
export function indexed(text: string): string {
  return storableText(text.length > longest ? text.slice(0, longest) : text);
}

async function addSegment(
  { db, tenant }: TenantScope,
  { header, hash }: SealedHeader,
  entries: readonly EventEntry[],
): Promise<void> {
  await db
    .insertInto('auditSegments')
    .values({
      ...{ tenantId: tenant, sequence: header.sequence, hash, records: header.records, sealedAt: header.sealedAt },
      ...{ firstAt: header.firstAt || null, lastAt: header.lastAt || null },
    })
    .execute();
  for (let at = 0; at < entries.length; at += portion) {
    const part = entries.slice(at, at + portion);
    const column = (value: (entry: EventEntry) => string | undefined) =>
      part.map((entry) => {
        const text = value(entry);
        return text === undefined || text === '' ? null : indexed(text);
      });
    // One array a column: a parameter for each cell would meet PostgreSQL's limit of 65,535 after 5,000 rows.
    await sql`
      insert into wardline.audit_records
        (tenant_id, segment, position, id, at, source, operation, workload, outcome, actor, actor_kind, ip, site, file, quarantine)
      select ${tenant}, ${header.sequence}, ${at} - 1 + row_number, id, at, source, operation, workload, outcome, actor, actor_kind, ip, site, file, quarantine
      from unnest(
        ${column(({ id }) => id)}::text[], ${column((entry) => entry.at)}::timestamptz[],
        ${column(({ source }) => source)}::text[], ${column(({ operation }) => operation)}::text[],
        ${column(({ workload }) => workload)}::text[], ${column(({ outcome }) => outcome)}::text[],
        ${column(({ actor }) => actor)}::text[], ${column(({ actorKind }) => actorKind)}::text[],
        ${column(({ ip }) => ip)}::text[], ${column(({ site }) => site)}::text[],
        ${column(({ file }) => file)}::text[], ${column(({ quarantine }) => quarantine)}::text[]
      ) with ordinality
        as given (id, at, source, operation, workload, outcome, actor, actor_kind, ip, site, file, quarantine, row_number)`.execute(
      db,
    );
  }
}

async function search({ db, tenant }: TenantScope, query: EventQuery): Promise<EventPage> {
  let found = db
    .selectFrom('auditRecords')
    .selectAll()
    .where('tenantId', '=', tenant)
    .where('at', 'is not', null)
    .orderBy('at', 'desc')
    .orderBy('segment', 'desc')
    .orderBy('position', 'desc')
    .limit(query.limit + 1);
  if (query.user !== undefined) found = found.where('actor', '=', indexed(query.user.toLowerCase()));
  if (query.file !== undefined) found = found.where('file', '=', indexed(query.file));
  if (query.site !== undefined) found = found.where('site', '=', indexed(query.site));
  if (query.ip !== undefined) found = found.where('ip', '=', indexed(query.ip.toLowerCase()));
  if (query.operation !== undefined)
    found = found.where(sql<boolean>`lower(operation) = ${indexed(query.operation.toLowerCase())}`);
  if (query.from !== undefined) found = found.where('at', '>=', query.from);
  if (query.to !== undefined) found = found.where('at', '<', query.to);
  if (query.after !== undefined) {
    const after = cursorOf(query.after);
    found = found.where(
      sql<boolean>`(at, segment, position) < (${after.at}::timestamptz, ${after.segment}, ${after.position})`,
    );
  }
  const rows = await found.execute();
  const shown = rows.slice(0, query.limit).map(shownRow);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return { rows: shown, ...(last && { next: `${last.at}/${last.segment}/${last.position}` }) };
}

function shownRow(row: Selectable<Database['auditRecords']>): EventEntry & Place {
  return {
    ...{ id: row.id, at: row.at ?? '', source: row.source ?? '', operation: row.operation ?? '' },
    ...{ workload: row.workload ?? '', outcome: row.outcome ?? '', actor: row.actor ?? '' },
    ...{ actorKind: row.actorKind ?? '', segment: row.segment, position: row.position },
    ...(row.ip !== null && { ip: row.ip }),
    ...(row.site !== null && { site: row.site }),
    ...(row.file !== null && { file: row.file }),
  };
}

function cursorOf(text: string): Place & { at: string } {
  const [, at, segment, position] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\/(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  if (at && segment && position) return { at, segment: Number(segment), position: Number(position) };
  throw new WardlineError('usage', 'This is not where a page ended.', 'Take the text that the page before gave.');
}
