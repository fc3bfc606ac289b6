import { testControl } from '../../../test/control.ts';
import { policy } from '../../../test/purview.ts';
import { tenant } from '../../../test/tenant.ts';
import { dlpTestModeEnds } from './dlp-test-mode-ends.ts';

const tested = (whenChanged: string | undefined, more: object = {}) =>
  policy({ name: 'On trial', mode: 'TestWithNotifications', whenChanged, ...more });

testControl(dlpTestModeEnds, {
  pass: {
    'every policy is enforced': tenant({ dlpPolicies: [policy()] }),
    'S3-37: 30 days in test mode, the last day that counts': [
      tenant({ dlpPolicies: [tested('2026-10-21T06:12:41Z')] }),
      { resources: ['On trial'], why: /1 in test mode, none for more than 30 days/ },
    ],
    'old, but Microsoft enforces it by itself next week': tenant({
      dlpPolicies: [tested('2026-01-01T00:00:00Z', { autoEnableAfter: '2026-11-27T00:00:00Z' })],
    }),
    'an old test that is declared': tenant(
      { dlpPolicies: [policy(), tested('2026-01-01T00:00:00Z')] },
      { organization: { exclusions: { 'purview.dlp-test-mode-ends': { policies: ['On trial'], reason: 'Pilot' } } } },
    ),
    'a policy that is off is no test': tenant({
      dlpPolicies: [policy(), tested('2026-01-01T00:00:00Z', { mode: 'Disable', enabled: false })],
    }),
  },
  partial: {
    'S3-37: 31 days in test mode beside an enforced policy': [
      tenant({ dlpPolicies: [policy(), tested('2026-10-20T06:12:41Z')] }),
      { resources: ['On trial'], wouldPassIf: /On trial/ },
    ],
    'a baseline allows 14 days': tenant(
      { dlpPolicies: [policy(), tested('2026-11-01T06:12:41Z')] },
      { parameters: { longestTestDays: 14 } },
    ),
    'the day on which it should have enforced itself is over': tenant({
      dlpPolicies: [policy(), tested('2026-01-01T00:00:00Z', { autoEnableAfter: '2026-02-01T00:00:00Z' })],
    }),
  },
  fail: {
    'nothing is enforced and the test is old': [
      tenant({ dlpPolicies: [tested('/Date(1767225600000)/', { mode: 'TestWithoutNotifications' })] }),
      { resources: ['On trial'], why: /No DLP policy is enforced/ },
    ],
  },
  'not-applicable': {
    'no DLP policy': tenant({ dlpPolicies: [] }),
    'all are off': tenant({ dlpPolicies: [policy({ mode: 'Disable', enabled: false })] }),
  },
  'not-licensed': {
    'the source says that DLP is not licensed': tenant({ dlpPolicies: [], dlpLicense: { licensed: false } }),
  },
  unknown: { 'the date of the last change was not collected': tenant({ dlpPolicies: [policy(), tested(undefined)] }) },
});
