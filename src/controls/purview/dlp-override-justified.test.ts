import { testControl } from '../../../test/control.ts';
import { all, card, content, dlp, group, policy, rule, sensitive } from '../../../test/purview.ts';
import { tenant } from '../../../test/tenant.ts';
import { dlpOverrideJustified } from './dlp-override-justified.ts';

const allowing = (notifyAllowOverride: unknown) => tenant(dlp({}, { notifyAllowOverride }));

testControl(dlpOverrideJustified, {
  pass: {
    'no override': allowing(null),
    'an empty list': allowing([]),
    'with a reason': allowing(['WithJustification']),
    'an excluded policy is not judged, the other one is': tenant(
      {
        dlpPolicies: [...dlp().dlpPolicies, { ...dlp().dlpPolicies[0], name: 'Billing' }],
        dlpRules: [
          ...dlp().dlpRules,
          {
            ...dlp().dlpRules[0],
            name: 'Billing rule',
            parentPolicyName: 'Billing',
            notifyAllowOverride: ['WithoutJustification'],
          },
        ],
      },
      {
        organization: { exclusions: { 'purview.dlp-override-justified': { policies: ['billing'], reason: 'Pilot' } } },
      },
    ),
  },
  partial: {
    'a reported false positive passes without a reason': [
      allowing('FalsePositive, WithJustification'),
      { resources: ['PHI to outsiders'] },
    ],
  },
  fail: {
    'without a reason': [allowing(['WithoutJustification']), { resources: ['PHI to outsiders'] }],
    'a rule on Social Security numbers, which are PHI in the hands of a clinic': [
      tenant(dlp({}, { advancedRule: sensitive, notifyAllowOverride: ['WithoutJustification'] })),
      { resources: ['PHI to outsiders'] },
    ],
    'a false positive alone': allowing(['FalsePositive']),
    'with and without a reason': allowing(['WithJustification', 'WithoutJustification']),
  },
  'not-applicable': {
    'no rule in force is on PHI or identifiers': tenant(
      dlp({}, { advancedRule: all(content(group(card))), notifyAllowOverride: ['WithoutJustification'] }),
    ),
  },
  'not-licensed': {
    'the source says that DLP is not licensed': tenant({ ...dlp(), dlpLicense: { licensed: false } }),
  },
  unknown: {
    'rule conditions were not collected': tenant(dlp({}, { advancedRule: undefined })),
    'one rule is right, and whether the weak one is on PHI was not collected': [
      tenant({
        dlpPolicies: [policy()],
        dlpRules: [
          rule(),
          rule({ name: 'Unread', advancedRule: undefined, notifyAllowOverride: ['WithoutJustification'] }),
        ],
      }),
      { resources: ['Unread'] },
    ],
  },
});
