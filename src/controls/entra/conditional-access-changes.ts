import { findBy } from '../../core/lookup.ts';
import type { Change } from '../../core/change.ts';
import type { Context } from '../../core/control.ts';
import { type Facts, has, listed, nameOf } from './conditional-access.ts';
import type { Coverage } from './conditional-access-coverage.ts';

interface Wanted {
  /** Display name of the policy that would be created. */
  name: string;
  summary: string;
  notice: string;
  conditions?: Readonly<Record<string, unknown>>;
  users?: Readonly<Record<string, unknown>>;
  applications?: Readonly<Record<string, unknown>>;
  grantControls?: Readonly<Record<string, unknown>>;
  sessionControls?: Readonly<Record<string, unknown>>;
}

/**
 * The change that cures: the nearest policy is switched on or loses its undeclared exclusions; where it falls short
 * in another way, a new policy is created that leaves out the declared exclusions only.
 */
export function coverageChanges(
  coverage: Coverage,
  wanted: Wanted,
  facts: Facts,
  organization: Context['organization'],
): readonly Change[] {
  if (coverage.by.length > 0) return [];
  const nearest = coverage.near[0];
  const breakGlass = organization.breakGlass.map((account) => idOf(account, facts));
  if (nearest?.gaps.every((gap) => gap.set && !gap.unsure)) {
    const { policy } = nearest;
    const values = Object.assign({}, ...nearest.gaps.map((gap) => gap.set)) as Record<string, unknown>;
    const path = 'conditions.users.excludeUsers';
    const excluded = (values[path] as string[] | undefined) ?? policy.conditions?.users?.excludeUsers ?? [];
    const missing = breakGlass.filter((account) => !has(excluded, account));
    if (missing.length > 0) values[path] = [...excluded, ...missing];
    return [
      {
        section: 'conditionalAccessPolicies',
        operation: 'set',
        match: policy.id ? { id: policy.id } : { displayName: policy.displayName },
        values,
        call: `PATCH /identity/conditionalAccess/policies/${policy.id ?? nameOf(policy)}`,
        summary: `Close what policy "${nameOf(policy)}" leaves open: it ${listed(nearest.gaps.map((gap) => gap.words))}`,
        notice: wanted.notice,
        lockoutRisk: true,
        stages: policy.state === 'disabled' ? ['report-only for 7 days', 'enforced'] : ['enforced'],
        undo: 'restore',
      },
    ];
  }
  return [{ ...creation(wanted, facts), lockoutRisk: true }];
}

function creation(wanted: Wanted, facts: Facts): Change {
  const { declared } = facts;
  return {
    section: 'conditionalAccessPolicies',
    operation: 'create',
    match: { displayName: wanted.name },
    values: {
      displayName: wanted.name,
      state: 'enabled',
      conditions: {
        clientAppTypes: ['all'],
        ...wanted.conditions,
        applications: {
          ...(wanted.applications ?? { includeApplications: ['All'] }),
          ...(!wanted.applications &&
            declared.applications.length > 0 && { excludeApplications: declared.applications }),
        },
        users: {
          ...(wanted.users ?? { includeUsers: ['All'] }),
          excludeUsers: [...new Set(declared.users.map((account) => idOf(account, facts)))],
          excludeGroups: declared.groups,
          excludeRoles: declared.roles,
          ...(declared.guestTypes.length > 0 && {
            excludeGuestsOrExternalUsers: {
              guestOrExternalUserTypes: declared.guestTypes.join(','),
              externalTenants: { membershipKind: 'all' },
            },
          }),
        },
      },
      ...(wanted.grantControls && { grantControls: wanted.grantControls }),
      ...(wanted.sessionControls && { sessionControls: wanted.sessionControls }),
    },
    call: 'POST /identity/conditionalAccess/policies',
    summary: wanted.summary,
    notice: wanted.notice,
    stages: ['report-only for 7 days', 'enforced'],
    undo: 'restore',
  };
}

function idOf(account: string, { people }: Facts): string {
  return people.map((list) => findBy(list, 'userPrincipalName', account)).find((person) => person)?.id ?? account;
}
