import { mfa, policy, strength } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { phishingResistantMfaForAllUsers } from './phishing-resistant-mfa-for-all-users.ts';

const only = (...conditionalAccessPolicies: unknown[]) => tenant({ conditionalAccessPolicies });
const strong = strength('windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor');
const scuba = (outcome: 'pass' | 'fail') => ({ policies: { 'MS.AAD.3.1v1': outcome } });

testControl(phishingResistantMfaForAllUsers, {
  pass: {
    'the three strong methods': [
      only(policy('Passkeys', { grant: strong })),
      { resources: ['Passkeys'], ...scuba('pass') },
    ],
    'one of them is enough': only(policy('Passkeys', { grant: strength('fido2') })),
    'the built-in strength, known by its id': only(
      policy('Passkeys', { grant: { authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' } } }),
    ),
  },
  fail: {
    'no policy': only(),
    'ordinary MFA is the nearest': [
      only(policy('MFA', { grant: mfa })),
      { resources: ['MFA'], why: /accepts any kind of MFA/, ...scuba('fail') },
    ],
    'one weaker combination': [
      only(policy('Mixed', { grant: strength('fido2', 'password,sms') })),
      { why: /accepts weaker methods \(password with sms\)/, wouldPassIf: /Phishing-resistant MFA/, ...scuba('fail') },
    ],
    'a compliant device is accepted instead; SCuBA does not look at that': [
      only(policy('Passkeys', { grant: { ...strong, builtInControls: ['compliantDevice'] } })),
      { ...scuba('pass') },
    ],
    'report-only': [
      only(policy('Passkeys', { state: 'enabledForReportingButNotEnforced', grant: strong })),
      scuba('fail'),
    ],
  },
  'not-licensed': {
    'I-3: no Entra ID P1': tenant({
      conditionalAccessPolicies: [],
      servicePlans: [{ servicePlanName: 'EXCHANGE_S_STANDARD', provisioningStatus: 'Success' }],
    }),
  },
});
