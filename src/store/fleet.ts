import { type Kysely, sql } from 'kysely';
import type { Outcome } from '../core/outcome.ts';
import type { Severity } from '../core/severity.ts';
import type { Database } from './schema.ts';

/** A check of a tenant as a list of tenants shows it. */
export interface FleetCheck {
  tenantId: string;
  /** The outcomes of the controls that were asked for, of the newest check alone. */
  outcomes: Readonly<Record<string, Outcome>> | null;
  takenAt: string;
  assessedAt: string;
  today: number;
  achievable: number;
  unknown: number;
}

/** The newest checks of each tenant in sight, newest first, at most `each` of one tenant. */
export async function newestChecks(
  db: Kysely<Database>,
  each: number,
  controls: readonly string[],
): Promise<FleetCheck[]> {
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('assessments')
        .select(['tenantId', 'takenAt', 'assessedAt', 'score', 'counts', 'outcomes'])
        .select(({ fn }) =>
          fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('tenantId').orderBy('assessedAt', 'desc').orderBy('recordedAt', 'desc'))
            .as('place'),
        )
        .as('ranked'),
    )
    .select(['tenantId', 'takenAt', 'assessedAt', 'score', 'counts'])
    .select((row) =>
      row
        .case()
        .when('place', '=', 1)
        .then(
          sql<FleetCheck['outcomes']>`(select jsonb_object_agg(name, unpacked.whole -> name)
            from (select outcomes || '{}'::jsonb as whole offset 0) as unpacked, unnest(${controls}::text[]) as name
            where jsonb_exists(unpacked.whole, name))`,
        )
        .end()
        .as('outcomes'),
    )
    .where('place', '<=', each)
    .orderBy('assessedAt', 'desc')
    .execute();
  return rows.map(({ score, counts, ...row }) => ({
    ...row,
    today: score.today,
    achievable: score.achievable,
    unknown: counts.unknown ?? 0,
  }));
}

/** Critical findings that nobody decided about, by tenant. */
export async function openCriticals(db: Kysely<Database>): Promise<{ tenantId: string; count: number }[]> {
  return db
    .selectFrom('findings')
    .select(['tenantId', ({ fn }) => fn.countAll<number>().as('count')])
    .where('state', 'in', ['open', 'planned'])
    .where('severity', '=', 'critical')
    .groupBy('tenantId')
    .execute();
}

/** Accepted risks whose day is over, by tenant. */
export async function acceptancesOver(
  db: Kysely<Database>,
  today: string,
): Promise<{ tenantId: string; count: number }[]> {
  return db
    .selectFrom('findings')
    .select(['tenantId', ({ fn }) => fn.countAll<number>().as('count')])
    .where('state', '=', 'accepted')
    .where('acceptedUntil', '<', today)
    .groupBy('tenantId')
    .execute();
}

/** Alerts that nobody acknowledged, with since when. */
export async function alertsWaiting(
  db: Kysely<Database>,
): Promise<{ tenantId: string; severity: Severity; stateSince: string }[]> {
  return db.selectFrom('alerts').select(['tenantId', 'severity', 'stateSince']).where('state', '=', 'open').execute();
}

/** The sign-ins of each tenant in sight, without what is sealed. */
export async function fleetCredentials(
  db: Kysely<Database>,
): Promise<{ tenantId: string; name: string; expiresAt: string | null; createdAt: string }[]> {
  return db.selectFrom('credentials').select(['tenantId', 'name', 'expiresAt', 'createdAt']).orderBy('name').execute();
}
