import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { adminsCloudOnly } from './admins-cloud-only.ts';

const admin = (id: string, onPremisesImmutableId: string | null) => ({
  id,
  displayName: id,
  userPrincipalName: `${id}@clinic.example.com`,
  onPremisesImmutableId,
  roles: ['User Administrator'],
});

testControl(adminsCloudOnly, {
  pass: {
    'null is cloud-only': [
      tenant({ privilegedUsers: [admin('ada', null)] }),
      { resources: ['ada@clinic.example.com'], policies: { 'MS.AAD.7.3v1': 'pass' } },
    ],
  },
  fail: {
    'names only the synchronized one': [
      tenant({ privilegedUsers: [admin('ada', null), admin('ben', 'x1Y2z3==')] }),
      {
        resources: ['ben@clinic.example.com'],
        why: /^1 of 2/,
        wouldPassIf: /ben@clinic/,
        policies: { 'MS.AAD.7.3v1': 'fail' },
      },
    ],
    'an empty text is a value': tenant({ privilegedUsers: [admin('ada', '')] }),
  },
  'not-applicable': { 'nobody holds a privileged role': tenant({ privilegedUsers: [] }) },
  unknown: {
    'the field is missing in one record': tenant({
      privilegedUsers: [admin('ada', null), { id: 'ben', roles: ['User Administrator'] }],
    }),
  },
});
