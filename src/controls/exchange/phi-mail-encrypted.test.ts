import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { phiMailEncrypted } from './phi-mail-encrypted.ts';

const icd10 = 'International Classification of Diseases (ICD-10-CM)';
const predicate = (...names: string[]) =>
  names.map((name) => `Microsoft.Exchange.MessagingPolicies.Rules.Tasks.${name}Predicate`);
const rule = (name: string, more: object = {}) => ({
  guid: `guid-${name}`,
  name,
  state: 'Enabled',
  mode: 'Enforce',
  sentToScope: 'NotInOrganization',
  applyRightsProtectionTemplate: 'Encrypt',
  conditions: predicate('SentToScope'),
  exceptions: null,
  ...more,
});
const onHealth = {
  messageContainsDataClassifications: [{ name: icd10, minCount: '1' }],
  conditions: predicate('SentToScope', 'MessageContainsDataClassifications'),
};
const policy = (more: object = {}) => ({
  name: 'PHI',
  guid: 'policy-1',
  mode: 'Enable',
  enabled: true,
  exchangeLocation: ['All'],
  ...more,
});
const advanced = (name: string, operator = 'And') =>
  JSON.stringify({
    Condition: {
      Operator: operator,
      SubConditions: [
        {
          ConditionName: 'ContentContainsSensitiveInformation',
          Value: [{ Groups: [{ Name: 'Health', Sensitivetypes: [{ Name: name }] }], Operator: 'And' }],
        },
      ],
    },
  });
const dlpRule = (more: object = {}) => ({
  name: 'Encrypt',
  guid: 'rule-1',
  policy: 'policy-1',
  disabled: false,
  mode: 'Enforce',
  encryptRMSTemplate: 'Encrypt',
  advancedRule: advanced(icd10),
  ...more,
});
const clinic = (
  transportRules?: object[],
  dlp: { rules?: object[]; policies?: object[] } | undefined = {},
  organization: object = {},
) =>
  tenant(
    {
      ...(transportRules && { transportRules }),
      ...(dlp && { dlpRules: dlp.rules ?? [], dlpPolicies: dlp.policies ?? [policy()] }),
    },
    { organization },
  );
const noDlp = (transportRules: object[]) => tenant({ transportRules });

testControl(phiMailEncrypted, {
  pass: {
    'S3-45: a rule on health data': [clinic([rule('PHI', onHealth)]), { resources: ['PHI'] }],
    'the rule is enough without the DLP rules': noDlp([rule('PHI', onHealth)]),
    'S3-45: a rule on a label': clinic([
      rule('Label', {
        headerContainsMessageHeader: 'msip_labels',
        headerContainsWords: ['MSIP_Label_0a1b_Enabled=true'],
        conditions: predicate('SentToScope', 'HeaderContains'),
      }),
    ]),
    'a rule on a keyword': clinic([
      rule('Secure', { subjectContainsWords: ['[secure]'], conditions: predicate('SentToScope', 'SubjectContains') }),
    ]),
    'S3-45: a rule on all mail except to approved domains': clinic(
      [
        rule('All', {
          exceptIfRecipientDomainIs: ['Lab.example.com', 'sister.example.net'],
          exceptions: predicate('RecipientDomainIs'),
        }),
      ],
      {},
      { approvedDomains: ['sister.example.net'], partners: [{ domain: 'lab.example.com', tls: true }] },
    ),
    'a rule without a scope reaches outsiders too': clinic([rule('PHI', { ...onHealth, sentToScope: null })]),
    'the older action': clinic([rule('PHI', { ...onHealth, applyRightsProtectionTemplate: null, applyOME: true })]),
    'S3-43: a DLP rule on health data': [clinic([], { rules: [dlpRule()] }), { resources: ['Encrypt'] }],
    'a DLP rule with plain conditions, found by the policy’s name': clinic([], {
      rules: [
        dlpRule({
          policy: null,
          parentPolicyName: 'phi',
          advancedRule: null,
          contentContainsSensitiveInformation: [{ name: 'All Medical Terms And Conditions' }],
        }),
      ],
    }),
  },
  partial: {
    'the DLP rule knows only Social Security numbers': [
      clinic([], { rules: [dlpRule({ advancedRule: advanced('U.S. Social Security Number (SSN)') })] }),
      { resources: ['Encrypt'] },
    ],
    'the mail flow rule knows only DEA numbers': clinic([
      rule('DEA', {
        messageContainsDataClassifications: ['Drug Enforcement Agency (DEA) Number'],
        conditions: predicate('MessageContainsDataClassifications'),
      }),
    ]),
    'the rule is for one group of senders': [
      clinic([
        rule('Billing', {
          ...onHealth,
          conditions: predicate('SentToScope', 'FromMemberOf', 'MessageContainsDataClassifications'),
        }),
      ]),
      { resources: ['Billing'] },
    ],
    'an exception for a domain that nobody approved': clinic([
      rule('PHI', {
        ...onHealth,
        exceptIfRecipientDomainIs: ['free.example.org'],
        exceptions: predicate('RecipientDomainIs'),
      }),
    ]),
    'the DLP policy covers some senders only': clinic([], {
      rules: [dlpRule()],
      policies: [policy({ exchangeSenderMemberOf: ['billing@example.com'] })],
    }),
  },
  fail: {
    'no rule at all': [clinic([]), { resources: ['Mail flow rules and DLP rules'], wouldPassIf: /enforced rule/ }],
    'the rule is in test mode': clinic([rule('PHI', { ...onHealth, mode: 'AuditAndNotify' })]),
    'the rule is off': clinic([rule('PHI', { ...onHealth, state: 'Disabled' })]),
    'the rule is for mail inside': clinic([rule('PHI', { ...onHealth, sentToScope: 'InOrganization' })]),
    'the rule has expired': clinic([rule('PHI', { ...onHealth, expiryDate: '/Date(1700000000000)/' })]),
    'the DLP policy is in test mode': clinic([], {
      rules: [dlpRule()],
      policies: [policy({ mode: 'TestWithNotifications' })],
    }),
    'the DLP rule is off': clinic([], { rules: [dlpRule({ disabled: true })] }),
    'the DLP policy does not reach mail': clinic([], {
      rules: [dlpRule()],
      policies: [policy({ exchangeLocation: [] })],
    }),
    'the DLP rule blocks and does not encrypt': clinic([], { rules: [dlpRule({ encryptRMSTemplate: null })] }),
  },
  unknown: {
    'no rule encrypts, and the DLP rules were not read': [noDlp([]), { why: /DLP rules were not read/ }],
    'the DLP rules do not encrypt, and the mail flow rules were not read': [
      clinic(undefined, { rules: [] }),
      { why: /mail flow rules/ },
    ],
    'a rule for all mail whose conditions are not in the source': [
      clinic([{ name: 'All', state: 'Enabled', mode: 'Enforce', applyRightsProtectionTemplate: 'Encrypt' }]),
      { resources: ['All'] },
    ],
  },
});
