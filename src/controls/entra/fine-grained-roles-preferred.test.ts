import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { fineGrainedRolesPreferred } from './fine-grained-roles-preferred.ts';

const people = (global: number, fine: number) => ({
  privilegedUsers: [
    ...Array.from({ length: global }, (_, index) => ({
      id: `g${index}`,
      displayName: `Global ${index}`,
      roles: ['Exchange Administrator', 'Global Administrator'],
    })),
    ...Array.from({ length: fine }, (_, index) => ({
      id: `f${index}`,
      displayName: `Fine ${index}`,
      roles: ['User Administrator'],
    })),
  ],
});

testControl(fineGrainedRolesPreferred, {
  pass: {
    'as many of each': [tenant(people(2, 2)), { resources: ['Fine 0', 'Fine 1'] }],
    'fine-grained roles prevail': tenant(people(3, 7)),
  },
  fail: {
    'S3-12: two against one: moving one would leave one Global Administrator': [
      tenant(people(2, 1)),
      { resources: ['Global 0', 'Global 1'], wouldPassIf: /^1 more person does/, policies: { 'MS.AAD.7.2v1': 'fail' } },
    ],
    'five against one: two must move': [tenant(people(5, 1)), { wouldPassIf: /^2 Global Administrators take/ }],
    'all are Global Administrator': [tenant(people(4, 0)), { wouldPassIf: /^2 Global Administrators take/ }],
    'one Global Administrator fails for the number': [tenant(people(1, 4)), { wouldPassIf: /^1 more person is/ }],
    'nine fail for the number': [tenant(people(9, 12)), { wouldPassIf: /^1 Global Administrator takes/ }],
    'nobody is Global Administrator': [tenant(people(0, 3)), { resources: ['Global Administrator'] }],
  },
  unknown: {
    'the roles of one user have no value': tenant({
      privilegedUsers: [...people(2, 2).privilegedUsers, { id: 'x', displayName: 'Kim Ito', roles: null }],
    }),
  },
});
