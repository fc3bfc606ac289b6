import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { noPermanentPrivilegedAssignments } from './no-permanent-privileged-assignments.ts';

const ada = 'aaaaaaaa-0000-4000-8000-000000000001';
const ben = 'bbbbbbbb-0000-4000-8000-000000000002';
const app = 'cccccccc-0000-4000-8000-000000000003';
const id = 'entra.no-permanent-privileged-assignments';

const role = (displayName: string, ...assignments: object[]) => ({
  displayName,
  roleTemplateId: `t-${displayName}`,
  assignments,
});
const held = (
  principalId: string,
  endDateTime: string | null,
  startDateTime: string | null = '2026-01-05T08:00:00Z',
) => ({
  id: `${principalId}-1`,
  principalId,
  assignmentType: 'Assigned',
  directoryScopeId: '/',
  startDateTime,
  endDateTime,
});
const ends = '2026-12-24T00:00:00Z';
const people = {
  privilegedUsers: [
    { id: ada, displayName: 'Ada Marsh', userPrincipalName: 'ada@clinic.example.com', roles: ['User Administrator'] },
    { id: ben, displayName: 'Ben Okafor', roles: ['User Administrator'] },
  ],
};
const p2 = { servicePlans: [{ servicePlanName: 'AAD_PREMIUM_P2', provisioningStatus: 'Success' }] };

testControl(noPermanentPrivilegedAssignments, {
  pass: {
    'S3-13: each assignment ends': [
      tenant({ ...p2, ...people, privilegedRoles: [role('User Administrator', held(ada, ends))] }),
      { resources: ['ada@clinic.example.com, User Administrator'], policies: { 'MS.AAD.7.4v1': 'pass' } },
    ],
    'a declared break-glass account stays active, declared by id in other case': tenant(
      { ...p2, privilegedRoles: [role('Global Administrator', held(ada, null))] },
      { organization: { breakGlass: [ada.toUpperCase()] } },
    ),
    'a break-glass account declared by user principal name': tenant(
      { ...p2, ...people, privilegedRoles: [role('Global Administrator', held(ada, null))] },
      { organization: { breakGlass: ['ADA@clinic.example.com'] } },
    ),
    "ScubaGear's own role exclusions, a user and a group": tenant(
      { ...p2, privilegedRoles: [role('Exchange Administrator', held(ada, null), held(ben, null))] },
      { declared: { 'MS.AAD.7.4v1': { users: [ada], groups: [ben] } } },
    ),
    'a declared application': tenant(
      { ...p2, privilegedRoles: [role('Exchange Administrator', held(app, null))] },
      {
        organization: {
          exclusions: { [id]: { applications: [app], reason: 'Mail archive needs the role at all hours' } },
        },
      },
    ),
  },
  fail: {
    'S3-13: one assignment never ends; changes make it eligible': [
      tenant({ ...p2, ...people, privilegedRoles: [role('User Administrator', held(ada, null), held(ben, ends))] }),
      {
        resources: ['ada@clinic.example.com, User Administrator'],
        why: /^1 of 2/,
        wouldPassIf: /you declare/,
        policies: { 'MS.AAD.7.4v1': 'fail' },
      },
    ],
    'an exclusion for another control does not count': [
      tenant(
        { ...p2, privilegedRoles: [role('User Administrator', held(ada, null))] },
        { organization: { exclusions: { 'entra.other': { users: [ada], reason: 'something else' } } } },
      ),
      { resources: [`${ada}, User Administrator`] },
    ],
    'an application cannot be made eligible, so nothing is offered': [
      tenant({
        ...p2,
        ...people,
        privilegedServicePrincipals: [{ id: app, displayName: 'Mail Archive', roles: ['Exchange Administrator'] }],
        privilegedRoles: [role('Exchange Administrator', held(ada, null), held(app, null))],
      }),
      { resources: ['ada@clinic.example.com, Exchange Administrator', 'Mail Archive, Exchange Administrator'] },
    ],
    'a known permanent assignment counts even where another date is missing': tenant({
      ...p2,
      privilegedRoles: [role('User Administrator', held(ada, null), { principalId: ben })],
    }),
  },
  'not-applicable': {
    'no privileged role is active': tenant({ ...p2, privilegedRoles: [role('User Administrator')] }),
  },
  'not-licensed': {
    'S3-13: no P2 is neither pass nor fail': tenant({
      servicePlans: [{ servicePlanName: 'AAD_PREMIUM', provisioningStatus: 'Success' }],
      privilegedRoles: [role('User Administrator', held(ada, null))],
    }),
  },
  unknown: {
    'roles without assignments in the document': tenant({
      ...p2,
      privilegedRoles: [{ displayName: 'User Administrator' }],
    }),
    'no end date in the document': tenant({
      ...p2,
      privilegedRoles: [role('User Administrator', { principalId: ada })],
    }),
    'no role at all': tenant({ ...p2, privilegedRoles: [] }),
  },
});
