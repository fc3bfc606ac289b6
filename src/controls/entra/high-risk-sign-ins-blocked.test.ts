import { block, mfa, policy } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { highRiskSignInsBlocked } from './high-risk-sign-ins-blocked.ts';

const high = { signInRiskLevels: ['high'] };
const only = (...conditionalAccessPolicies: unknown[]) => tenant({ conditionalAccessPolicies });
const scuba = (outcome: 'pass' | 'fail') => ({ policies: { 'MS.AAD.2.3v1': outcome } });

testControl(highRiskSignInsBlocked, {
  pass: {
    'blocked at high risk': [
      only(policy('Risk', { conditions: high, grant: block })),
      { resources: ['Risk'], ...scuba('pass') },
    ],
  },
  partial: {
    'MFA asked afresh': [
      only(
        policy('Risk', {
          conditions: high,
          grant: mfa,
          session: { signInFrequency: { isEnabled: true, frequencyInterval: 'everyTime' } },
        }),
      ),
      { why: /asks for MFA in place of a block/, ...scuba('fail') },
    ],
  },
  fail: {
    'no policy': only(),
    'an earlier MFA is accepted': [
      only(policy('Risk', { conditions: high, grant: mfa })),
      { why: /accepts an MFA that was done earlier/, ...scuba('fail') },
    ],
    'low and medium risk only': only(
      policy('Risk', { conditions: { signInRiskLevels: ['low', 'medium'] }, grant: block }),
    ),
    'browsers only': [
      only(policy('Risk', { conditions: { ...high, clientAppTypes: ['browser'] }, grant: block })),
      scuba('fail'),
    ],
  },
  'not-licensed': {
    'I-3: no Entra ID P2': tenant({
      conditionalAccessPolicies: [],
      servicePlans: [{ servicePlanName: 'AAD_PREMIUM', provisioningStatus: 'Success' }],
    }),
  },
});
