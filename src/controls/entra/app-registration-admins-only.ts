import { defineControl } from '../../core/control.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';

export const appRegistrationAdminsOnly = defineControl({
  id: 'entra.app-registration-admins-only',
  title: 'Only administrators can register applications',
  finding: 'Every user can register applications',
  severity: 'medium',
  rationale:
    'A registered application has its own identity and its own secrets. Where every user may make one, a stolen mailbox becomes a lasting way in that a password change does not close.',
  citations: ['164.308(a)(4)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.5.1v1', level: 'shall' },
    { source: 'EIDSCA', id: 'AP10' },
    { source: 'CIPP', id: 'DisableAppCreation' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/graph/api/resources/authorizationpolicy' },
  ],
  aliases: ['AP-01'],
  reads: ['authorizationPolicy.defaultUserRolePermissions'],
  evaluate({ authorizationPolicy }) {
    const evidence = (policy: (typeof authorizationPolicy)[number]) => ({
      id: policy.id ?? 'authorizationPolicy',
      name: 'Authorization policy',
      expected: 'allowedToCreateApps false',
      actual: `allowedToCreateApps ${policy.defaultUserRolePermissions?.allowedToCreateApps}`,
      readFrom: 'authorizationPolicy.defaultUserRolePermissions' as const,
    });
    const open = authorizationPolicy.filter(
      (policy) => policy.defaultUserRolePermissions?.allowedToCreateApps === true,
    );
    if (open.length > 0) {
      return fail('Users without an admin role can register applications.', open.map(evidence), {
        wouldPassIf: '"Users can register applications" is No.',
      });
    }
    if (authorizationPolicy.some((policy) => policy.defaultUserRolePermissions?.allowedToCreateApps !== false))
      return unknown("Can't tell: the source does not hold allowedToCreateApps.");
    return pass('Only administrators can register applications.', authorizationPolicy.map(evidence));
  },
  remediation: {
    fix: 'Let only administrators register applications',
    steps: [
      'Open the Microsoft Entra admin center, Users, User settings.',
      'Set "Users can register applications" to No and save.',
      'Give the Application Developer role to the people who need it.',
    ],
    script: [
      'Update-MgPolicyAuthorizationPolicy -BodyParameter @{ defaultUserRolePermissions = @{ allowedToCreateApps = $false } }',
    ],
  },
  changes({ authorizationPolicy }) {
    return authorizationPolicy
      .filter((policy) => policy.defaultUserRolePermissions?.allowedToCreateApps === true)
      .map((policy) => ({
        section: 'authorizationPolicy' as const,
        operation: 'set' as const,
        match: { id: policy.id },
        values: { 'defaultUserRolePermissions.allowedToCreateApps': false },
        call: 'PATCH /policies/authorizationPolicy {"defaultUserRolePermissions": {"allowedToCreateApps": false}}',
        summary: 'Let only administrators register applications',
        notice: 'People who build applications themselves: they ask IT. Existing applications keep working.',
        undo: 'restore' as const,
      }));
  },
});
