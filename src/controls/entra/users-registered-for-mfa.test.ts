import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { usersRegisteredForMfa } from './users-registered-for-mfa.ts';

const user = (name: string, isMfaCapable: boolean, methodsRegistered: string[], given = {}) => ({
  id: `id-${name}`,
  userPrincipalName: `${name}@example.com`,
  userType: 'member',
  isAdmin: false,
  isMfaCapable,
  methodsRegistered,
  ...given,
});
const ana = user('ana', true, ['microsoftAuthenticatorPush', 'mobilePhone']);
const ben = user('ben', true, ['mobilePhone', 'email']);
const cleo = user('cleo', false, []);
const given = (userRegistrationDetails: unknown[], users?: unknown[], organization = {}) =>
  tenant({ userRegistrationDetails, ...(users && { users }) }, { organization });

testControl(usersRegisteredForMfa, {
  pass: {
    'S0-37: everyone has a strong second factor': given([ana, user('dora', true, ['fido2SecurityKey'])]),
    'guests are not counted': given([ana, user('guest', false, [], { userType: 'guest' })]),
    'disabled accounts are not counted': given(
      [ana, cleo],
      [{ id: 'ID-cleo', accountEnabled: false, userType: 'Member' }],
    ),
    'a declared service account is not counted': given([ana, cleo], undefined, {
      exclusions: { 'entra.users-registered-for-mfa': { users: ['Cleo@example.com'], reason: 'Directory sync' } },
    }),
  },
  partial: {
    'S3-26: only a phone number, staff': [given([ana, ben]), { resources: ['ben@example.com'], why: /1 of 2/ }],
  },
  fail: {
    'S0-37: nothing registered': [
      given([ana, cleo]),
      { resources: ['cleo@example.com'], why: /1 of 2 people have no second factor/ },
    ],
    'S3-26: only a phone number, administrator': [
      given([ana, { ...ben, isAdmin: true }]),
      { resources: ['ben@example.com'] },
    ],
    'only a phone number, sensitive account': given([ana, ben], undefined, { sensitiveAccounts: ['ben@example.com'] }),
    'both kinds are listed': [given([cleo, ben]), { resources: ['ben@example.com', 'cleo@example.com'] }],
  },
  unknown: {
    'somebody is missing in the report': [
      given([ana], [{ id: 'id-eve', userPrincipalName: 'eve@example.com', accountEnabled: true, userType: 'Member' }]),
      { why: /1 enabled people/ },
    ],
    'the report is empty': given([]),
    'the report does not say who is capable': tenant({
      userRegistrationDetails: [{ id: 'id-ana', methodsRegistered: ['fido2SecurityKey'] }],
    }),
  },
});
