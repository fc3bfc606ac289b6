import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { safetyTipsShown } from './safety-tips-shown.ts';

const nobody = {
  sentTo: null,
  sentToMemberOf: null,
  recipientDomainIs: null,
  exceptIfSentTo: null,
  exceptIfSentToMemberOf: null,
  exceptIfRecipientDomainIs: null,
};
const policy = (identity: string, off: string[] = [], more: object = {}) => ({
  identity,
  isDefault: identity === 'Office365 AntiPhish Default',
  enabled: true,
  ...Object.fromEntries(
    [
      'enableFirstContactSafetyTips',
      'enableSimilarUsersSafetyTips',
      'enableSimilarDomainsSafetyTips',
      'enableUnusualCharactersSafetyTips',
      'enableViaTag',
      'enableUnauthenticatedSender',
    ].map((tip) => [tip, !off.includes(tip)]),
  ),
  ...more,
});
const byDefault = 'Office365 AntiPhish Default';
const custom = (name: string, more: object = {}) => ({
  identity: name,
  state: 'Enabled',
  priority: 0,
  antiPhishPolicy: name,
  ...nobody,
  ...more,
});
const acceptedDomains = [{ domainName: 'clinic.example.com' }];
const verdict = (outcome: 'pass' | 'fail' | 'unknown') => ({ 'MS.SECURITYSUITE.2.4v1': outcome });

testControl(safetyTipsShown, {
  pass: {
    'all six in the default policy': [
      tenant({ antiPhishPolicies: [policy(byDefault)], presetRules: [], antiPhishRules: [] }),
      { policies: verdict('pass') },
    ],
    'a preset for everybody counts by itself': [
      tenant({
        antiPhishPolicies: [policy(byDefault, ['enableViaTag'])],
        presetRules: [{ identity: 'Standard Preset Security Policy', state: 'Enabled', ...nobody }],
      }),
      { policies: verdict('pass') },
    ],
    'a custom policy for the one accepted domain': [
      tenant({
        antiPhishPolicies: [policy('Clinic'), policy(byDefault, ['enableViaTag'])],
        presetRules: [],
        antiPhishRules: [custom('Clinic', { recipientDomainIs: ['clinic.example.com'] })],
        acceptedDomains,
      }),
      { policies: verdict('pass') },
    ],
  },
  fail: {
    'one of six is off': [
      tenant({
        antiPhishPolicies: [policy(byDefault, ['enableFirstContactSafetyTips'])],
        presetRules: [],
        antiPhishRules: [],
      }),
      { policies: verdict('fail'), resources: ['Default anti-phishing policy'] },
    ],
    'the custom policy for everybody is weak, the default that acts on nobody is good': [
      tenant({
        antiPhishPolicies: [policy('Clinic', ['enableUnauthenticatedSender']), policy(byDefault)],
        presetRules: [],
        antiPhishRules: [custom('Clinic')],
        acceptedDomains,
      }),
      { policies: verdict('pass'), resources: ['Clinic'] },
    ],
  },
  partial: {
    'one group has its own policy without the tips': [
      tenant({
        antiPhishPolicies: [policy('Surgery', ['enableViaTag']), policy(byDefault)],
        presetRules: [],
        antiPhishRules: [custom('Surgery', { sentToMemberOf: ['Surgery'] })],
        acceptedDomains,
      }),
      { policies: verdict('pass'), resources: ['Surgery'] },
    ],
  },
  unknown: {
    'the preset rules were not read': [
      tenant({ antiPhishPolicies: [policy(byDefault, ['enableViaTag'])], antiPhishRules: [] }),
      { policies: verdict('unknown') },
    ],
  },
});
