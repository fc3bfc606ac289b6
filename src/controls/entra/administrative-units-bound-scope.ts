import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, combine, fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { counted, declaredAs, named } from './principals.ts';

/** Roles that an administrative unit can bound to some users, by display name. */
const boundable = new Set([
  'User Administrator',
  'Helpdesk Administrator',
  'Password Administrator',
  'Authentication Administrator',
  'Groups Administrator',
  'License Administrator',
]);

interface Scoped {
  id: string;
  principal: string;
  name: string;
  role: string;
  scope: string | null | undefined;
  readFrom: 'privilegedRoles.assignments' | 'roleAssignments.directoryScopeId';
}

function scopedAssignments(
  privilegedRoles: SectionData<'privilegedRoles'>,
  roleAssignments: SectionData<'roleAssignments'> | undefined,
): Scoped[] {
  if (roleAssignments) {
    return roleAssignments.map((entry) => ({
      id: entry.id ?? '',
      principal: entry.principalId ?? '',
      name: entry.principal?.userPrincipalName ?? entry.principal?.displayName ?? entry.principalId ?? '',
      role: entry.roleDefinition?.displayName ?? '',
      scope: entry.directoryScopeId,
      readFrom: 'roleAssignments.directoryScopeId',
    }));
  }
  return privilegedRoles.flatMap((role) =>
    (role.assignments ?? []).map((entry) => ({
      id: entry.id ?? `${role.displayName}/${entry.principalId}`,
      principal: entry.principalId ?? '',
      name: entry.principalId ?? '',
      role: role.displayName ?? '',
      scope: entry.directoryScopeId,
      readFrom: 'privilegedRoles.assignments' as const,
    })),
  );
}

function judgeScopes(all: readonly Scoped[], exempt: (principal: string) => boolean): Verdict {
  const delegated = all.filter((entry) => boundable.has(entry.role) && !exempt(entry.principal));
  if (delegated.length === 0) return notApplicable('No role that an administrative unit can bound is assigned.');
  const evidence = (entry: Scoped) => ({
    id: entry.id,
    name: `${entry.name}, ${entry.role}`,
    expected: 'scope of an administrative unit',
    actual: entry.scope === '/' ? 'the whole directory' : `scope ${entry.scope}`,
    readFrom: entry.readFrom,
  });
  const wide = delegated.filter((entry) => entry.scope === '/');
  const found = `${wide.length} of ${counted(delegated.length, 'delegated role assignment')} reach the whole directory.`;
  if (wide.length > 0) {
    return fail(found, wide.map(evidence), {
      wouldPassIf: `The assignments of ${named(wide.map(({ name }) => name))} are bound to an administrative unit, or you declare the people as exclusions of this control.`,
    });
  }
  if (delegated.some((entry) => typeof entry.scope !== 'string'))
    return unknown('The source does not say how far each delegated role reaches.');
  return pass(found, delegated.map(evidence));
}

function judgeGroups(
  policies: SectionData<'conditionalAccessPolicies'> | undefined,
  assignable: SectionData<'roleAssignableGroups'> | undefined,
  units: SectionData<'administrativeUnits'> | undefined,
): Verdict {
  if (!policies) return unknown('Conditional Access policies were not read, so the groups in them are not known.');
  const used = new Map<string, string[]>();
  for (const policy of policies.filter((entry) => entry.state === 'enabled')) {
    const { includeGroups, excludeGroups } = policy.conditions?.users ?? {};
    for (const group of [...(includeGroups ?? []), ...(excludeGroups ?? [])])
      used.set(group.toLowerCase(), [...(used.get(group.toLowerCase()) ?? []), policy.displayName ?? policy.id ?? '']);
  }
  if (used.size === 0) return notApplicable('No enabled Conditional Access policy names a group.');
  const restricted = (units ?? []).filter((unit) => unit.isMemberManagementRestricted === true);
  const shielded = new Set(
    [...(assignable ?? []).map((group) => group.id ?? ''), ...restricted.flatMap((unit) => unit.memberIds ?? [])].map(
      (id) => id.toLowerCase(),
    ),
  );
  const evidence = ([group, names]: [string, string[]]) => ({
    id: group,
    name: `group ${group}`,
    expected: 'role-assignable, or in a restricted administrative unit',
    actual: `${shielded.has(group) ? 'protected' : 'neither'}; used by ${named(names)}`,
    readFrom: 'conditionalAccessPolicies.conditions' as const,
  });
  const open = [...used].filter(([group]) => !shielded.has(group));
  if (open.length === 0)
    return pass(
      `All ${counted(used.size, 'group')} in Conditional Access policies are protected.`,
      [...used].map(evidence),
    );
  if (!assignable || !units)
    return unknown(
      'Role-assignable groups and administrative units were not both read, so it is not known who can change the groups in Conditional Access policies.',
    );
  return fail(
    `${open.length} of ${counted(used.size, 'group')} in Conditional Access policies can be changed by anybody who manages groups.`,
    open.map(evidence),
    {
      wouldPassIf: `${named(open.map(([group]) => `group ${group}`))} is put in a restricted management administrative unit.`,
    },
  );
}

export const administrativeUnitsBoundScope = defineControl({
  id: 'entra.administrative-units-bound-scope',
  title: 'Delegated admin roles and access groups are bounded',
  finding: 'Delegated admin roles are unbounded, or access groups are open to change',
  severity: 'low',
  rationale:
    "A help desk that may reset any password can also reset the medical director's. An administrative unit bounds a role to one site or department, and a restricted one keeps the groups that decide who is excluded from MFA out of reach.",
  citations: ['164.308(a)(4)(ii)(B)', '164.502(b)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'low',
  references: [
    { source: 'Maester', id: 'MT.1035' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/role-based-access-control/administrative-units',
    },
  ],
  aliases: ['PA-10'],
  license: 'entra-p1',
  reads: ['privilegedRoles'],
  mayRead: ['roleAssignments', 'conditionalAccessPolicies', 'roleAssignableGroups', 'administrativeUnits', 'users'],
  evaluate(settings, { declared }) {
    const exempt = declaredAs([...declared.users, ...declared.groups], settings.users);
    return combine({
      'delegated roles': judgeScopes(scopedAssignments(settings.privilegedRoles, settings.roleAssignments), exempt),
      'access groups': judgeGroups(
        settings.conditionalAccessPolicies,
        settings.roleAssignableGroups,
        settings.administrativeUnits,
      ),
    });
  },
  remediation: {
    fix: 'Bound delegated roles to administrative units and protect access groups',
    steps: [
      'Open the Microsoft Entra admin center, Identity, Roles & admins, Admin units, and add one for each site or department.',
      'Assign User, Helpdesk or Authentication Administrator in the unit, then remove the tenant-wide assignment.',
      'Add one more unit with "Restricted management administrative unit" on and put the groups used in Conditional Access in it.',
    ],
    script: ['New-MgDirectoryAdministrativeUnit -DisplayName "Access groups" -IsMemberManagementRestricted:$true'],
  },
  knownGaps: [
    'Advice, not a duty: in a practice with one site and one admin the tenant-wide role may be right. Declare it then.',
    'Who belongs in which unit is for people to say, so no change is offered.',
  ],
  assumed: ['The list of roles that an administrative unit can bound.'],
});
