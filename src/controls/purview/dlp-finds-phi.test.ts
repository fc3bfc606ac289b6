import { testControl } from '../../../test/control.ts';
import {
  all,
  card,
  content,
  dlp,
  group,
  icd,
  itin,
  plans,
  policy,
  rule,
  sensitive,
  ssn,
} from '../../../test/purview.ts';
import { tenant } from '../../../test/tenant.ts';
import { dlpFindsPhi } from './dlp-finds-phi.ts';

const scuba = (outcome: 'pass' | 'fail' | 'unknown') => ({
  policies: { 'MS.SECURITYSUITE.3.1v1': outcome, 'MS.DEFENDER.4.1v2': outcome },
});
const flat = (...names: string[]) => ({
  isAdvancedRule: false,
  contentContainsSensitiveInformation: names.map((name) => ({ name, mincount: '1', maxcount: '-1' })),
  advancedRule: null,
});

testControl(dlpFindsPhi, {
  pass: {
    'an enforced rule wants an identifier and a health term; SCuBA wants card and ITIN too': [
      tenant(dlp()),
      { resources: ['Keep PHI inside'], ...scuba('fail') },
    ],
    'a plain list of an identifier and a health term': tenant(
      dlp({}, flat('U.S. Social Security Number (SSN)', 'International Classification of Diseases (ICD-10-CM)')),
    ),
    'two rules share the counts: one to nine, ten and more': tenant({
      dlpPolicies: [policy()],
      dlpRules: [
        rule({
          name: 'Few',
          advancedRule: all(content(group({ ...ssn, Maxcount: 9 }), group({ ...icd, Maxcount: 9 }))),
        }),
        rule({ name: 'Many', advancedRule: all(content(group({ ...ssn, Mincount: 10 }), group(icd))) }),
      ],
    }),
    'conditions were not collected, but the policy came from the HIPAA template': tenant(
      dlp({ policyTemplateInfo: { Name: 'U.S. HIPAA Enhanced' } }, { advancedRule: undefined }),
    ),
    'joined by policy id when the name of the parent differs': tenant(
      dlp(
        { guid: '5a1c7f0e-2f1d-4a53-9a55-0d6f6a1b0c01' },
        { parentPolicyName: 'Old name', policy: '5A1C7F0E-2F1D-4A53-9A55-0D6F6A1B0C01' },
      ),
    ),
  },
  partial: {
    'a health term alone: no rule looks for whom it is about': [
      tenant(dlp({}, { advancedRule: all(content(group(icd))) })),
      { resources: ['Keep PHI inside'], wouldPassIf: /identifier together with a health term/ },
    ],
    'identifier and health term stand in two rules of one policy': tenant({
      dlpPolicies: [policy()],
      dlpRules: [
        rule({ name: 'Numbers', advancedRule: all(content(group(ssn))) }),
        rule({ name: 'Terms', advancedRule: all(content(group(icd))) }),
      ],
    }),
    'PHI is found only from ten instances on': [
      tenant(dlp({}, { advancedRule: all(content(group({ ...ssn, Mincount: 10 }), group(icd))) })),
      { resources: ['Keep PHI inside'] },
    ],
    'PHI is found only in mail to one domain': tenant(
      dlp(
        {},
        {
          advancedRule: all(content(group(ssn), group(icd)), {
            ConditionName: 'RecipientDomainIs',
            Value: ['lab.example.com'],
          }),
        },
      ),
    ),
  },
  fail: {
    'SSN, ITIN and card satisfy SCuBA and find no health information': [
      tenant(dlp({}, { advancedRule: sensitive })),
      { resources: ['Keep PHI inside'], ...scuba('pass') },
    ],
    'SCuBA: the three types spread over two rules of enforced policies': [
      tenant({
        dlpPolicies: [policy(), policy({ name: 'Second', guid: 'b8f4a2f0-66d3-4d9e-8f62-8e6f5a0f7a02' })],
        dlpRules: [
          rule(flat('U.S. Social Security Number (SSN)', 'Credit Card Number')),
          rule({
            ...flat('U.S. Individual Taxpayer Identification Number (ITIN)'),
            name: 'Second rule',
            parentPolicyName: 'Second',
          }),
        ],
      }),
      scuba('pass'),
    ],
    'SCuBA: a type under Not is not found': [
      tenant(
        dlp(
          {},
          { advancedRule: all(content(group(ssn, itin)), { Operator: 'Not', SubConditions: [content(group(card))] }) },
        ),
      ),
      scuba('fail'),
    ],
    'a rule on PHI in a policy in test mode protects nothing': [
      tenant(dlp({ mode: 'TestWithNotifications' })),
      { resources: ['DLP policies'], wouldPassIf: /Keep PHI inside is enforced/, ...scuba('fail') },
    ],
    'Mode Enable on a policy that is switched off': tenant(dlp({ enabled: false })),
    'the rule on PHI is disabled': tenant(dlp({}, { disabled: true })),
    'the rule on PHI only audits': tenant(dlp({}, { mode: 'Audit' })),
    'the rule on PHI has expired': tenant(dlp({}, { expiryDate: '2026-11-01T00:00:00Z' })),
    'the rule on PHI starts tomorrow': tenant(dlp({}, { activationDate: '2026-11-21T00:00:00Z' })),
    'the rule on PHI belongs to a policy that is gone': tenant(dlp({}, { parentPolicyName: 'Gone' })),
    'no DLP policy at all': [
      tenant({ dlpPolicies: [], dlpRules: [] }),
      { resources: ['DLP policies'], ...scuba('fail') },
    ],
    'the source says the license is there': tenant({ ...dlp({ mode: 'Disable' }), dlpLicense: { licensed: true } }),
  },
  'not-licensed': {
    'the source says that DLP is not licensed': tenant({
      dlpPolicies: [],
      dlpRules: [],
      dlpLicense: { licensed: false },
    }),
    'service plans hold no DLP': tenant({ ...dlp(), ...plans('EXCHANGE_S_STANDARD', 'AAD_PREMIUM') }),
  },
  unknown: {
    'the conditions of the only rule in force were not collected': [
      tenant(dlp({}, { advancedRule: undefined })),
      { resources: ['Keep PHI inside'], ...scuba('unknown') },
    ],
    'SCuBA reads names in a text that cannot be parsed': [
      tenant(dlp({}, { advancedRule: sensitive.slice(0, -2) })),
      scuba('pass'),
    ],
  },
});
