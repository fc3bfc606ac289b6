import { readMemberships } from '../connectors/graph/resources/group-memberships.ts';
import { daysAfter } from '../core/clock.ts';
import { WardlineError } from '../core/errors.ts';
import type { Organization } from '../core/organization.ts';
import type { Plan } from '../core/plan.ts';
import type { Rehearsal } from '../core/rehearsal.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { plannedPolicy, rehearse } from '../engine/rehearse.ts';
import type { Store } from '../store/open.ts';
import type { Tenant } from '../store/tenants.ts';
import type { Invocation, Option } from './command.ts';
import { withSignIns } from './sign-ins.ts';

export const rehearsalOptions: readonly Option[] = [
  { flags: '--no-rehearsal', summary: 'do not hold the planned policies against past sign-ins' },
  { flags: '--sign-ins-days <days>', summary: 'how many days of sign-ins, 1 to 30', default: '30' },
  { flags: '--time-zone <zone>', summary: 'for the times in the rehearsal: America/Chicago (UTC)' },
];

/** Days that Entra keeps sign-ins with P1. */
const mostDays = 30;

interface Span {
  days: number;
  timeZone: string;
}

/** The options that `rehearsalOptions` offers. Throws `usage`. */
export function spanOf(options: Invocation['options']): Span {
  const days = Number(options['signInsDays'] ?? mostDays);
  if (!Number.isInteger(days) || days < 1 || days > mostDays)
    throw new WardlineError(
      'usage',
      `--sign-ins-days takes a whole number from 1 to ${mostDays}.`,
      'Entra keeps sign-ins for 30 days.',
    );
  const timeZone = typeof options['timeZone'] === 'string' ? options['timeZone'] : 'UTC';
  try {
    new Intl.DateTimeFormat('en-US', { timeZone }).format();
  } catch {
    throw new WardlineError('usage', 'There is no such time zone.', 'Name it as America/Chicago or UTC.');
  }
  return { days, timeZone };
}

/**
 * Holds the planned Conditional Access policies against the tenant's past sign-ins. Undefined when none is planned; a
 * log that cannot be read gives the reason in place of a result.
 */
export async function rehearsalOf(
  invocation: Pick<Invocation, 'env' | 'tell'>,
  store: Store,
  tenant: Tenant,
  given: {
    plan: Plan;
    snapshot: Snapshot;
    organization: Organization;
    span: Span;
    now: string;
    allowAdminLockout: boolean;
  },
): Promise<Rehearsal | undefined> {
  const { plan, snapshot, organization, span, now, allowAdminLockout } = given;
  const policies = plan.changes.flatMap((change) => plannedPolicy(change, snapshot) ?? []);
  if (policies.length === 0) return undefined;
  const groups = policies.flatMap(({ conditions }) => [
    ...(conditions?.users?.includeGroups ?? []),
    ...(conditions?.users?.excludeGroups ?? []),
  ]);
  const from = daysAfter(now, -span.days);
  return withSignIns(invocation, store, tenant, { snapshot, from, to: now }, async (signIns, graph) =>
    rehearse(plan, snapshot, signIns, {
      ...{ from, to: now, timeZone: span.timeZone, organization, allowAdminLockout },
      memberships: await readMemberships(graph, groups),
    }),
  );
}
