import { type Selectable, sql } from 'kysely';
import type { AlertNotice } from '../core/alert.ts';
import type { DeliveryState, DeliveryTables } from './schema-deliveries.ts';
import type { TenantScope } from './scope.ts';

export interface Delivery {
  seq: number;
  notice: AlertNotice;
  state: DeliveryState;
  attempts: number;
}

/** The places in the history of alerts from which a route tells, and up to which it was queued; undefined for a new route. */
export async function routePosition(
  { db, tenant }: TenantScope,
  route: string,
): Promise<{ begins: number; position: number } | undefined> {
  return db
    .selectFrom('routePositions')
    .select(['begins', 'position'])
    .where('tenantId', '=', tenant)
    .where('route', '=', route)
    .executeTakeFirst();
}

/** Queues changes for a route, each once however often it is given, and moves its place. */
export async function queueDeliveries(
  { db, tenant }: TenantScope,
  route: string,
  rows: readonly { seq: number; notice: AlertNotice; state: 'due' | 'skipped' }[],
  given: { position: number; at: string },
): Promise<void> {
  if (rows.length > 0)
    await db
      .insertInto('alertDeliveries')
      .values(
        rows.map(({ seq, notice, state }) => ({
          ...{ tenantId: tenant, route, seq, alertId: notice.id, notice: JSON.stringify(notice), state },
          ...{ attempts: 0, nextAt: given.at, sentAt: null, answer: '' },
        })),
      )
      .onConflict((on) => on.columns(['tenantId', 'route', 'seq']).doNothing())
      .execute();
  await db
    .insertInto('routePositions')
    .values({ tenantId: tenant, route, begins: given.position, position: given.position })
    .onConflict((on) =>
      on.columns(['tenantId', 'route']).doUpdateSet({
        position: sql`greatest(route_positions.position, excluded.position)`,
      }),
    )
    .execute();
}

/** Alerts of which something was sent by the route, or waits to be. */
export async function toldAlerts(
  { db, tenant }: TenantScope,
  route: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('alertDeliveries')
    .select('alertId')
    .distinct()
    .where('tenantId', '=', tenant)
    .where('route', '=', route)
    .where('alertId', 'in', [...ids])
    .where('state', 'in', ['due', 'held', 'sent'])
    .execute();
  return new Set(rows.map(({ alertId }) => alertId));
}

/** What a route has still to tell and may now, oldest first. */
export async function waitingDeliveries({ db, tenant }: TenantScope, route: string, at: string): Promise<Delivery[]> {
  return db
    .selectFrom('alertDeliveries')
    .select(['seq', 'notice', 'state', 'attempts'])
    .where('tenantId', '=', tenant)
    .where('route', '=', route)
    .where('state', 'in', ['due', 'held'])
    .where('nextAt', '<=', at)
    .orderBy('seq')
    .limit(1_000)
    .execute();
}

/** Messages that a route sent since: of critical alerts, and of others. A digest has one moment for all it holds and counts once. */
export async function sentSince(
  { db, tenant }: TenantScope,
  route: string,
  since: string,
): Promise<{ critical: number; other: number }> {
  const rows = await db
    .selectFrom('alertDeliveries')
    .select(['sentAt', sql<boolean>`bool_or(notice->>'severity' = 'critical')`.as('critical')])
    .where('tenantId', '=', tenant)
    .where('route', '=', route)
    .where('state', '=', 'sent')
    .where('sentAt', '>=', since)
    .groupBy('sentAt')
    .execute();
  const critical = rows.filter((row) => row.critical).length;
  return { critical, other: rows.length - critical };
}

/** What became of deliveries. */
export async function settleDeliveries(
  { db, tenant }: TenantScope,
  route: string,
  seqs: readonly number[],
  change: { state: DeliveryState; attempts?: number; nextAt?: string; sentAt?: string; answer?: string },
): Promise<void> {
  if (seqs.length === 0) return;
  await db
    .updateTable('alertDeliveries')
    .set(change)
    .where('tenantId', '=', tenant)
    .where('route', '=', route)
    .where('seq', 'in', [...seqs])
    .execute();
}

export interface RouteCounts {
  route: string;
  sent: number;
  waiting: number;
  failed: number;
  lastSentAt: string | null;
}

/** How each route that was ever used is doing. */
export async function routeCounts({ db, tenant }: TenantScope): Promise<RouteCounts[]> {
  return db
    .selectFrom('alertDeliveries')
    .select([
      'route',
      sql<number>`count(*) filter (where state = 'sent')`.as('sent'),
      sql<number>`count(*) filter (where state in ('due', 'held'))`.as('waiting'),
      sql<number>`count(*) filter (where state = 'failed')`.as('failed'),
      sql<string | null>`max(sent_at)`.as('lastSentAt'),
    ])
    .where('tenantId', '=', tenant)
    .groupBy('route')
    .execute();
}

/** What was told, what waits and what failed, newest first; what was not worth telling is left out. */
export async function deliveryRows(
  { db, tenant }: TenantScope,
  { route, state, limit }: { route?: string; state?: DeliveryState; limit: number },
): Promise<(Delivery & { route: string; nextAt: string; sentAt: string | null; answer: string })[]> {
  return db
    .selectFrom('alertDeliveries')
    .select(['route', 'seq', 'notice', 'state', 'attempts', 'nextAt', 'sentAt', 'answer'])
    .where('tenantId', '=', tenant)
    .where('state', '<>', 'skipped')
    .$if(route !== undefined, (query) => query.where('route', '=', route!))
    .$if(state !== undefined, (query) => query.where('state', '=', state!))
    .orderBy('seq', 'desc')
    .orderBy('route')
    .limit(limit)
    .execute();
}

/** The place of the newest change of any alert; 0 when there is none. */
export async function newestAlertNews({ db, tenant }: TenantScope): Promise<number> {
  const row = await db
    .selectFrom('alertHistory')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('tenantId', '=', tenant)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

export type StreamRunEntry = Omit<Selectable<DeliveryTables['streamRuns']>, 'tenantId' | 'seq'>;

export async function recordStreamRun({ db, tenant }: TenantScope, run: StreamRunEntry): Promise<void> {
  await db
    .insertInto('streamRuns')
    .values({ tenantId: tenant, ...run })
    .execute();
}

/** The last run of each stream. */
export async function lastStreamRuns({ db, tenant }: TenantScope): Promise<StreamRunEntry[]> {
  return db
    .selectFrom('streamRuns')
    .distinctOn('stream')
    .select(['stream', 'endedAt', 'result', 'delivered', 'setAside', 'dropped', 'waiting', 'why'])
    .where('tenantId', '=', tenant)
    .orderBy('stream')
    .orderBy('seq', 'desc')
    .execute();
}
