import { daysAfter } from '../../core/clock.ts';
import type { Duty } from '../../core/duty.ts';
import type { Organization } from '../../core/organization.ts';
import type { Keyring } from '../../store/master-key.ts';
import type { Store } from '../../store/open.ts';
import { withSystem, withTenant } from '../../store/scope.ts';
import type { Tenant } from '../../store/tenants.ts';
import { planDuties } from './of-plans.ts';
import { logReviewDuties, standing } from './of-reviews.ts';
import { acceptanceDuties, statementDuties } from './of-statements.ts';
import { ownDuties, upkeepDuties } from './of-upkeep.ts';

/** Days ahead that a list of what is due shows. */
const listed = 30;

/**
 * All duties of a tenant up to `until`: what is done, open, overdue and to come. `now` is the tenant's clock, `at` this
 * machine's; both ISO 8601 UTC. Earliest first; what waits without a day comes last.
 */
export async function dutiesOf(
  store: Store,
  given: { tenant: Tenant; organization: Organization; keyring: Keyring; at: string; now: string; until: string },
): Promise<Duty[]> {
  const { tenant, organization, at, now, until } = given;
  const own = await withSystem(store, (scope) => ownDuties(scope, store.home, tenant, at));
  const duties = await withTenant(store, tenant.id, async (scope) => [
    ...(await logReviewDuties(scope, { now, until })),
    ...(await standing(scope, tenant.createdAt, { now, until })),
    ...(await planDuties(scope, now)),
    ...(await acceptanceDuties(scope, now)),
    ...statementDuties(organization, now),
    ...(await upkeepDuties(scope, given)),
  ]);
  return [...duties, ...own]
    .filter(({ due }) => due === undefined || due <= until)
    .toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'));
}

/** What people have to do now or within a month: nothing that is done, and no nightly work that is in time. */
export function dutiesDue(duties: readonly Duty[], now: string): Duty[] {
  const soon = daysAfter(now, listed);
  const nightly = new Set(['check', 'scan', 'anchor', 'backup', 'standing', 'log-review']);
  return duties.filter(
    ({ state, kind, due }) =>
      state === 'open' || state === 'overdue' || (state === 'ahead' && !nightly.has(kind) && (due ?? '9') <= soon),
  );
}
