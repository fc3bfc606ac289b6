import type { AlertNews } from './alerts.ts';
import type { TenantScope } from './scope.ts';

/**
 * What happened to alerts after `seq`, oldest first: the queue that alert routes read. A route remembers the last `seq`
 * that it sent on; rows are never changed and never taken away.
 */
export async function alertNewsAfter({ db, tenant }: TenantScope, seq: number, limit = 500): Promise<AlertNews[]> {
  return db
    .selectFrom('alertHistory')
    .select(['seq', 'alertId', 'at', 'kind', 'severity', 'count', 'by', 'reason'])
    .where('tenantId', '=', tenant)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute();
}

/** The `seq` of the newest of them; 0 before the first. */
export async function lastAlertNews({ db, tenant }: TenantScope): Promise<number> {
  const row = await db
    .selectFrom('alertHistory')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('tenantId', '=', tenant)
    .executeTakeFirst();
  return row?.seq ?? 0;
}
