import { sql } from 'kysely';
import type { Store } from '../open.ts';
import { type TenantScope, withTenant } from '../scope.ts';
import type { EventIndex } from './event-index.ts';
import { indexed } from './indexed-text.ts';
import { addSegment } from './postgres-add.ts';
import { hours, search, shownRow } from './postgres-search.ts';

/** All that is built from the segments. */
const tables = [
  'auditRecords',
  'auditSegments',
  'auditItems',
  'auditAddresses',
  'auditCounts',
  'auditMonthCounts',
  'auditHours',
] as const;

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
          .select(['sequence', 'hash', 'records', 'form'])
          .where('tenantId', '=', tenant)
          .orderBy('sequence')
          .execute(),
      ),
    search: (query) => inScope((scope) => search(scope, query)),
    hours: (query) => inScope((scope) => hours(scope, query)),
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
    retire: (segment) =>
      inScope(async (scope) => {
        const { db } = scope;
        await sql`select set_config('wardline.reindex', ${tenant}, true)`.execute(db);
        for (const table of ['auditRecords', 'auditItems'] as const)
          await db.deleteFrom(table).where('tenantId', '=', tenant).where('segment', '=', segment).execute();
        await sql`
          delete from wardline.audit_addresses as address where tenant_id = ${tenant} and not exists
            (select from wardline.audit_records where tenant_id = ${tenant} and file = address.file)`.execute(db);
        await forgetDays(scope);
      }),
    settle: () =>
      inScope(async ({ db }) => {
        await sql`select wardline.analyze_audit_records()`.execute(db);
      }),
    rebuild: (segments) =>
      inScope(async (scope) => {
        await sql`select set_config('wardline.reindex', ${tenant}, true)`.execute(scope.db);
        for (const table of tables) await scope.db.deleteFrom(table).where('tenantId', '=', tenant).execute();
        for await (const [sealed, entries] of segments) await addSegment(scope, sealed, entries);
      }),
  };
}

/** Takes away the counts of days without a record. A day of which records are left keeps its counts until a reindex. */
async function forgetDays({ db, tenant }: TenantScope): Promise<void> {
  const isEmpty = sql`not exists (select from wardline.audit_records where tenant_id = ${tenant}
    and at >= counts.day::timestamp at time zone 'UTC' and at < (counts.day + 1)::timestamp at time zone 'UTC')`;
  await sql`delete from wardline.audit_hours as counts where tenant_id = ${tenant} and ${isEmpty}`.execute(db);
  const { rows } = await sql<{ month: string }>`
    with gone as (delete from wardline.audit_counts as counts where tenant_id = ${tenant} and ${isEmpty} returning day)
    select distinct date_trunc('month', day)::date as month from gone`.execute(db);
  const months = rows.map(({ month }) => month);
  await sql`
    delete from wardline.audit_month_counts where tenant_id = ${tenant} and month = any(${months}::date[])`.execute(db);
  await sql`
    insert into wardline.audit_month_counts (tenant_id, facet, month, value, records, failures)
    select tenant_id, facet, date_trunc('month', day)::date, value, sum(records), sum(failures)
    from wardline.audit_counts join unnest(${months}::date[]) as given (month)
      on day >= month and day < month + interval '1 month'
    where tenant_id = ${tenant} group by 1, 2, 3, 4`.execute(db);
}
