import type { Assessment } from '../core/assessment.ts';
import { loadAssessment } from '../store/assessments.ts';
import type { TenantScope } from '../store/scope.ts';

/** Documents that are kept at hand: each is about half a megabyte of text. */
const most = 12;
const known = new Map<string, Assessment>();

/**
 * A whole assessment of this tenant, not to be changed. One that was recorded never changes, and each page about a check
 * asks for the same: those that were asked for last are kept. Throws `not-found` or `integrity`.
 */
export async function assessmentOf(scope: TenantScope, id: string): Promise<Assessment> {
  const name = `${scope.tenant}/${id}`;
  const assessment = known.get(name) ?? (await loadAssessment(scope, id)).assessment;
  known.delete(name);
  known.set(name, assessment);
  if (known.size > most) known.delete(known.keys().next().value!);
  return assessment;
}
