import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { guestDirectoryViewLimited } from './guest-directory-view-limited.ts';

const policy = (guestUserRoleId: string | null) => ({
  authorizationPolicy: [{ id: 'authorizationPolicy', guestUserRoleId }],
});

testControl(guestDirectoryViewLimited, {
  pass: {
    'limited access': [
      tenant(policy('10dae51f-b6af-4016-8d66-8c2a99b929b3')),
      { resources: ['Guest user access'], policies: { 'MS.AAD.8.1v1': 'pass' } },
    ],
    'own objects only, id in capitals': tenant(policy('2AF84B1E-32C8-42B7-82BC-DAA82404023B')),
  },
  fail: {
    'a role with the name of something else': tenant(policy('constructor')),
    'same access as members': [
      tenant(policy('a0b1b346-4d3e-4e8b-98f8-753987be4970')),
      { resources: ['Guest user access'], policies: { 'MS.AAD.8.1v1': 'fail' } },
    ],
    'a role nobody knows': tenant(policy('11111111-1111-4111-8111-111111111111')),
  },
  unknown: { 'no value': tenant(policy(null)) },
});
