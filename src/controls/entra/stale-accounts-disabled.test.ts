import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { staleAccountsDisabled } from './stale-accounts-disabled.ts';

// The settings are read on 2026-11-20T06:12:41Z; 90 days before is 2026-08-22T06:12:41Z.
const user = (id: string, last: string | null, more: object = {}) => ({
  id,
  userPrincipalName: `${id}@clinic.example.com`,
  accountEnabled: true,
  userType: 'Member',
  createdDateTime: '2024-02-01T00:00:00Z',
  ...(last && { signInActivity: { lastSignInDateTime: last, lastNonInteractiveSignInDateTime: null } }),
  ...more,
});
const fresh = user('kim', '2026-11-18T10:00:00Z');
const old = '2026-03-01T10:00:00Z';
const declaring = (...users: string[]) => ({
  organization: { exclusions: { 'entra.stale-accounts-disabled': { users, reason: 'On parental leave until May' } } },
});

testControl(staleAccountsDisabled, {
  pass: {
    'exactly 90 days': tenant({ users: [fresh, user('lee', '2026-08-22T06:12:41Z')] }),
    'mail on a phone counts as use': tenant({
      users: [
        fresh,
        user('lee', null, {
          signInActivity: { lastSignInDateTime: old, lastNonInteractiveSignInDateTime: '2026-11-19T00:00:00Z' },
        }),
      ],
    }),
    'disabled accounts and guests do not count': tenant({
      users: [fresh, user('lee', old, { accountEnabled: false }), user('lab', old, { userType: 'Guest' })],
    }),
    'a new account that was never used': tenant({
      users: [fresh, user('new', null, { createdDateTime: '2026-11-01T00:00:00Z' })],
    }),
    'declared by name': tenant({ users: [fresh, user('lee', old)] }, declaring('LEE@clinic.example.com')),
    'a break-glass account with a privileged role': tenant(
      { users: [fresh, user('bg1', old)], privilegedUsers: [{ id: 'bg1', roles: ['Global Administrator'] }] },
      { organization: { breakGlass: ['bg1@clinic.example.com'] } },
    ),
  },
  fail: {
    'a day more than 90': [
      tenant({ users: [fresh, user('lee', '2026-08-21T06:12:40Z')] }),
      { resources: ['lee@clinic.example.com'], why: /1 of 2/, wouldPassIf: /lee@clinic/ },
    ],
    'never used since its creation two years ago': tenant({ users: [fresh, user('lee', null)] }),
    'a privileged account cannot be declared': [
      tenant(
        { users: [fresh, user('lee', old)], privilegedUsers: [{ id: 'LEE', roles: ['User Administrator'] }] },
        declaring('lee'),
      ),
      { why: /no declared exclusion covers/ },
    ],
    'a synchronized account: nothing is offered here': tenant({
      users: [fresh, user('lee', old, { onPremisesImmutableId: 'x==' })],
    }),
  },
  'not-licensed': {
    'I-3: sign-in dates need P1': tenant({
      users: [user('lee', old)],
      servicePlans: [{ servicePlanName: 'EXCHANGE_S_STANDARD' }],
    }),
  },
  unknown: {
    'sign-in dates were not read for anybody': tenant({ users: [user('lee', null)] }),
    'neither use nor creation is known': tenant({
      users: [fresh, { id: 'x', accountEnabled: true, userType: 'Member' }],
    }),
  },
});
