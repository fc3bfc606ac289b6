import type { TenantScope } from '../scope.ts';

/** Somebody opened records of the audit log, which are PHI. */
export interface Opening {
  /** ISO 8601 UTC. */
  at: string;
  by: string;
  action: 'reveal' | 'export';
  /** What was asked for. */
  asked: Readonly<Record<string, unknown>>;
  records: number;
}

/** Records an opening; do it before anything is shown. */
export async function recordOpening({ db, tenant }: TenantScope, { asked, ...opening }: Opening): Promise<void> {
  await db
    .insertInto('auditOpenings')
    .values({ tenantId: tenant, ...opening, asked: JSON.stringify(asked) })
    .execute();
}

export async function listOpenings({ db, tenant }: TenantScope): Promise<Opening[]> {
  return db
    .selectFrom('auditOpenings')
    .select(['at', 'by', 'action', 'asked', 'records'])
    .where('tenantId', '=', tenant)
    .orderBy('seq', 'desc')
    .execute();
}
