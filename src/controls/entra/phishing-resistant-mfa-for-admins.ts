import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { adminRoles } from './admin-roles.ts';
import { factsOf } from './conditional-access.ts';
import { coverageChanges } from './conditional-access-changes.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';
import { phishingResistantForAdmins } from './conditional-access-wants.ts';

/** The roles that the source reports as privileged, else the eight known ones. */
function rolesOf(privilegedRoles: SectionData<'privilegedRoles'> | undefined): string[] {
  const read = (privilegedRoles ?? []).flatMap((role) => role.roleTemplateId ?? []);
  return read.length > 0 ? [...new Set(read)] : Object.keys(adminRoles);
}

export const phishingResistantMfaForAdmins = defineControl({
  id: 'entra.phishing-resistant-mfa-for-admins',
  title: 'Administrators sign in with phishing-resistant MFA',
  finding: 'Administrators can sign in with MFA that a phishing page can relay',
  severity: 'high',
  rationale:
    "An administrator's account opens every mailbox and file of the practice and can switch the protection off. Codes and push approvals can be relayed by a fake sign-in page; passkeys, Windows Hello and certificates cannot.",
  citations: ['164.312(d)', '164.308(a)(4)(ii)(B)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.3.6v1', level: 'shall' },
    { source: 'Maester', id: 'MT.1006' },
    { source: 'Prowler', id: 'entra_admin_users_phishing_resistant_mfa_enabled' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-admin-phish-resistant-mfa',
    },
  ],
  aliases: ['ID-03'],
  license: 'entra-p1',
  reads: ['conditionalAccessPolicies'],
  mayRead: ['privilegedRoles', 'users', 'privilegedUsers'],
  evaluate(settings, context) {
    const want = phishingResistantForAdmins(rolesOf(settings.privilegedRoles));
    return coverageVerdict(
      coverageOf(settings.conditionalAccessPolicies, want, factsOf(settings, context)),
      want,
      'MS.AAD.3.6v1',
    );
  },
  remediation: {
    fix: 'Require phishing-resistant MFA for administrators',
    steps: [
      'Give each administrator a passkey or security key and let them register it.',
      'Open the Microsoft Entra admin center, Conditional Access, Policies, New policy.',
      'Users: Select users and groups, Directory roles, choose the roles named here. Exclude the emergency access accounts.',
      'Target resources: All resources. Grant: Require authentication strength, Phishing-resistant MFA.',
      'Set Enable policy to Report-only, follow the sign-ins, then set it to On.',
    ],
  },
  changes(settings, context) {
    const facts = factsOf(settings, context);
    const roles = rolesOf(settings.privilegedRoles);
    return coverageChanges(
      coverageOf(settings.conditionalAccessPolicies, phishingResistantForAdmins(roles), facts),
      {
        name: 'Wardline: require phishing-resistant MFA for admins',
        summary: `Create a Conditional Access policy that requires phishing-resistant MFA for ${roles.length} admin roles`,
        notice:
          'Administrators without a passkey, Windows Hello or a certificate: they cannot sign in until they have one.',
        users: { includeRoles: roles },
        grantControls: {
          operator: 'OR',
          builtInControls: [],
          authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' },
        },
      },
      facts,
      context.organization,
    );
  },
  knownGaps: [
    'A policy for all users counts for administrators too; ScubaGear wants the roles named, so its policy can fail where this passes.',
    'Policies for directory roles do not hold for administrators whose role is limited to an administrative unit.',
  ],
  assumed: ['The eight role template ids are used when the source does not list the privileged roles.'],
});
