import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { administrativeUnitsBoundScope } from './administrative-units-bound-scope.ts';

const unit = '/administrativeUnits/11111111-0000-4000-8000-000000000001';
const group = 'abcdef00-0000-4000-8000-00000000000a';
const role = (displayName: string, ...scopes: (string | undefined)[]) => ({
  displayName,
  assignments: scopes.map((directoryScopeId, index) => ({
    id: `${displayName}-${index}`,
    principalId: `p${index}`,
    directoryScopeId,
  })),
});
const policy = (state = 'enabled') => ({
  id: 'ca1',
  displayName: 'MFA for all',
  state,
  conditions: { users: { includeUsers: ['All'], excludeGroups: [group] } },
});
const any = (displayName: string, directoryScopeId: string) => ({
  id: `${displayName}@${directoryScopeId}`,
  principalId: 'p9',
  directoryScopeId,
  principal: { id: 'p9', userPrincipalName: 'kim@clinic.example.com' },
  roleDefinition: { displayName },
});
const closed = { roleAssignableGroups: [], administrativeUnits: [] };

testControl(administrativeUnitsBoundScope, {
  pass: {
    'S3-12: the role is bounded and no policy names a group': [
      tenant({ privilegedRoles: [role('User Administrator', unit)], conditionalAccessPolicies: [] }),
      { resources: ['p0, User Administrator'] },
    ],
    'the group is in a restricted unit, in other case': tenant({
      privilegedRoles: [],
      conditionalAccessPolicies: [policy()],
      roleAssignableGroups: [],
      administrativeUnits: [{ id: 'u1', isMemberManagementRestricted: true, memberIds: [group.toUpperCase()] }],
    }),
    'the group is role-assignable; units were not read': tenant({
      privilegedRoles: [],
      conditionalAccessPolicies: [policy()],
      roleAssignableGroups: [{ id: group }],
    }),
    'a declared tenant-wide admin does not count': tenant(
      {
        privilegedRoles: [role('User Administrator', '/')],
        conditionalAccessPolicies: [policy()],
        roleAssignableGroups: [{ id: group }],
      },
      {
        organization: {
          exclusions: {
            'entra.administrative-units-bound-scope': { users: ['P0'], reason: 'The only admin of one site' },
          },
        },
      },
    ),
  },
  fail: {
    'S3-12: tenant-wide, groups not read': [
      tenant({ privilegedRoles: [role('User Administrator', '/', unit), role('Global Administrator', '/')] }),
      { resources: ['p0, User Administrator'], why: /1 of 2/ },
    ],
    'a help desk seen only in the list of all roles': [
      tenant({
        privilegedRoles: [role('Global Administrator', '/')],
        roleAssignments: [any('Helpdesk Administrator', '/'), any('Reports Reader', '/')],
        conditionalAccessPolicies: [],
      }),
      { resources: ['kim@clinic.example.com, Helpdesk Administrator'] },
    ],
    'a group in a policy is open to change': [
      tenant({
        privilegedRoles: [],
        conditionalAccessPolicies: [policy()],
        roleAssignableGroups: [],
        administrativeUnits: [{ id: 'u1', isMemberManagementRestricted: false, memberIds: [group] }],
      }),
      { resources: [`group ${group}`] },
    ],
  },
  'not-applicable': {
    'nothing to bound: a report-only policy does not count': tenant({
      privilegedRoles: [role('Global Administrator', '/')],
      conditionalAccessPolicies: [policy('enabledForReportingButNotEnforced')],
      ...closed,
    }),
  },
  'not-licensed': {
    'no P1': tenant({
      servicePlans: [{ servicePlanName: 'EXCHANGE_S_STANDARD' }],
      privilegedRoles: [role('User Administrator', '/')],
    }),
  },
  unknown: {
    'a group in a policy and no list of protected groups': tenant({
      privilegedRoles: [role('User Administrator', unit)],
      conditionalAccessPolicies: [policy()],
    }),
    'a scope that is not in the document': tenant({
      privilegedRoles: [role('User Administrator', undefined)],
      conditionalAccessPolicies: [],
    }),
  },
});
