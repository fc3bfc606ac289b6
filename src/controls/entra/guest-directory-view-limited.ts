import { defineControl } from '../../core/control.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';

const limited = '10dae51f-b6af-4016-8d66-8c2a99b929b3';
const roles: Record<string, string> = {
  'a0b1b346-4d3e-4e8b-98f8-753987be4970': 'same access as members',
  [limited]: 'limited access',
  '2af84b1e-32c8-42b7-82bc-daa82404023b': 'access to their own objects only',
};

export const guestDirectoryViewLimited = defineControl({
  id: 'entra.guest-directory-view-limited',
  title: 'Guests see the directory only within limits',
  finding: 'Guests see the directory like staff',
  severity: 'medium',
  rationale:
    'A guest who sees the directory like staff can list every person, group and membership, which is a map for phishing. Group names can even tell who is treated or works where.',
  citations: ['164.312(a)(1)', '164.502(b)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.8.1v1', level: 'should' },
    { source: 'EIDSCA', id: 'AP07' },
    { source: 'CIS', id: '5.1.6.2' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/entra/identity/users/users-restrict-guest-permissions' },
  ],
  aliases: ['GU-01'],
  reads: ['authorizationPolicy.guestUserRoleId'],
  evaluate({ authorizationPolicy }) {
    const roleOf = (policy: (typeof authorizationPolicy)[number]) => (policy.guestUserRoleId ?? '').toLowerCase();
    const isLimited = (policy: (typeof authorizationPolicy)[number]) =>
      Object.hasOwn(roles, roleOf(policy)) && roles[roleOf(policy)] !== 'same access as members';
    const evidence = (policy: (typeof authorizationPolicy)[number]) => ({
      id: policy.id ?? 'authorizationPolicy',
      name: 'Guest user access',
      expected: 'limited access, or access to their own objects only',
      actual: Object.hasOwn(roles, roleOf(policy))
        ? roles[roleOf(policy)]!
        : `guestUserRoleId ${policy.guestUserRoleId}`,
      readFrom: 'authorizationPolicy.guestUserRoleId' as const,
    });
    const open = authorizationPolicy.filter(
      (policy) => typeof policy.guestUserRoleId === 'string' && !isLimited(policy),
    );
    if (open.length > 0) {
      return fail('Guests see more of the directory than they need.', open.map(evidence), {
        wouldPassIf: '"Guest user access" is limited or most restrictive.',
      });
    }
    if (!authorizationPolicy.every(isLimited)) return unknown("Can't tell: guestUserRoleId has no value.");
    return pass('Guests see the directory only within limits.', authorizationPolicy.map(evidence));
  },
  remediation: {
    fix: 'Limit what guests see in the directory',
    steps: [
      'Open the Microsoft Entra admin center, External Identities, External collaboration settings.',
      'Under "Guest user access" choose "Guest users have limited access to properties and memberships of directory objects".',
      'Choose Save.',
    ],
    script: [`Update-MgPolicyAuthorizationPolicy -GuestUserRoleId '${limited}'`],
  },
  changes({ authorizationPolicy }) {
    return authorizationPolicy
      .filter((policy) => {
        const role = roles[(policy.guestUserRoleId ?? '').toLowerCase()];
        return role === undefined || role === 'same access as members';
      })
      .map((policy) => ({
        section: 'authorizationPolicy' as const,
        operation: 'set' as const,
        match: { id: policy.id },
        values: { guestUserRoleId: limited },
        call: `PATCH /policies/authorizationPolicy {"guestUserRoleId": "${limited}"}`,
        summary: 'Limit what guests see in the directory',
        notice: 'Guests: they no longer list people and groups they are not in.',
        undo: 'restore' as const,
      }));
  },
});
