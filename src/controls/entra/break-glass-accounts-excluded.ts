import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { type Account, accountsOf } from './break-glass-accounts.ts';
import { counted, named } from './principals.ts';
import { globalAdministratorId } from './privileged-roles.ts';

type Policy = SectionData<'conditionalAccessPolicies'>[number];

/** Enforced, and it blocks or asks for something. Policies that only shape the session shut nobody out. */
function canShutOut(policy: Policy): boolean {
  const grant = policy.grantControls;
  const asks =
    (grant?.builtInControls?.length ?? 0) > 0 ||
    (grant?.termsOfUse?.length ?? 0) > 0 ||
    (grant?.customAuthenticationFactors?.length ?? 0) > 0 ||
    (grant?.authenticationStrength ?? null) !== null;
  return policy.state === 'enabled' && asks;
}

const lower = (list: readonly string[] | null | undefined) => (list ?? []).map((entry) => entry.toLowerCase());

/** True = the policy applies to the account, undefined = its groups or its id decide and were not read. */
function appliesTo(policy: Policy, account: Account): boolean | undefined {
  const users = policy.conditions?.users;
  const id = account.id ?? '';
  const inGroups = (groups: readonly string[]) =>
    groups.length === 0
      ? false
      : account.groupIds
        ? groups.some((group) => account.groupIds!.includes(group))
        : undefined;
  const included =
    lower(users?.includeUsers).includes('all') ||
    lower(users?.includeUsers).includes(id) ||
    lower(users?.includeRoles).includes(globalAdministratorId) ||
    inGroups(lower(users?.includeGroups));
  const excluded =
    lower(users?.excludeUsers).includes(id) ||
    lower(users?.excludeRoles).includes(globalAdministratorId) ||
    inGroups(lower(users?.excludeGroups));
  if (included === false || excluded === true) return false;
  if (account.id === undefined && (users?.excludeUsers ?? []).length > 0) return undefined;
  return included === undefined || excluded === undefined ? undefined : true;
}

const policyName = (policy: Policy) => policy.displayName ?? policy.id ?? 'policy without a name';

/** Who is left out of every such policy today and may be an emergency account that nobody declared. */
function candidates(policies: readonly Policy[]): string[] {
  const [first, ...rest] = policies.map((policy) => new Set(lower(policy.conditions?.users?.excludeUsers)));
  return [...(first ?? [])].filter((id) => rest.every((excluded) => excluded.has(id)));
}

export const breakGlassAccountsExcluded = defineControl({
  id: 'entra.break-glass-accounts-excluded',
  title: 'Emergency access accounts are outside every policy that can shut them out',
  finding: 'A Conditional Access policy can shut out an emergency access account',
  severity: 'high',
  rationale:
    'An emergency account that must pass the same MFA, device or location rule as everybody else fails in the same outage. One wrong policy is then enough to lose the tenant, and with it the charts.',
  citations: ['164.312(a)(2)(ii)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [
    { source: 'Maester', id: 'MT.1005' },
    { source: 'Prowler', id: 'entra_emergency_access_exclusion' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
    },
  ],
  aliases: ['ID-21b'],
  reads: ['conditionalAccessPolicies'],
  mayRead: ['emergencyAccounts', 'users', 'privilegedUsers'],
  evaluate(settings, { organization }): Verdict {
    const policies = settings.conditionalAccessPolicies.filter(canShutOut);
    const accounts = accountsOf(organization, settings);
    if (policies.length === 0)
      return notApplicable('No enforced Conditional Access policy blocks or asks for anything.');
    if (accounts.length === 0) {
      const guesses = candidates(policies);
      return unknown('No emergency access account is declared, so it is not known whether one could be shut out.', [], {
        wouldPassIf:
          guesses.length > 0
            ? `You declare ${named(guesses)} under breakGlass: every policy leaves them out already.`
            : 'You declare emergency access accounts under breakGlass and every policy excludes them.',
      });
    }
    const judged = policies.map((policy) => ({
      policy,
      hit: accounts.filter((account) => appliesTo(policy, account) === true),
      unread: accounts.filter((account) => appliesTo(policy, account) === undefined),
    }));
    const evidence = ({ policy, hit, unread }: (typeof judged)[number]) => ({
      id: policy.id ?? policyName(policy),
      name: policyName(policy),
      expected: `leaves out ${named(accounts.map(({ name }) => name))}`,
      actual:
        hit.length > 0
          ? `applies to ${named(hit.map(({ name }) => name))}`
          : unread.length > 0
            ? 'groups of the accounts not read'
            : 'leaves them out',
      readFrom: 'conditionalAccessPolicies.conditions' as const,
    });
    const bad = judged.filter(({ hit }) => hit.length > 0);
    if (bad.length > 0) {
      const names = named([...new Set(bad.flatMap(({ hit }) => hit.map(({ name }) => name)))]);
      return fail(
        `${bad.length} of ${counted(policies.length, 'enforced policy', 'enforced policies')} can shut out ${names}.`,
        bad.map(evidence),
        {
          wouldPassIf: `${named(bad.map(({ policy }) => `"${policyName(policy)}"`))} ${bad.length === 1 ? 'excludes' : 'exclude'} ${names}.`,
        },
      );
    }
    const open = judged.filter(({ unread }) => unread.length > 0);
    if (open.length > 0)
      return unknown(
        `Whether ${named(open.map(({ policy }) => `"${policyName(policy)}"`))} can shut out an emergency access account depends on groups or users that were not read.`,
        open.map(evidence),
      );
    return pass(
      `All ${counted(policies.length, 'enforced policy', 'enforced policies')} leave out ${counted(accounts.length, 'emergency access account')}.`,
      judged.map(evidence),
    );
  },
  remediation: {
    fix: 'Exclude the emergency access accounts from each policy',
    steps: [
      'Open the Microsoft Entra admin center, Protection, Conditional Access, Policies.',
      'Open each policy named here, Users, Exclude, Users and groups.',
      'Add both emergency access accounts and save.',
      'Sign in once with each account to see that it works.',
    ],
  },
  changes(settings, { organization }) {
    const accounts = accountsOf(organization, settings);
    return settings.conditionalAccessPolicies.filter(canShutOut).flatMap((policy) => {
      const hit = accounts.filter((account) => appliesTo(policy, account) === true && account.id !== undefined);
      if (hit.length === 0) return [];
      const excludeUsers = [...(policy.conditions?.users?.excludeUsers ?? []), ...hit.map(({ id }) => id!)];
      return [
        {
          section: 'conditionalAccessPolicies' as const,
          operation: 'set' as const,
          match: { id: policy.id },
          values: { 'conditions.users.excludeUsers': excludeUsers },
          call: `PATCH /identity/conditionalAccess/policies/${policy.id} ${JSON.stringify({ conditions: { users: { excludeUsers } } })}`,
          summary: `Exclude ${named(hit.map(({ name }) => name))} from policy "${policyName(policy)}"`,
          notice: 'Nobody: the accounts are not used from day to day.',
          undo: 'restore' as const,
        },
      ];
    });
  },
  knownGaps: ['The what-if evaluation of Microsoft is not run; the policy is read as it is written.'],
});
