import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { privilegedAssignmentsThroughPim } from './privileged-assignments-through-pim.ts';

const ada = 'aaaaaaaa-0000-4000-8000-000000000001';
const ben = 'bbbbbbbb-0000-4000-8000-000000000002';
const role = (displayName: string, ...assignments: object[]) => ({
  displayName,
  roleTemplateId: `t-${displayName}`,
  assignments,
});
const held = (principalId: string, startDateTime: string | null) => ({ principalId, startDateTime, endDateTime: null });
const since = '/Date(1698180323417)/';
const people = {
  users: [
    { id: ada, userPrincipalName: 'ada@clinic.example.com' },
    { id: ben, userPrincipalName: 'ben@clinic.example.com' },
  ],
};

testControl(privilegedAssignmentsThroughPim, {
  pass: {
    'S3-13: each has a start date, also where it never ends': [
      tenant({ privilegedRoles: [role('Exchange Administrator', held(ada, since))] }),
      { policies: { 'MS.AAD.7.5v1': 'pass' } },
    ],
    'a break-glass account is exempt': tenant(
      { privilegedRoles: [role('Global Administrator', held(ada, null), held(ben, since))] },
      { organization: { breakGlass: [ada] } },
    ),
    'a break-glass account declared by name is exempt': tenant(
      { ...people, privilegedRoles: [role('Global Administrator', held(ada, null))] },
      { organization: { breakGlass: ['ada@clinic.example.com'] } },
    ),
  },
  fail: {
    'made outside: changes make it eligible': [
      tenant({ ...people, privilegedRoles: [role('User Administrator', held(ada, null), held(ben, since))] }),
      {
        resources: ['ada@clinic.example.com, User Administrator'],
        why: /^1 of 2/,
        wouldPassIf: /breakGlass/,
        policies: { 'MS.AAD.7.5v1': 'fail' },
      },
    ],
    'a principal that nothing names: nothing is offered': [
      tenant({ privilegedRoles: [role('User Administrator', held(ada, null))] }),
      { resources: [`${ada}, User Administrator`] },
    ],
  },
  'not-applicable': { 'no active assignment': tenant({ privilegedRoles: [role('User Administrator')] }) },
  'not-licensed': {
    'S3-13: no P2': tenant({
      servicePlans: [{ servicePlanName: 'AAD_PREMIUM', provisioningStatus: 'Success' }],
      privilegedRoles: [role('User Administrator', held(ada, null))],
    }),
  },
  unknown: {
    'no start date in the document': tenant({ privilegedRoles: [role('User Administrator', { principalId: ada })] }),
    'no role at all': tenant({ privilegedRoles: [] }),
  },
});
