import { exchangeAdminRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { exchangeRoleGranted } from './exchange-role-granted.ts';

testDetection(exchangeRoleGranted, {
  alerts: {
    'the right to act as anybody': {
      records: [
        exchangeAdminRecord('New-ManagementRoleAssignment', { Role: 'ApplicationImpersonation', User: 'nina' }),
      ],
      severity: 'critical',
      why: /ApplicationImpersonation of Exchange was given to nina: it reads all mailboxes/,
    },
    'a role for an app': {
      records: [exchangeAdminRecord('new-managementroleassignment', { Role: 'Application Mail.Read', App: 'x' })],
      severity: 'critical',
    },
    'the highest role group': {
      records: [exchangeAdminRecord('Add-RoleGroupMember', { Identity: 'Organization Management', Member: 'nina' })],
      severity: 'high',
      group: 'organization management nina',
    },
    'a role group that may search all mailboxes': [
      exchangeAdminRecord('Update-RoleGroupMember', { Identity: 'Discovery Management', Members: 'nina' }),
    ],
    'a new role group that can act as anybody': [
      exchangeAdminRecord('New-RoleGroup', { Name: 'Sync', Roles: 'ApplicationImpersonation', Members: 'nina' }),
    ],
  },
  silent: {
    'the help desk': [exchangeAdminRecord('Add-RoleGroupMember', { Identity: 'Help Desk', Member: 'nina' })],
    'a role without power over others': [
      exchangeAdminRecord('New-ManagementRoleAssignment', { Role: 'MyBaseOptions', Policy: 'Default' }),
    ],
    'a member leaves': [
      exchangeAdminRecord('Remove-RoleGroupMember', { Identity: 'Organization Management', Member: 'nina' }),
    ],
    'Microsoft carries over the roles of Entra': [
      exchangeAdminRecord(
        'Add-RoleGroupMember',
        { Identity: 'Organization Management', Member: 'TenantAdmins_1' },
        { user: 'NT AUTHORITY\\SYSTEM (w3wp)' },
        { ExternalAccess: true },
      ),
    ],
  },
});
