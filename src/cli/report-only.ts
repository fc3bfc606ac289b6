import type { Snapshot } from '../core/snapshot.ts';
import { type ReportOnlyMeasurement, type StagedPolicy, measureReportOnly } from '../engine/report-only.ts';
import type { Store } from '../store/open.ts';
import type { Tenant } from '../store/tenants.ts';
import type { Invocation } from './command.ts';
import { type NotPossible, withSignIns } from './sign-ins.ts';

/**
 * Measures report-only policies by the tenant's sign-ins since their stages began, for whoever is about to enforce them.
 * Nothing is read when there is none. `accepted` is why a person enforces them all the same.
 */
export async function measurementsOf(
  invocation: Pick<Invocation, 'env' | 'tell'>,
  store: Store,
  tenant: Tenant,
  given: { policies: readonly StagedPolicy[]; snapshot: Snapshot; now: string; timeZone?: string; accepted?: string },
): Promise<readonly ReportOnlyMeasurement[] | NotPossible> {
  const { policies, ...options } = given;
  if (policies.length === 0) return [];
  const from = policies.map(({ since }) => since).reduce((first, since) => (since < first ? since : first));
  const span = { snapshot: options.snapshot, from, to: options.now };
  return withSignIns(invocation, store, tenant, span, (signIns) => measureReportOnly(policies, signIns, options));
}
