import type { ScanState } from './schema-content.ts';
import type { TenantScope } from './scope.ts';

/** One run of a scan over a tenant's content. */
export interface StoredScan {
  id: string;
  startedAt: string;
  startedBy: string;
  endedAt: string | null;
  state: ScanState;
  /** What was asked for: the stores, and whether Teams messages were read. */
  asked: unknown;
  /** Counts at the last step: items, bytes, items with PHI. No names. */
  progress: unknown;
}

const columns = ['id', 'startedAt', 'startedBy', 'endedAt', 'state', 'asked', 'progress'] as const;

export async function startContentScan(
  { db, tenant }: TenantScope,
  given: { at: string; by: string; asked: unknown },
): Promise<string> {
  // A scan that was killed could not say so.
  await db
    .updateTable('contentScans')
    .set({ state: 'paused', endedAt: given.at })
    .where('tenantId', '=', tenant)
    .where('state', '=', 'running')
    .execute();
  const { id } = await db
    .insertInto('contentScans')
    .values({
      tenantId: tenant,
      startedAt: given.at,
      startedBy: given.by,
      endedAt: null,
      state: 'running',
      asked: JSON.stringify(given.asked),
      progress: '{}',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Ends a scan, or tells how far it is. */
export async function moveContentScan(
  { db, tenant }: TenantScope,
  id: string,
  to: { state: ScanState; progress: unknown; endedAt?: string },
): Promise<void> {
  await db
    .updateTable('contentScans')
    .set({ state: to.state, progress: JSON.stringify(to.progress), endedAt: to.endedAt ?? null })
    .where('tenantId', '=', tenant)
    .where('id', '=', id)
    .execute();
}

/** Newest first. */
export async function listContentScans({ db, tenant }: TenantScope, limit = 100): Promise<StoredScan[]> {
  return db
    .selectFrom('contentScans')
    .select(columns)
    .where('tenantId', '=', tenant)
    .orderBy('startedAt', 'desc')
    .limit(limit)
    .execute();
}
