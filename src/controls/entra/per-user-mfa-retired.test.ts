import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { perUserMfaRetired } from './per-user-mfa-retired.ts';

const user = (id: string, perUserMfaState: string) => ({
  id,
  userPrincipalName: `${id}@clinic.example.com`,
  perUserMfaState,
});
const mfa = (users: object = {}) => ({
  conditionalAccessPolicies: [
    {
      id: 'ca1',
      displayName: 'MFA',
      state: 'enabled',
      conditions: {
        users: { includeUsers: ['All'], ...users },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
      },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    },
  ],
});

testControl(perUserMfaRetired, {
  pass: {
    'S3-30: off for all': tenant({ ...mfa(), perUserMfa: [user('kim', 'disabled'), user('lee', 'Disabled')] }),
    'off for all without a policy: nothing to retire': tenant({
      conditionalAccessPolicies: [],
      perUserMfa: [user('kim', 'disabled')],
    }),
  },
  fail: {
    'S3-20: on beside Conditional Access: changes turn it off': [
      tenant({ ...mfa(), perUserMfa: [user('kim', 'enforced'), user('lee', 'enabled'), user('max', 'disabled')] }),
      { resources: ['kim@clinic.example.com', 'lee@clinic.example.com'], why: /2 of 3/ },
    ],
    'an exclusion that is declared for MFA keeps the policy whole': tenant(
      { ...mfa({ excludeUsers: ['bg1'] }), perUserMfa: [user('kim', 'enforced')] },
      { organization: { exclusions: { 'entra.mfa-for-all-users': { users: ['bg1'], reason: 'Emergency access' } } } },
    ),
  },
  partial: {
    'it is the only MFA: it must stay, and nothing is offered': [
      tenant({ conditionalAccessPolicies: [], perUserMfa: [user('kim', 'enforced')] }),
      { why: /must stay/ },
    ],
    'the policy excludes somebody who is not declared': tenant({
      ...mfa({ excludeUsers: ['x1'] }),
      perUserMfa: [user('kim', 'enforced')],
    }),
  },
});
