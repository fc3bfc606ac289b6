import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { ownDomainsProtectedFromImpersonation } from './own-domains-protected-from-impersonation.ts';

const nobody = {
  sentTo: null,
  sentToMemberOf: null,
  recipientDomainIs: null,
  exceptIfSentTo: null,
  exceptIfSentToMemberOf: null,
  exceptIfRecipientDomainIs: null,
};
const policy = (identity: string, enableOrganizationDomainsProtection: boolean, more: object = {}) => ({
  identity,
  isDefault: identity === 'Office365 AntiPhish Default',
  enabled: true,
  enableOrganizationDomainsProtection,
  targetedDomainProtectionAction: 'Quarantine',
  ...more,
});
const byDefault = 'Office365 AntiPhish Default';
const verdicts = (now: 'pass' | 'fail' | 'unknown', legacy: 'pass' | 'fail') => ({
  'MS.SECURITYSUITE.2.2v1': now,
  'MS.DEFENDER.2.2v1': legacy,
});
const noRules = { presetRules: [], antiPhishRules: [] };
const listing = { enableTargetedDomainsProtection: true, targetedDomainsToProtect: ['clinic.example.com'] };

testControl(ownDomainsProtectedFromImpersonation, {
  pass: {
    'on in the default policy; the older rule wants declared domains in both presets': [
      tenant({ antiPhishPolicies: [policy(byDefault, true)], ...noRules }),
      { policies: verdicts('pass', 'fail') },
    ],
    "both presets list the domains that ScubaGear's configuration names": [
      tenant(
        {
          antiPhishPolicies: [
            policy('Standard Preset Security Policy1', true, listing),
            policy('Strict Preset Security Policy1', true, listing),
          ],
          presetRules: [{ identity: 'Standard Preset Security Policy', state: 'Enabled', ...nobody }],
        },
        { declared: { 'MS.DEFENDER.2.2v1': { domains: ['Clinic.example.com'] } } },
      ),
      { policies: verdicts('pass', 'pass') },
    ],
  },
  fail: {
    'off in the only policy': [
      tenant({ antiPhishPolicies: [policy(byDefault, false)], ...noRules }),
      { resources: ['Default anti-phishing policy'], policies: verdicts('fail', 'fail') },
    ],
    'the action is NoAction': [
      tenant({
        antiPhishPolicies: [policy(byDefault, true, { targetedDomainProtectionAction: 'NoAction' })],
        ...noRules,
      }),
      { policies: verdicts('fail', 'fail') },
    ],
    'the policy is not enabled': [
      tenant({ antiPhishPolicies: [policy(byDefault, true, { enabled: false })], ...noRules }),
      { policies: verdicts('fail', 'fail') },
    ],
  },
  partial: {
    'a preset with it on covers one domain, the default has it off': [
      tenant({
        antiPhishPolicies: [policy('Strict Preset Security Policy1', true), policy(byDefault, false)],
        presetRules: [
          {
            identity: 'Strict Preset Security Policy',
            state: 'Enabled',
            ...nobody,
            recipientDomainIs: ['lab.example.com'],
          },
        ],
        antiPhishRules: [],
        acceptedDomains: [{ domainName: 'lab.example.com' }, { domainName: 'clinic.example.com' }],
      }),
      { resources: ['Default anti-phishing policy'], policies: verdicts('fail', 'fail') },
    ],
  },
  unknown: {
    'only a custom policy has it on and its rules were not read': [
      tenant({ antiPhishPolicies: [policy('Clinic', true), policy(byDefault, false)], presetRules: [] }),
      { policies: verdicts('unknown', 'fail') },
    ],
  },
});
