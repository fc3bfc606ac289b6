import { block, mfa, policy } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { legacyAuthenticationBlocked } from './legacy-authentication-blocked.ts';

const legacy = { clientAppTypes: ['exchangeActiveSync', 'other'] };
const only = (...conditionalAccessPolicies: unknown[]) => tenant({ conditionalAccessPolicies });
const scuba = (outcome: 'pass' | 'fail') => ({ policies: { 'MS.AAD.1.1v1': outcome } });

testControl(legacyAuthenticationBlocked, {
  pass: {
    'S3-17: both kinds of legacy clients are blocked': [
      only(policy('No legacy', { conditions: legacy, grant: block })),
      { resources: ['No legacy'], ...scuba('pass') },
    ],
    'union: one policy per kind; SCuBA wants one policy': [
      only(
        policy('No ActiveSync', { conditions: { clientAppTypes: ['exchangeActiveSync'] }, grant: block }),
        policy('No others', { conditions: { clientAppTypes: ['other'] }, grant: block }),
      ),
      { resources: ['No ActiveSync', 'No others'], ...scuba('fail') },
    ],
    'security defaults block it; SCuBA counts Conditional Access only': [
      tenant({ conditionalAccessPolicies: [], securityDefaults: { isEnabled: true } }),
      { resources: ['Security defaults'], ...scuba('fail') },
    ],
  },
  fail: {
    'other legacy clients stay open': [
      only(policy('No ActiveSync', { conditions: { clientAppTypes: ['exchangeActiveSync'] }, grant: block })),
      { why: /leaves out other legacy clients/, ...scuba('fail') },
    ],
    'narrowed to a platform': [
      only(
        policy('No legacy', { conditions: { ...legacy, platforms: { includePlatforms: ['windows'] } }, grant: block }),
      ),
      { why: /applies to Windows only/, ...scuba('fail') },
    ],
    'trusted locations left out': only(
      policy('No legacy', {
        conditions: { ...legacy, locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
        grant: block,
      }),
    ),
    'MFA does not stop what cannot ask for it': [
      only(policy('MFA', { conditions: legacy, grant: mfa })),
      { resources: ['Conditional Access'] },
    ],
    'off, with security defaults read as off': [
      tenant({
        conditionalAccessPolicies: [policy('No legacy', { state: 'disabled', conditions: legacy, grant: block })],
        securityDefaults: { isEnabled: false },
      }),
      { wouldPassIf: /switched on/, ...scuba('fail') },
    ],
    'an undeclared user left out': [
      only(policy('No legacy', { users: { excludeUsers: ['u-1'] }, conditions: legacy, grant: block })),
      { wouldPassIf: /^User u-1 is declared/ },
    ],
  },
  unknown: {
    'nothing is enforced and security defaults were not read': [
      only(policy('No legacy', { state: 'enabledForReportingButNotEnforced', conditions: legacy, grant: block })),
      { why: /were not read/, ...scuba('fail') },
    ],
  },
});
