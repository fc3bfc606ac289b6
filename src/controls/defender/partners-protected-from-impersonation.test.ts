import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { partnersProtectedFromImpersonation } from './partners-protected-from-impersonation.ts';

const policy = (identity: string, targetedDomainsToProtect: string[] | null, more: object = {}) => ({
  identity,
  isDefault: identity === 'Office365 AntiPhish Default',
  enabled: true,
  enableTargetedDomainsProtection: true,
  targetedDomainProtectionAction: 'Quarantine',
  targetedDomainsToProtect,
  ...more,
});
const byDefault = 'Office365 AntiPhish Default';
const partner = { organization: { partners: [{ domain: 'Lab.example.com', tls: true }] } };
const noRules = { presetRules: [], antiPhishRules: [] };
const verdicts = (now: 'pass' | 'fail' | 'unknown', legacy: 'pass' | 'fail') => ({
  'MS.SECURITYSUITE.2.3v1': now,
  'MS.DEFENDER.2.3v1': legacy,
});

testControl(partnersProtectedFromImpersonation, {
  pass: {
    'the policy names the declared partner': [
      tenant({ antiPhishPolicies: [policy(byDefault, ['lab.example.com', 'other.example.net'])], ...noRules }, partner),
      { policies: verdicts('pass', 'fail') },
    ],
    "partners from ScubaGear's configuration, in both presets and the default": [
      tenant(
        {
          antiPhishPolicies: [
            policy('Standard Preset Security Policy1', ['lab.example.com']),
            policy('Strict Preset Security Policy1', ['lab.example.com']),
            policy(byDefault, ['lab.example.com']),
          ],
          ...noRules,
        },
        { declared: { 'MS.DEFENDER.2.3v1': { domains: ['lab.example.com'] } } },
      ),
      { policies: verdicts('pass', 'pass') },
    ],
  },
  fail: {
    'the policy names another domain': [
      tenant({ antiPhishPolicies: [policy(byDefault, ['other.example.net'])], ...noRules }, partner),
      { why: /does not name every partner domain/, policies: verdicts('fail', 'fail') },
    ],
    'protection is off': [
      tenant(
        { antiPhishPolicies: [policy(byDefault, null, { enableTargetedDomainsProtection: false })], ...noRules },
        partner,
      ),
      { policies: verdicts('fail', 'fail') },
    ],
    'no partner is declared and none is named: the older rule passes two presets that name nobody': [
      tenant({
        antiPhishPolicies: [
          policy('Standard Preset Security Policy1', []),
          policy('Strict Preset Security Policy1', []),
          policy(byDefault, []),
        ],
        ...noRules,
      }),
      { policies: verdicts('fail', 'pass'), wouldPassIf: /declare them in partners/ },
    ],
  },
  partial: {
    'no partner is declared, the policy names one': [
      tenant({ antiPhishPolicies: [policy(byDefault, ['lab.example.com'])], ...noRules }),
      { policies: verdicts('fail', 'fail'), wouldPassIf: /declare lab\.example\.com in partners/ },
    ],
  },
  unknown: {
    'the preset rules were not read and no partner is declared': [
      tenant({ antiPhishPolicies: [policy(byDefault, ['lab.example.com'])] }),
      { policies: verdicts('fail', 'fail') },
    ],
  },
});
