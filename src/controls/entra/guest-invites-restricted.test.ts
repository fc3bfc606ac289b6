import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { guestInvitesRestricted } from './guest-invites-restricted.ts';

const policy = (allowInvitesFrom: string | null) => ({
  authorizationPolicy: [{ id: 'authorizationPolicy', allowInvitesFrom }],
});

testControl(guestInvitesRestricted, {
  pass: {
    'admins and guest inviters': [tenant(policy('adminsAndGuestInviters')), { policies: { 'MS.AAD.8.2v1': 'pass' } }],
    'nobody invites: stricter, so it passes SCuBA too': [
      tenant(policy('none')),
      { policies: { 'MS.AAD.8.2v1': 'pass' } },
    ],
  },
  fail: {
    'S0-21: everyone, as Microsoft delivers it': [
      tenant(policy('everyone')),
      { resources: ['Guest invite settings'], policies: { 'MS.AAD.8.2v1': 'fail' } },
    ],
    'all members': tenant(policy('adminsGuestInvitersAndAllMembers')),
  },
  unknown: { 'no value': tenant(policy(null)) },
});
