import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { adminConsentWorkflowOn } from './admin-consent-workflow-on.ts';

const setting = (value: string, displayName = 'Consent Policy Settings') => ({
  id: displayName,
  displayName,
  values: [
    { name: 'BlockUserConsentForRiskyApps', value: 'true' },
    { name: 'EnableAdminConsentRequests', value },
  ],
});
const policies = (verdict: 'pass' | 'fail') => ({ policies: { 'MS.AAD.5.3v1': verdict } });
const reviewers = [{ query: '/users/6b1a7c8e-1111-4222-8333-444455556666', queryType: 'MicrosoftGraph' }];

testControl(adminConsentWorkflowOn, {
  pass: {
    'on in the directory settings': [tenant({ groupSettings: [setting('true')] }), policies('pass')],
    'in capitals': tenant({ groupSettings: [setting('True')] }),
    'on in the policy, which is all that was read': tenant({ adminConsentRequestPolicy: { isEnabled: true } }),
    'on in both': tenant({ groupSettings: [setting('true')], adminConsentRequestPolicy: { isEnabled: true } }),
    'on in the policy, never set in the directory settings': tenant({
      groupSettings: [],
      adminConsentRequestPolicy: { isEnabled: true },
    }),
  },
  fail: {
    'off in the directory settings': [
      tenant({ groupSettings: [setting('false')] }),
      { resources: ['Consent Policy Settings'], ...policies('fail') },
    ],
    'on here and off there': [
      tenant({ groupSettings: [setting('true'), setting('false', 'Older settings')] }),
      { resources: ['Older settings'], ...policies('fail') },
    ],
    'on in the directory settings, off in the policy': tenant({
      groupSettings: [setting('true')],
      adminConsentRequestPolicy: { isEnabled: false },
    }),
    'S0-21: never set, so off as Microsoft delivers it': [
      tenant({
        groupSettings: [
          { id: '1', displayName: 'Group.Unified', values: [{ name: 'EnableMIPLabels', value: 'False' }] },
        ],
      }),
      { resources: ['Consent Policy Settings'], ...policies('fail') },
    ],
    'off in the policy, which names reviewers': tenant({ adminConsentRequestPolicy: { isEnabled: false, reviewers } }),
  },
  unknown: {
    'the directory settings lack their values': tenant({
      groupSettings: [{ id: '1', displayName: 'Consent Policy Settings' }],
    }),
    'a setting lacks its name': tenant({
      groupSettings: [{ id: '1', displayName: 'S', values: [{ name: null, value: 'true' }] }],
    }),
    'on here, and there without a value': tenant({ groupSettings: [setting('true'), setting('', 'Older settings')] }),
    'the setting has no value': tenant({ groupSettings: [setting('')] }),
    'the policy lacks the switch': tenant({ adminConsentRequestPolicy: { notifyReviewers: true } }),
  },
});
