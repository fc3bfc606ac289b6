import { randomUUID } from 'node:crypto';
import type { Assessment } from '../core/assessment.ts';
import { WardlineError } from '../core/errors.ts';
import type { Outcome } from '../core/outcome.ts';
import { type FindingsMoved, moveFindings } from './findings.ts';
import type { TenantScope } from './scope.ts';

export interface AssessmentEntry {
  id: string;
  /** The run id of `core/assessment.ts`: equal inputs have equal runs. */
  run: string;
  /** What it judged, when that is kept here. */
  snapshotId?: string;
  baseline: string;
  /** Product version. */
  wardline: string;
  takenAt: string;
  assessedAt: string;
  score: Assessment['score'];
  counts: Record<Outcome, number>;
}

/**
 * Keeps an assessment and moves the tenant's findings by it. `inputs` is what was judged beside the snapshot (the
 * organization's statements, the baseline), so that the run can be repeated to the same result.
 */
export async function recordAssessment(
  scope: TenantScope,
  assessment: Assessment,
  given: { snapshotId?: string; inputs?: unknown } = {},
): Promise<{ id: string; moved: FindingsMoved }> {
  const { db, tenant, blobs } = scope;
  const id = randomUUID();
  await db
    .insertInto('assessments')
    .values({
      tenantId: tenant,
      id,
      snapshotId: given.snapshotId ?? null,
      run: assessment.run,
      baseline: assessment.baseline.id,
      wardline: assessment.wardline,
      takenAt: assessment.takenAt,
      assessedAt: assessment.assessedAt,
      score: JSON.stringify(assessment.score),
      counts: JSON.stringify(assessment.counts),
      resultBlob: await blobs.put(JSON.stringify(assessment)),
      outcomes: JSON.stringify(
        Object.fromEntries(assessment.results.map(({ control, outcome }) => [control, outcome])),
      ),
      inputsBlob: given.inputs === undefined ? null : await blobs.put(JSON.stringify(given.inputs)),
    })
    .execute();
  return { id, moved: await moveFindings(scope, id, assessment) };
}

/** The whole result as it was recorded, with its inputs. Throws `not-found` or `integrity`. */
export async function loadAssessment(
  { db, tenant, blobs }: TenantScope,
  id: string,
): Promise<{ assessment: Assessment; snapshotId: string | undefined; inputs: unknown }> {
  const row = await db
    .selectFrom('assessments')
    .select(['snapshotId', 'resultBlob', 'inputsBlob'])
    .where('tenantId', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new WardlineError('not-found', 'There is no such assessment of this tenant.');
  return {
    assessment: JSON.parse(String(await blobs.get(row.resultBlob))) as Assessment,
    snapshotId: row.snapshotId ?? undefined,
    inputs: row.inputsBlob === null ? undefined : JSON.parse(String(await blobs.get(row.inputsBlob))),
  };
}

/** Newest first. */
export async function listAssessments({ db, tenant }: TenantScope, limit = 100): Promise<AssessmentEntry[]> {
  const rows = await db
    .selectFrom('assessments')
    .select(['id', 'run', 'snapshotId', 'baseline', 'wardline', 'takenAt', 'assessedAt', 'score', 'counts'])
    .where('tenantId', '=', tenant)
    .orderBy('assessedAt', 'desc')
    .orderBy('recordedAt', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ snapshotId, ...entry }) => ({ ...entry, ...(snapshotId !== null && { snapshotId }) }));
}

/** The newest assessments with the outcome of each control, newest first. */
export async function assessmentOutcomes(
  { db, tenant }: TenantScope,
  limit: number,
): Promise<{ id: string; assessedAt: string; outcomes: Readonly<Record<string, Outcome>> }[]> {
  const rows = await db
    .selectFrom('assessments')
    .select(['id', 'assessedAt', 'outcomes'])
    .where('tenantId', '=', tenant)
    .orderBy('assessedAt', 'desc')
    .orderBy('recordedAt', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ outcomes, ...row }) => ({ ...row, outcomes: outcomes ?? {} }));
}
