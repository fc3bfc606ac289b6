import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { globalAdministratorsFew } from './global-administrators-few.ts';

const admins = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `a0000000-0000-4000-8000-00000000000${index}`,
    displayName: `Admin ${index}`,
    roles: ['Global Administrator'],
  }));
const other = { id: 'b1', displayName: 'Mara Quill', roles: ['Exchange Administrator'] };

testControl(globalAdministratorsFew, {
  pass: {
    'S3-12: two, the smallest number': [
      tenant({ privilegedUsers: [...admins(2), other] }),
      { resources: ['Admin 0', 'Admin 1'], policies: { 'MS.AAD.7.1v1': 'pass' } },
    ],
    'S3-12: eight, the largest number': tenant({ privilegedUsers: admins(8) }),
    'two people with the same display name are two': tenant({
      privilegedUsers: admins(2).map((user) => ({ ...user, displayName: 'Kim Ito' })),
    }),
    'four under the tighter limit of CIS': tenant({ privilegedUsers: admins(4) }, { parameters: { most: 4 } }),
  },
  fail: {
    'S3-12: one': [
      tenant({ privilegedUsers: [...admins(1), other] }),
      { resources: ['Admin 0'], wouldPassIf: /^1 more person holds/, policies: { 'MS.AAD.7.1v1': 'fail' } },
    ],
    'S3-12: nine': [
      tenant({ privilegedUsers: admins(9) }),
      { why: /^9 people/, wouldPassIf: /^1 person gives/, policies: { 'MS.AAD.7.1v1': 'fail' } },
    ],
    'five under the tighter limit: SCuBA is content': [
      tenant({ privilegedUsers: admins(5) }, { parameters: { most: 4 } }),
      { policies: { 'MS.AAD.7.1v1': 'pass' } },
    ],
    'nobody among those read': [tenant({ privilegedUsers: [other] }), { resources: ['Global Administrator'] }],
  },
  unknown: {
    'the roles of one user have no value': [
      tenant({ privilegedUsers: [...admins(2), { ...other, roles: null }] }),
      { policies: { 'MS.AAD.7.1v1': 'unknown' } },
    ],
  },
});
