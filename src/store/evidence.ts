import { createHash } from 'node:crypto';
import type { TenantScope } from './scope.ts';

/** A reading of a tenant with one hash over all of its sections. */
export interface SnapshotEvidence {
  id: string;
  takenAt: string;
  sections: number;
  hash: string;
}

/** Whole readings, newest first. The hash is SHA-256 over the lines "section hash" in their order. */
export async function snapshotEvidence({ db, tenant }: TenantScope, limit: number): Promise<SnapshotEvidence[]> {
  const heads = await db
    .selectFrom('snapshots')
    .select(['id', 'takenAt'])
    .where('tenantId', '=', tenant)
    .where('state', '=', 'complete')
    .orderBy('takenAt', 'desc')
    .limit(limit)
    .execute();
  if (heads.length === 0) return [];
  const sections = await db
    .selectFrom('snapshotSections')
    .select(['snapshotId', 'section', 'blob'])
    .where('tenantId', '=', tenant)
    .where(
      'snapshotId',
      'in',
      heads.map(({ id }) => id),
    )
    .orderBy('snapshotId')
    .orderBy('position')
    .execute();
  const own = Map.groupBy(sections, ({ snapshotId }) => snapshotId);
  return heads.map(({ id, takenAt }) => {
    const lines = (own.get(id) ?? []).map(({ section, blob }) => `${section} ${blob ?? '-'}\n`);
    return { id, takenAt, sections: lines.length, hash: createHash('sha256').update(lines.join('')).digest('hex') };
  });
}

/** The hash of each assessment's document, which is also its name among the blobs. */
export async function assessmentHashes(
  { db, tenant }: TenantScope,
  limit: number,
): Promise<{ id: string; run: string; assessedAt: string; takenAt: string; baseline: string; hash: string }[]> {
  return db
    .selectFrom('assessments')
    .select(['id', 'run', 'assessedAt', 'takenAt', 'baseline', 'resultBlob as hash'])
    .where('tenantId', '=', tenant)
    .orderBy('assessedAt', 'desc')
    .limit(limit)
    .execute();
}
