import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { appRegistrationAdminsOnly } from './app-registration-admins-only.ts';

const policy = (allowedToCreateApps?: boolean | null, id = 'authorizationPolicy') => ({
  id,
  defaultUserRolePermissions: { allowedToCreateApps, allowedToReadOtherUsers: true },
});

testControl(appRegistrationAdminsOnly, {
  pass: {
    'users cannot register': [tenant({ authorizationPolicy: policy(false) }), { policies: { 'MS.AAD.5.1v1': 'pass' } }],
    'PascalCase in a list': tenant({
      authorizationPolicy: [{ Id: 'authorizationPolicy', DefaultUserRolePermissions: { AllowedToCreateApps: false } }],
    }),
  },
  fail: {
    'S0-21: users can register, as Microsoft delivers it': [
      tenant({ authorizationPolicy: [policy(true)] }),
      { resources: ['Authorization policy'], policies: { 'MS.AAD.5.1v1': 'fail' }, wouldPassIf: /No/ },
    ],
    'one of two policies allows it': tenant({ authorizationPolicy: [policy(false, 'one'), policy(true, 'two')] }),
  },
  unknown: {
    'the permissions lack the switch': tenant({ authorizationPolicy: [policy()] }),
    'the switch is null': tenant({ authorizationPolicy: [policy(null)] }),
    'the permissions are null': tenant({
      authorizationPolicy: [{ id: 'authorizationPolicy', defaultUserRolePermissions: null }],
    }),
  },
});
