import { block, mfa, policy } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { highRiskUsersBlocked } from './high-risk-users-blocked.ts';

const high = { userRiskLevels: ['high'] };
const only = (...conditionalAccessPolicies: unknown[]) => tenant({ conditionalAccessPolicies });
const scuba = (outcome: 'pass' | 'fail') => ({ policies: { 'MS.AAD.2.1v1': outcome } });
const plans = (servicePlanName: string) => [{ servicePlanName, provisioningStatus: 'Success' }];

testControl(highRiskUsersBlocked, {
  pass: {
    'blocked at high risk': [
      tenant({
        conditionalAccessPolicies: [policy('Risk', { conditions: high, grant: block })],
        servicePlans: plans('AAD_PREMIUM_P2'),
      }),
      { resources: ['Risk'], ...scuba('pass') },
    ],
    'medium and high': only(policy('Risk', { conditions: { userRiskLevels: ['medium', 'high'] }, grant: block })),
    'a new password with MFA compensates; SCuBA wants a block': [
      only(
        policy('Risk', { conditions: high, grant: { operator: 'AND', builtInControls: ['mfa', 'passwordChange'] } }),
      ),
      scuba('fail'),
    ],
  },
  fail: {
    'no policy': only(),
    'MFA alone leaves the stolen password': [
      only(policy('Risk', { conditions: high, grant: mfa })),
      { resources: ['Conditional Access'] },
    ],
    'medium risk only': [
      only(policy('Risk', { conditions: { userRiskLevels: ['medium'] }, grant: block })),
      { why: /applies only at user risk medium/, ...scuba('fail') },
    ],
    'user and sign-in risk at once is narrower': [
      only(policy('Risk', { conditions: { ...high, signInRiskLevels: ['high'] }, grant: block })),
      { why: /applies only at sign-in risk high/, ...scuba('fail') },
    ],
    'an undeclared group left out': [
      only(policy('Risk', { users: { excludeGroups: ['g-1'] }, conditions: high, grant: block })),
      { wouldPassIf: /^Group g-1 is declared/ },
    ],
  },
  'not-licensed': {
    'I-3: P1 is not enough': tenant({ conditionalAccessPolicies: [], servicePlans: plans('AAD_PREMIUM') }),
  },
});
