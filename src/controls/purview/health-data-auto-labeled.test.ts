import { testControl } from '../../../test/control.ts';
import { icd, phi, plans, sensitive } from '../../../test/purview.ts';
import { tenant } from '../../../test/tenant.ts';
import { healthDataAutoLabeled } from './health-data-auto-labeled.ts';

const three = ['Exchange', 'SharePoint', 'OneDrive'];
const policy = (more: object = {}) => ({
  name: 'Label PHI by content',
  mode: 'Enable',
  enabled: true,
  applySensitivityLabel: 'PHI',
  exchangeLocation: ['All'],
  sharePointLocation: ['All'],
  oneDriveLocation: ['All'],
  ...more,
});
const rule = (workload: string, more: object = {}) => ({
  name: `Rule ${workload}`,
  parentPolicyName: 'Label PHI by content',
  disabled: false,
  workload,
  isAdvancedRule: true,
  advancedRule: phi,
  ...more,
});
const rules = (more: object = {}) => ['Exchange', 'SharePoint', 'OneDriveForBusiness'].map((name) => rule(name, more));
const labels = [{ name: 'General' }, { name: 'PHI' }];
const given = (autoLabelPolicies: object[], autoLabelRules: object[]) =>
  tenant({ autoLabelPolicies, autoLabelRules, labels });

testControl(healthDataAutoLabeled, {
  pass: {
    'one policy with a rule for each workload': [given([policy()], rules()), { resources: three }],
    'a health term alone is enough': given(
      [policy()],
      rules({ isAdvancedRule: false, advancedRule: null, contentContainsSensitiveInformation: [{ name: icd.Name }] }),
    ),
    'a rule that names no workload counts in all': given([policy()], [rule('', { workload: null })]),
  },
  partial: {
    'simulation labels nothing': [
      given([policy({ mode: 'TestWithoutNotifications' })], rules()),
      { resources: three, why: /^In simulation or in part: Exchange, SharePoint, OneDrive/ },
    ],
    'mail only': [
      given([policy({ sharePointLocation: [], oneDriveLocation: [] })], rules()),
      { why: /Labeled: Exchange\. Not labeled: SharePoint, OneDrive\./ },
    ],
    'the rule for OneDrive is missing': given([policy()], rules().slice(0, 2)),
    'some sites only': given([policy({ sharePointLocation: ['https://example.sharepoint.com/sites/a'] })], rules()),
  },
  fail: {
    'no policy': [given([], []), { resources: three }],
    'card and Social Security numbers are no health data': given([policy()], rules({ advancedRule: sensitive })),
    'the policy is disabled': given([policy({ mode: 'Disable' })], rules()),
    'the rules are disabled': given([policy()], rules({ disabled: true })),
    'no label for PHI exists to apply': tenant({
      autoLabelPolicies: [],
      autoLabelRules: [],
      labels: [{ name: 'General' }],
    }),
  },
  'not-licensed': {
    'no plan for auto-labeling': tenant({ autoLabelPolicies: [], autoLabelRules: [], ...plans('EXCHANGE_S_STANDARD') }),
  },
  unknown: { 'conditions were not collected': given([policy()], rules({ advancedRule: null })) },
});
