import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { adminDutiesSeparated } from './admin-duties-separated.ts';

const person = (id: string, ...roles: string[]) => ({
  id,
  displayName: id,
  userPrincipalName: `${id}@clinic.example.com`,
  roles,
});
const given = (principalId: string, displayName: string, type = 'user') => ({
  id: `${principalId}-${displayName}`,
  principalId,
  principal: {
    id: principalId,
    displayName: principalId,
    userPrincipalName: `${principalId}@clinic.example.com`,
    '@odata.type': `#microsoft.graph.${type}`,
  },
  roleDefinition: { displayName },
});
const at = (...names: string[]) => names.map((name) => `${name}@clinic.example.com`);

testControl(adminDutiesSeparated, {
  pass: {
    'S3-11: one duty each': [
      tenant({
        privilegedUsers: [
          person('ada', 'Global Administrator', 'User Administrator'),
          person('ben', 'Exchange Administrator', 'SharePoint Administrator'),
        ],
        roleAssignments: [given('cem', 'Security Administrator'), given('dia', 'Reports Reader')],
      }),
      { resources: at('ada', 'ben', 'cem') },
    ],
    'a declared person and a break-glass account': tenant(
      {
        privilegedUsers: [
          person('ada', 'Global Administrator', 'Exchange Administrator'),
          person('bg1', 'Global Administrator'),
        ],
        roleAssignments: [given('bg1', 'Security Administrator')],
      },
      {
        organization: {
          breakGlass: ['bg1'],
          exclusions: {
            'entra.admin-duties-separated': {
              users: ['ada@clinic.example.com'],
              reason: 'The only admin; the owner reads the logs',
            },
          },
        },
      },
    ),
    'an application is nobody': tenant({
      privilegedUsers: [],
      roleAssignments: [
        given('app', 'Global Administrator', 'servicePrincipal'),
        given('app', 'Exchange Administrator', 'servicePrincipal'),
      ],
    }),
  },
  fail: {
    'S3-11: Global, SharePoint and Security on one user': [
      tenant({
        privilegedUsers: [person('ada', 'Global Administrator', 'SharePoint Administrator')],
        roleAssignments: [given('ADA', 'Security Administrator')],
      }),
      { resources: at('ada'), wouldPassIf: /ada@clinic\.example\.com keeps/ },
    ],
    'two duties, seen in the eight roles that ScubaGear lists': [
      tenant({
        privilegedUsers: [
          person('ada', 'User Administrator'),
          person('ben', 'Global Administrator', 'Exchange Administrator'),
        ],
      }),
      { resources: at('ben'), why: /1 of 2/ },
    ],
  },
  unknown: {
    'no conflict among eight roles is no pass': tenant({ privilegedUsers: [person('ada', 'Global Administrator')] }),
  },
});
