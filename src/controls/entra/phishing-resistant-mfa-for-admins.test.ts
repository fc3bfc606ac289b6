import { mfa, policy, strength } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { phishingResistantMfaForAdmins } from './phishing-resistant-mfa-for-admins.ts';

const eight = [
  '62e90394-69f5-4237-9190-012177145e10',
  'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  '29232cdf-9323-42fd-ade2-1d097af3e4de',
  '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  '158c047a-c907-4556-b7ef-446551a6b5f7',
];
const strong = strength('fido2');
const admins = (roles: string[], given = {}) =>
  policy('Admins', { users: { includeUsers: [], includeRoles: roles, ...given }, grant: strong });
const only = (...conditionalAccessPolicies: unknown[]) => tenant({ conditionalAccessPolicies });
const scuba = (outcome: 'pass' | 'fail') => ({ policies: { 'MS.AAD.3.6v1': outcome } });

testControl(phishingResistantMfaForAdmins, {
  pass: {
    'the eight roles': [only(admins(eight)), { resources: ['Admins'], ...scuba('pass') }],
    'the roles that the source calls privileged': [
      tenant({
        conditionalAccessPolicies: [admins(['role-1', 'role-2', 'role-3'])],
        privilegedRoles: [{ roleTemplateId: 'role-1' }, { RoleTemplateId: 'ROLE-2' }],
      }),
      scuba('pass'),
    ],
    'S3-24: everyone signs in so, administrators too; SCuBA wants the roles named': [
      only(policy('All', { grant: strong })),
      scuba('fail'),
    ],
    'union: two policies name the roles between them; SCuBA does not add up': [
      only(
        admins(eight.slice(0, 5)),
        policy('Rest', { users: { includeUsers: [], includeRoles: eight.slice(5) }, grant: strong }),
      ),
      { resources: ['Admins', 'Rest'], ...scuba('fail') },
    ],
  },
  fail: {
    'no policy': only(),
    'a role is missing': [
      only(admins(eight.slice(1))),
      { why: /leaves out Global Administrator/, wouldPassIf: /includes Global Administrator/, ...scuba('fail') },
    ],
    'S3-24: ordinary MFA for administrators is not stronger than for everyone': [
      only(policy('Admins', { users: { includeUsers: [], includeRoles: eight }, grant: mfa })),
      { resources: ['Admins'], ...scuba('fail') },
    ],
    'one app only': only(
      policy('Admins', {
        users: { includeUsers: [], includeRoles: eight },
        applications: { includeApplications: ['a-1'] },
        grant: strong,
      }),
    ),
    'an undeclared user left out': [
      only(admins(eight, { excludeUsers: ['u-1'] })),
      { wouldPassIf: /^User u-1 is declared/, ...scuba('fail') },
    ],
    'a role left out': only(admins(eight, { excludeRoles: [eight[0]] })),
    'a group in place of roles': [
      only(policy('Group', { users: { includeUsers: [], includeGroups: ['g-1'] }, grant: strong })),
      { why: /applies to 1 group only/ },
    ],
  },
});
