import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { accessThroughGroups } from './access-through-groups.ts';

const app = (principalType: string, index: number) => ({
  id: `${principalType}-${index}`,
  principalType,
  principalId: `${index}`,
  principalDisplayName: `${principalType} ${index}`,
  resourceDisplayName: 'Chart Viewer',
});
const grants = (users: number, groups: number) => [
  ...Array.from({ length: users }, (_, index) => app('User', index)),
  ...Array.from({ length: groups }, (_, index) => app('Group', index)),
];
const site = (principalType: number, title: string) => ({
  siteUrl: 'https://clinic.example.com/sites/charts',
  loginName: `i:0#.f|membership|${title}`,
  title,
  principalType,
});
const charts = { phi: { sites: ['https://clinic.example.com/sites/charts'], mailboxes: [], groups: [], labels: [] } };

testControl(accessThroughGroups, {
  pass: {
    'a grant without ids has a name all the same': [
      tenant({ appRoleAssignments: [{ principalType: 'Group' }] }),
      { resources: ['unnamed, unnamed application'] },
    ],
    'exactly the allowed share: one in five': [tenant({ appRoleAssignments: grants(1, 4) }), { why: /1 of 5 grants/ }],
    'applications among the principals do not count': tenant({
      appRoleAssignments: [...grants(0, 1), app('ServicePrincipal', 7)],
    }),
    'sites through groups too': tenant(
      { appRoleAssignments: grants(0, 1), siteRoleAssignments: [site(4, 'Clinical'), site(8, 'Charts Members')] },
      { organization: charts },
    ),
  },
  fail: {
    'S3-15: 12 direct grants are 12 rows': [
      tenant({ appRoleAssignments: grants(12, 3) }),
      {
        resources: Array.from({ length: 12 }, (_, index) => `User ${index}, Chart Viewer`),
        wouldPassIf: /^9 of these grants go/,
      },
    ],
    'a share of a quarter': tenant({ appRoleAssignments: grants(1, 3) }),
    'a person on a PHI site': [
      tenant(
        {
          appRoleAssignments: grants(0, 1),
          siteRoleAssignments: [site(1, 'kim@clinic.example.com'), site(4, 'Clinical')],
        },
        { organization: charts },
      ),
      { resources: ['kim@clinic.example.com, https://clinic.example.com/sites/charts'] },
    ],
    'none is allowed where the organization says so': tenant(
      { appRoleAssignments: grants(1, 99) },
      { parameters: { directPercent: 0 } },
    ),
  },
  'not-applicable': { 'no grants at all': tenant({ appRoleAssignments: [] }) },
  unknown: {
    'PHI sites are declared and were not read': tenant({ appRoleAssignments: grants(0, 1) }, { organization: charts }),
  },
});
