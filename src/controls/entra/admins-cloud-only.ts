import { defineControl } from '../../core/control.ts';
import { fail, notApplicable, pass } from '../../core/verdict.ts';
import { counted, named } from './principals.ts';

export const adminsCloudOnly = defineControl({
  id: 'entra.admins-cloud-only',
  title: 'Admin accounts are cloud-only',
  finding: 'Admin accounts are synchronized from the local Active Directory',
  severity: 'high',
  rationale:
    'An admin account that comes from the server in the back office falls with that server: ransomware there becomes ransomware in Microsoft 365. An account that lives in Entra only stays out of reach.',
  citations: ['164.308(a)(4)(ii)(C)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.7.3v1', level: 'shall' },
    { source: 'CIS', id: 'CIS.M365.1.1.1' },
    { source: 'Prowler', id: 'entra_admin_users_cloud_only' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices',
    },
  ],
  aliases: ['PA-03'],
  reads: ['privilegedUsers.onPremisesImmutableId'],
  evaluate({ privilegedUsers }) {
    const evidence = (user: (typeof privilegedUsers)[number]) => ({
      id: user.id ?? '',
      name: user.userPrincipalName ?? user.displayName ?? user.id ?? 'user without a name',
      expected: 'onPremisesImmutableId not set',
      actual: `onPremisesImmutableId ${user.onPremisesImmutableId === null ? 'not set' : `"${user.onPremisesImmutableId}"`}`,
      readFrom: 'privilegedUsers.onPremisesImmutableId' as const,
    });
    const synchronized = privilegedUsers.filter((user) => user.onPremisesImmutableId !== null);
    if (privilegedUsers.length === 0) return notApplicable('No user holds a privileged role.');
    if (synchronized.length === 0)
      return pass(
        `All ${counted(privilegedUsers.length, 'user')} with a privileged role are cloud-only.`,
        privilegedUsers.map(evidence),
      );
    const resources = synchronized.map(evidence);
    return fail(
      `${synchronized.length} of ${counted(privilegedUsers.length, 'user')} with a privileged role are linked to a local directory.`,
      resources,
      { wouldPassIf: `The roles of ${named(resources.map(({ name }) => name))} move to cloud-only accounts.` },
    );
  },
  remediation: {
    fix: 'Give admins a separate cloud-only account for admin work',
    steps: [
      'In the Microsoft Entra admin center, create a user on the onmicrosoft.com domain for each admin, without mailbox or office license.',
      'Register a security key or passkey for it.',
      'Assign the admin roles to the new account, as eligible where Privileged Identity Management is licensed.',
      'Remove the roles from the synchronized account.',
    ],
  },
  knownGaps: ['An account that was once synchronized keeps its link until it is cleared, and fails until then.'],
});
