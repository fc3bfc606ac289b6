import { randomUUID } from 'node:crypto';
import { type Kysely, type Selectable, sql } from 'kysely';
import { WardlineError } from '../core/errors.ts';
import type { Alert } from '../core/detection.ts';
import { type Severity, isAtLeast } from '../core/severity.ts';
import { daysAfter } from '../core/clock.ts';
import { lockKey } from './advisory-lock.ts';
import type { Database } from './schema.ts';
import type { AlertChange, AlertState, AlertVerdict } from './schema-watch.ts';
import type { TenantScope } from './scope.ts';
import { storableText } from './storable.ts';

export type KeptAlert = Omit<Selectable<Database['alerts']>, 'tenantId'>;

/** One thing that happened to an alert. Rows are only ever added, so who sends them on reads from the last `seq` it saw. */
export interface AlertNews {
  seq: number;
  alertId: string;
  at: string;
  kind: AlertChange;
  severity: Severity;
  count: number;
  by: string;
  reason: string;
}

const wardline = 'wardline';
/** Ids of events that an alert lists. */
const idLimit = 1_000;

/**
 * Keeps alerts as the detections told them: one that overlaps a kept one of the same condition and group makes that
 * grow. Told again unchanged, nothing is written. `at`: the collector's clock.
 */
export async function keepAlerts(scope: TenantScope, alerts: readonly Alert[], at: string): Promise<void> {
  if (alerts.length > 0) await oneAtATime(scope);
  for (const alert of alerts) await keepAlert(scope, alert, at);
}

/**
 * Whoever changes alerts of a tenant does so alone until the transaction ends: who reads the history by `seq` would
 * otherwise pass by a row that is numbered earlier and committed later.
 */
async function oneAtATime({ db, tenant }: TenantScope): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockKey(`alerts of ${tenant}`)}::bigint)`.execute(db);
}

async function keepAlert(scope: TenantScope, alert: Alert, at: string): Promise<void> {
  const { db, tenant } = scope;
  const groupName = storableText(alert.group);
  const known = await db
    .selectFrom('alerts')
    .selectAll()
    .where('tenantId', '=', tenant)
    .where('detection', '=', alert.detection)
    .where('groupName', '=', groupName)
    .where('firstAt', '<=', alert.lastAt)
    .where('lastAt', '>=', alert.firstAt)
    .orderBy('firstAt')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  const words = { actor: storableText(alert.actor), why: storableText(alert.why) };
  if (!known) {
    const { detection, severity, title, incident, firstAt, lastAt, count } = alert;
    const row = {
      ...{ tenantId: tenant, id: randomUUID(), detection, groupName, severity, title, ...words, incident },
      ...{ firstAt, lastAt, count, eventIds: alert.eventIds.slice(0, idLimit).map(storableText) },
      ...{ raisedAt: at, grownAt: at, state: 'open' as const, stateSince: at, owner: null, escalatedAt: null },
      verdict: null,
    };
    await db.insertInto('alerts').values(row).execute();
    await addNews(scope, row, { at, kind: 'raised', by: wardline, reason: '' });
    return;
  }
  const grown = grownBy(known, alert);
  if (!grown) return;
  // What goes on after somebody closed it was not what they closed.
  const reopens = known.state === 'closed' && alert.lastAt > known.stateSince;
  const change = { ...grown, ...words, grownAt: at, ...(reopens && reopened(at)) };
  await update(db, tenant, known.id, change);
  await addNews(scope, { ...known, ...change }, { at, kind: reopens ? 'reopened' : 'grown', by: wardline, reason: '' });
}

/** What an alert is again when it goes on after it was closed: open, and judged by nobody. */
function reopened(at: string) {
  return { state: 'open' as const, stateSince: at, verdict: null };
}

function grownBy(
  known: KeptAlert,
  alert: Alert,
): Pick<KeptAlert, 'firstAt' | 'lastAt' | 'count' | 'severity' | 'eventIds'> | undefined {
  const [firstAt, lastAt] = [earlier(known.firstAt, alert.firstAt), later(known.lastAt, alert.lastAt)];
  const severity = isAtLeast(alert.severity, known.severity) ? alert.severity : known.severity;
  const count = Math.max(known.count, alert.count);
  const ids = [...new Set([...known.eventIds, ...alert.eventIds.map(storableText)])].slice(0, idLimit);
  const same =
    firstAt === known.firstAt && lastAt === known.lastAt && severity === known.severity && count === known.count;
  return same && ids.length === known.eventIds.length ? undefined : { firstAt, lastAt, count, severity, eventIds: ids };
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

async function update(
  db: Kysely<Database>,
  tenant: string,
  id: string,
  change: Partial<Omit<KeptAlert, 'id'>>,
): Promise<void> {
  await db.updateTable('alerts').set(change).where('tenantId', '=', tenant).where('id', '=', id).execute();
}

async function addNews(
  { db, tenant }: TenantScope,
  { id, severity, count }: Pick<KeptAlert, 'id' | 'severity' | 'count'>,
  news: Pick<AlertNews, 'at' | 'kind' | 'by' | 'reason'> & { verdict?: AlertVerdict },
): Promise<void> {
  await db
    .insertInto('alertHistory')
    .values({ tenantId: tenant, alertId: id, severity, count, ...news })
    .execute();
}

export interface AlertFilter {
  states?: readonly AlertState[];
  /** Not less severe than this. */
  atLeast?: Severity;
  /** ISO 8601 UTC: those whose last event is not before it. */
  since?: string;
  limit?: number;
}

/** Newest first. */
export async function listAlerts({ db, tenant }: TenantScope, filter: AlertFilter = {}): Promise<KeptAlert[]> {
  const { states, atLeast, since, limit = 1000 } = filter;
  let query = db.selectFrom('alerts').selectAll().where('tenantId', '=', tenant);
  if (states) query = query.where('state', 'in', [...states]);
  if (since !== undefined) query = query.where('lastAt', '>=', since);
  if (atLeast)
    query = query.where(
      'severity',
      'in',
      (['critical', 'high', 'medium', 'low'] as const).filter((severity) => isAtLeast(severity, atLeast)),
    );
  const rows = await query.orderBy('lastAt', 'desc').orderBy('id').limit(limit).execute();
  return rows.map(({ tenantId: _tenant, ...row }) => row);
}

/** How many alerts stand how. */
export async function countAlerts({ db, tenant }: TenantScope): Promise<Record<AlertState, number>> {
  const rows = await db
    .selectFrom('alerts')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('tenantId', '=', tenant)
    .groupBy('state')
    .execute();
  const of = (state: AlertState) => rows.find((row) => row.state === state)?.count ?? 0;
  return { open: of('open'), acknowledged: of('acknowledged'), closed: of('closed') };
}

/** The alert of this id, or of one that begins so (8 characters and more). Throws `not-found`. */
export async function findAlert({ db, tenant }: TenantScope, id: string): Promise<KeptAlert> {
  const wanted = id.trim().toLowerCase();
  if (/^[0-9a-f-]{8,36}$/.test(wanted)) {
    const rows = await db
      .selectFrom('alerts')
      .selectAll()
      .where('tenantId', '=', tenant)
      .where(({ eb, cast }) => eb(cast<string>('id', 'text'), 'like', `${wanted}%`))
      .limit(2)
      .execute();
    if (rows.length === 1) {
      const { tenantId: _tenant, ...row } = rows[0]!;
      return row;
    }
    if (rows.length > 1) throw new WardlineError('usage', 'Several alerts begin so.', 'Give more of the id.');
  }
  throw new WardlineError('not-found', 'There is no such alert.', 'See: wardline alerts list');
}

/** What happened to one alert, oldest first. */
export async function alertHistory(
  { db, tenant }: TenantScope,
  id: string,
): Promise<(AlertNews & { verdict: AlertVerdict | null })[]> {
  return db
    .selectFrom('alertHistory')
    .select(['seq', 'alertId', 'at', 'kind', 'severity', 'count', 'by', 'reason', 'verdict'])
    .where('tenantId', '=', tenant)
    .where('alertId', '=', id)
    .orderBy('seq')
    .execute();
}

/** A person's decision about an alert. Throws `bad-input` without a reason, `conflict` when it is closed already. */
export async function decideAlert(
  scope: TenantScope,
  id: string,
  decision: {
    to: 'acknowledged' | 'closed';
    by: string;
    reason: string;
    at: string;
    /** Of a closed one: what it turned out to be. */
    verdict?: AlertVerdict;
  },
): Promise<KeptAlert> {
  const { to, by, reason, at, verdict } = decision;
  if (!/[\p{L}\p{N}]/u.test(reason))
    throw new WardlineError('bad-input', 'Say why: a decision without a reason is refused.');
  await oneAtATime(scope);
  const known = await findAlert(scope, id);
  if (known.state === 'closed') throw new WardlineError('conflict', 'This alert is closed already.');
  const judged = to === 'closed' && verdict !== undefined ? { verdict } : {};
  const change = { state: to, stateSince: at, owner: storableText(by), ...judged };
  await update(scope.db, scope.tenant, known.id, change);
  await addNews(scope, known, { at, kind: to, by: storableText(by), reason: storableText(reason), ...judged });
  return { ...known, ...change };
}

/** Days that an alert may stay open with nobody acknowledging it. */
export const patienceDays: Readonly<Record<Severity, number>> = { critical: 1, high: 2, medium: 7, low: 14 };

/** Marks the open alerts that nobody looked at in time, once each. */
export async function escalateAlerts(scope: TenantScope, at: string): Promise<KeptAlert[]> {
  await oneAtATime(scope);
  const due = (await listAlerts(scope, { states: ['open'], limit: 10_000 })).filter(
    ({ escalatedAt, stateSince, severity }) =>
      escalatedAt === null && daysAfter(stateSince, patienceDays[severity]) <= at,
  );
  for (const alert of due) {
    await update(scope.db, scope.tenant, alert.id, { escalatedAt: at });
    const reason = `Nobody acknowledged it within ${patienceDays[alert.severity]} days`;
    await addNews(scope, alert, { at, kind: 'escalated', by: wardline, reason });
  }
  return due;
}
