import { directoryChange } from '../records/directory.ts';
import { minute } from '../records/pen.ts';
import { type Attack, attacker } from './attack.ts';

const role = '62e90394-69f5-4237-9190-012177145e10';

export const newAdministrator: Attack = {
  name: 'new-administrator',
  title: 'An account is made and is a global administrator ten minutes later',
  expected: {
    alerts: ['entra.admin-role-granted', 'entra.account-made-then-raised'],
    atMost: 2,
    never: ['entra.admin-role-granted-outside-pim'],
  },
  script({ admin, company, start, pen }) {
    const by = { user: admin.user, id: admin.id, ip: attacker.ip };
    const user = `svc-helpdesk@${company.domain}`;
    const target = { type: 'User', id: pen.id(), name: 'svc-helpdesk', principalName: user } as const;
    return [
      directoryChange(pen, start, by, {
        activity: 'Add user',
        category: 'UserManagement',
        target,
        changes: [['AccountEnabled', '[true]', '[]']],
      }),
      {
        at: start,
        effect: {
          collection: 'users',
          id: target.id,
          values: {
            id: target.id,
            userPrincipalName: user,
            displayName: 'svc-helpdesk',
            accountEnabled: true,
            userType: 'Member',
          },
        },
      },
      directoryChange(pen, start + 10 * minute, by, {
        activity: 'Add member to role',
        category: 'RoleManagement',
        target,
        changes: [
          ['Role.ObjectID', '"5a1b6f2e-0d6a-4a4e-9a6e-0f4e1d2c3b4a"'],
          ['Role.DisplayName', '"Global Administrator"'],
          ['Role.TemplateId', `"${role}"`],
          ['Role.WellKnownObjectName', '"TenantAdmins"'],
        ],
      }),
      {
        at: start + 10 * minute,
        effect: {
          collection: 'roleAssignments',
          id: `${target.id} admin`,
          values: { id: `${target.id} admin`, principalId: target.id, roleDefinitionId: role, directoryScopeId: '/' },
        },
      },
    ];
  },
};
