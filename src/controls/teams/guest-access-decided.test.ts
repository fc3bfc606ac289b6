import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { guestAccessDecided } from './guest-access-decided.ts';

const guests = (allowGuestUser: boolean | null) => ({ clientConfiguration: [{ identity: 'Global', allowGuestUser }] });
const entra = (guestUserRoleId: string, allowInvitesFrom: string) => ({
  authorizationPolicy: [{ id: 'authorizationPolicy', guestUserRoleId, allowInvitesFrom }],
});
const limited = entra('10dae51f-b6af-4016-8d66-8c2a99b929b3', 'adminsAndGuestInviters');
const likeMembers = entra('a0b1b346-4d3e-4e8b-98f8-753987be4970', 'adminsAndGuestInviters');
const choosing = (teamsGuests: boolean) => ({ organization: { choices: { teamsGuests } } });

testControl(guestAccessDecided, {
  pass: {
    'off, and nothing else was declared': tenant(guests(false)),
    'off as declared': tenant(guests(false), choosing(false)),
    'on as declared, and Entra limits guests': tenant({ ...guests(true), ...limited }, choosing(true)),
    'off because Entra does not limit guests, although declared on': tenant(
      { ...guests(false), ...likeMembers },
      choosing(true),
    ),
  },
  fail: {
    'S0-21: on, as Microsoft delivers it, and nobody decided': [
      tenant({ ...guests(true), ...limited }),
      { resources: ['Global'], wouldPassIf: /choices.teamsGuests: true/ },
    ],
    'on although declared off': tenant(guests(true), choosing(false)),
    'off although declared on': tenant({ ...guests(false), ...limited }, choosing(true)),
    'off although declared on, and Entra was not read': tenant(guests(false), choosing(true)),
    'on as declared, but guests see the directory like members': [
      tenant({ ...guests(true), ...likeMembers }, choosing(true)),
      { wouldPassIf: /guest-directory-view-limited/ },
    ],
    'on as declared, but everybody invites': tenant(
      { ...guests(true), ...entra('10dae51f-b6af-4016-8d66-8c2a99b929b3', 'everyone') },
      choosing(true),
    ),
  },
  unknown: {
    'on as declared, and Entra was not read': tenant(guests(true), choosing(true)),
    'no value': tenant(guests(null)),
  },
});
