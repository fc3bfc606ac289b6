import type { Context } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';

/**
 * Whether the tenant is in a United States government cloud, where Microsoft does not offer personal Teams accounts
 * and channel e-mail: by the tenant's cloud, or by its Teams service plans (`Teams_GCC` and the like).
 */
export function inGovernmentCloud(
  teamsTenant: SectionData<'teamsTenant'> | undefined,
  tenant: Context['tenant'],
): boolean {
  if (['gcc', 'gcchigh', 'dod'].includes(tenant.cloud)) return true;
  return /GCC|DOD/.test(JSON.stringify(teamsTenant?.assignedPlan ?? ''));
}
