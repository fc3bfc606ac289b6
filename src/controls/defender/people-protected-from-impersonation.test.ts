import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { peopleProtectedFromImpersonation } from './people-protected-from-impersonation.ts';

const nobody = {
  sentTo: null,
  sentToMemberOf: null,
  recipientDomainIs: null,
  exceptIfSentTo: null,
  exceptIfSentToMemberOf: null,
  exceptIfRecipientDomainIs: null,
};
const preset = (kind: string, more: object = {}) => ({
  identity: `${kind} Preset Security Policy`,
  state: 'Enabled',
  ...nobody,
  ...more,
});
const policy = (identity: string, targetedUsersToProtect: string[], more: object = {}) => ({
  identity,
  name: identity,
  isDefault: identity === 'Office365 AntiPhish Default',
  enabled: true,
  enableTargetedUserProtection: true,
  targetedUserProtectionAction: 'Quarantine',
  targetedUsersToProtect,
  ...more,
});
const standard = 'Standard Preset Security Policy1659535429826';
const strict = 'Strict Preset Security Policy1681329955447';
const byDefault = 'Office365 AntiPhish Default';
const ruth = 'Ruth Adeyemi; Ruth@clinic.example.com';
const sensitive = { organization: { sensitiveAccounts: ['ruth@clinic.example.com'] } };
const verdicts = (now: 'pass' | 'fail' | 'unknown', legacy: 'pass' | 'fail') => ({
  'MS.SECURITYSUITE.2.1v1': now,
  'MS.DEFENDER.2.1v1': legacy,
});
const noRules = { presetRules: [], antiPhishRules: [] };

testControl(peopleProtectedFromImpersonation, {
  pass: {
    'both presets name the declared account; the rest of the address book form is ignored': [
      tenant(
        {
          antiPhishPolicies: [policy(standard, [ruth]), policy(strict, [ruth]), policy(byDefault, [])],
          presetRules: [preset('Standard'), preset('Strict', { recipientDomainIs: ['lab.example.com'] })],
        },
        sensitive,
      ),
      { policies: verdicts('pass', 'pass') },
    ],
    'the default policy names the account and nothing stands before it; the older rule wants both presets': [
      tenant({ antiPhishPolicies: [policy(byDefault, [ruth])], ...noRules }, sensitive),
      { policies: verdicts('pass', 'fail') },
    ],
    "accounts from ScubaGear's configuration; the emergency access account needs no protection": [
      tenant(
        { antiPhishPolicies: [policy(byDefault, [ruth])], ...noRules },
        {
          organization: { breakGlass: ['emergency@clinic.example.com'] },
          declared: { 'MS.DEFENDER.2.1v1': { users: ['Ruth Adeyemi;ruth@clinic.example.com'] } },
        },
      ),
      { policies: verdicts('pass', 'fail') },
    ],
    'an object id that the list of users resolves': tenant(
      {
        antiPhishPolicies: [policy(byDefault, [ruth])],
        ...noRules,
        users: [{ id: '11111111-2222-4333-8444-555555555555', userPrincipalName: 'ruth@clinic.example.com' }],
      },
      { organization: { sensitiveAccounts: ['11111111-2222-4333-8444-555555555555'] } },
    ),
  },
  fail: {
    'the default policy names somebody else': [
      tenant(
        { antiPhishPolicies: [policy(byDefault, ['Omar Haddad;omar@clinic.example.com'])], ...noRules },
        sensitive,
      ),
      { resources: ['Default anti-phishing policy'], policies: verdicts('fail', 'fail'), why: /does not name every/ },
    ],
    'the action leaves the message in the inbox': [
      tenant(
        { antiPhishPolicies: [policy(byDefault, [ruth], { targetedUserProtectionAction: 'BccMessage' })], ...noRules },
        sensitive,
      ),
      { policies: verdicts('fail', 'fail') },
    ],
    'no action is set': tenant(
      { antiPhishPolicies: [policy(byDefault, [ruth], { targetedUserProtectionAction: null })], ...noRules },
      sensitive,
    ),
    'the preset covers everybody and names nobody; the default policy that names the account acts on nobody': [
      tenant(
        { antiPhishPolicies: [policy(standard, []), policy(byDefault, [ruth])], presetRules: [preset('Standard')] },
        sensitive,
      ),
      { resources: ['Standard preset security policy'], policies: verdicts('pass', 'fail') },
    ],
    'nobody is declared and the policies name nobody': [
      tenant({
        antiPhishPolicies: [policy(standard, []), policy(strict, [])],
        presetRules: [preset('Standard'), preset('Strict')],
      }),
      { policies: verdicts('fail', 'pass'), wouldPassIf: /declare them in sensitiveAccounts/ },
    ],
    'protection is off': [
      tenant(
        { antiPhishPolicies: [policy(byDefault, [ruth], { enableTargetedUserProtection: false })], ...noRules },
        sensitive,
      ),
      { policies: verdicts('fail', 'fail') },
    ],
  },
  partial: {
    'a custom rule for one group names nobody': [
      tenant(
        {
          antiPhishPolicies: [policy('Billing', []), policy(byDefault, [ruth])],
          presetRules: [],
          antiPhishRules: [
            {
              identity: 'Billing',
              state: 'Enabled',
              priority: 0,
              antiPhishPolicy: 'Billing',
              ...nobody,
              sentToMemberOf: ['Billing'],
            },
          ],
        },
        sensitive,
      ),
      { resources: ['Billing'], policies: verdicts('pass', 'fail') },
    ],
    'nobody is declared, but the policy that acts names two people': [
      tenant({ antiPhishPolicies: [policy(byDefault, [ruth, 'omar@clinic.example.com'])], ...noRules }),
      {
        policies: verdicts('fail', 'fail'),
        wouldPassIf: /declare ruth@clinic\.example\.com, omar@clinic\.example\.com in sensitiveAccounts/,
      },
    ],
  },
  'not-licensed': {
    'the source says that the Defender commands do not exist': tenant(
      { antiPhishPolicies: [policy(byDefault, [ruth])], ...noRules, defenderLicense: { available: false } },
      sensitive,
    ),
  },
  unknown: {
    'the preset rules were not read': [
      tenant({ antiPhishPolicies: [policy(standard, [ruth]), policy(strict, [ruth])] }, sensitive),
      { policies: verdicts('unknown', 'pass') },
    ],
    'an object id that nothing resolves': [
      tenant(
        { antiPhishPolicies: [policy(byDefault, [ruth])], ...noRules },
        { organization: { sensitiveAccounts: ['11111111-2222-4333-8444-555555555555'] } },
      ),
      { why: /no list of users gives the address/ },
    ],
  },
});
