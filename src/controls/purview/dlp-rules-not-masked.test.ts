import { testControl } from '../../../test/control.ts';
import { all, card, content, dlp, group, icd, itin, policy, rule, sensitive, ssn } from '../../../test/purview.ts';
import { tenant } from '../../../test/tenant.ts';
import { dlpRulesNotMasked } from './dlp-rules-not-masked.ts';

/** A policy on cards that goes first, and the policy on PHI behind it. */
type More = Record<string, unknown>;
const behind = (first: More = {}, firstRule: More = {}, phiPolicy: More = {}, phiRule: More = {}) =>
  tenant({
    dlpPolicies: [policy({ name: 'Cards', priority: 0, ...first }), policy({ priority: 1, ...phiPolicy })],
    dlpRules: [
      rule({
        name: 'Card rule',
        parentPolicyName: 'Cards',
        advancedRule: sensitive,
        blockAccess: false,
        blockAccessScope: null,
        stopPolicyProcessing: true,
        ...firstRule,
      }),
      rule(phiRule),
    ],
  });
const few = all(content(group({ ...ssn, Maxcount: 9 }), group({ ...icd, Maxcount: 9 })));
const many = all(content(group({ ...ssn, Mincount: 10 }), group(icd)));

testControl(dlpRulesNotMasked, {
  pass: {
    'one rule alone': [tenant(dlp()), { resources: ['PHI to outsiders'] }],
    'the earlier rule lets later rules run': behind({}, { stopPolicyProcessing: false }),
    'the earlier rule stops, but it blocks': behind({}, { blockAccess: true, blockAccessScope: 'PerUser' }),
    'the stopping rule comes later': behind({ priority: 2 }),
    'the stopping rule is disabled': behind({}, { disabled: true }),
    'the stopping policy is in test mode': behind({ mode: 'TestWithNotifications' }),
    'the stopping policy does not touch Exchange': behind({ exchangeLocation: [] }),
    'the two policies are for different senders': behind(
      { exchangeSenderMemberOf: ['billing@example.com'] },
      {},
      { exchangeSenderMemberOf: ['nurses@example.com'] },
    ),
    'low and high counts of the same identifier never meet either': tenant({
      dlpPolicies: [policy()],
      dlpRules: [
        rule({
          name: 'Few',
          advancedRule: all(content(group({ ...ssn, Maxcount: 9 }))),
          blockAccess: false,
          stopPolicyProcessing: true,
        }),
        rule({ name: 'Many', priority: 1, advancedRule: all(content(group({ ...ssn, Mincount: 10 }))) }),
      ],
    }),
    'low and high counts never meet in one message': tenant({
      dlpPolicies: [policy()],
      dlpRules: [
        rule({
          name: 'Few',
          advancedRule: few,
          blockAccess: false,
          blockAccessScope: null,
          stopPolicyProcessing: true,
        }),
        rule({ name: 'Many', priority: 1, advancedRule: many }),
      ],
    }),
  },
  fail: {
    'an earlier policy stops without blocking': [behind(), { resources: ['Card rule'], wouldPassIf: /run first/ }],
    'an earlier rule of the same policy stops': [
      tenant({
        dlpPolicies: [policy()],
        dlpRules: [
          rule({
            name: 'First',
            advancedRule: sensitive,
            blockAccess: false,
            blockAccessScope: null,
            stopPolicyProcessing: true,
          }),
          rule({ priority: 1 }),
        ],
      }),
      { resources: ['First'] },
    ],
    'a rule on identifiers is hidden too': [
      behind({}, {}, {}, { advancedRule: all(content(group(ssn))) }),
      { resources: ['Card rule'] },
    ],
    'counts of different identifiers can meet': tenant({
      dlpPolicies: [policy()],
      dlpRules: [
        rule({
          name: 'Few',
          advancedRule: all(content(group({ ...itin, Maxcount: 9 }))),
          blockAccess: false,
          stopPolicyProcessing: true,
        }),
        rule({ name: 'Many', priority: 1, advancedRule: all(content(group({ ...ssn, Mincount: 10 }))) }),
      ],
    }),
    'names the first five of many hidden rules': [
      tenant({
        dlpPolicies: [policy()],
        dlpRules: [
          rule({ name: 'First', advancedRule: sensitive, blockAccess: false, stopPolicyProcessing: true }),
          ...Array.from({ length: 7 }, (_, index) => rule({ name: `Rule ${index}`, priority: index + 1 })),
        ],
      }),
      { resources: ['First'] },
    ],
    'one is for everybody, the other for a group': behind({}, {}, { exchangeSenderMemberOf: ['nurses@example.com'] }),
  },
  'not-applicable': {
    'no rule in force is on PHI or identifiers': tenant(dlp({}, { advancedRule: all(content(group(card))) })),
    'the rule on PHI is not for Exchange': tenant(dlp({ exchangeLocation: [] })),
  },
  'not-licensed': { 'the source says that DLP is not licensed': tenant({ ...dlp(), dlpLicense: { licensed: false } }) },
  unknown: {
    'the order of the policies was not collected': behind({ priority: undefined }),
    'rule conditions were not collected': tenant(dlp({}, { advancedRule: undefined })),
  },
});
