import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { retentionCoversWorkloads } from './retention-covers-workloads.ts';

const five = ['Exchange', 'SharePoint', 'OneDrive', 'Teams chats', 'Teams channels'];
const files = (more: object = {}) => ({
  name: 'Files',
  guid: 'aa11bb22-cc33-4d44-8e55-ff6600112233',
  enabled: true,
  mode: 'Enforce',
  exchangeLocation: ['All'],
  sharePointLocation: [{ Name: 'All' }],
  oneDriveLocation: ['All'],
  teamsChatLocation: [],
  teamsChannelLocation: [],
  ...more,
});
const teams = (more: object = {}) => ({
  name: 'Teams',
  guid: 'bb22cc33-dd44-4e55-8f66-001122334455',
  enabled: true,
  exchangeLocation: [],
  sharePointLocation: [],
  oneDriveLocation: [],
  teamsChatLocation: ['All'],
  teamsChannelLocation: ['All'],
  ...more,
});
const rule = (policy: string, retentionDuration: string | null = '2190', more: object = {}) => ({
  name: `Rule of ${policy}`,
  policy,
  retentionDuration,
  retentionComplianceAction: 'Keep',
  ...more,
});
const given = (retentionPolicies: object[], retentionRules: object[]) => tenant({ retentionPolicies, retentionRules });
const both = [
  rule('aa11bb22-cc33-4d44-8e55-ff6600112233'),
  rule('Teams', 'Unlimited', { retentionComplianceAction: 'KeepAndDelete' }),
];

testControl(retentionCoversWorkloads, {
  pass: {
    'exactly six years, and for ever': [given([files(), teams()], both), { resources: five }],
    'a numeric duration, an excepted site is declared': tenant(
      {
        retentionPolicies: [
          files({ sharePointLocationException: ['https://example.sharepoint.com/sites/menu'] }),
          teams(),
        ],
        retentionRules: [rule('Files', '3650'), both[1]],
      },
      {
        organization: {
          exclusions: {
            'purview.retention-covers-workloads': {
              sites: ['https://example.sharepoint.com/sites/menu'],
              reason: 'Lunch menu',
            },
          },
        },
      },
    ),
  },
  partial: {
    'Teams is missing': [
      given([files()], both),
      { why: /Kept for 2190 days or longer: Exchange, SharePoint, OneDrive\. Not kept: Teams chats, Teams channels\./ },
    ],
    'an excepted site that nobody declared': given(
      [files({ sharePointLocationException: ['https://example.sharepoint.com/sites/menu'] }), teams()],
      both,
    ),
    'only content that a query finds': given(
      [files(), teams()],
      [rule('Files', '2190', { contentMatchQuery: 'invoice' }), both[1]!],
    ),
    'S3-41: one day short in Exchange, SharePoint and OneDrive': given(
      [files(), teams()],
      [rule('Files', '2189'), both[1]!],
    ),
    'state law asks for ten years': tenant(
      { retentionPolicies: [files(), teams()], retentionRules: both },
      { parameters: { keepDays: 3650 } },
    ),
  },
  fail: {
    'S3-41: no retention policy, and the plan makes the schedule': [given([], []), { resources: five }],
    'policies only delete': given(
      [files(), teams()],
      [
        rule('Files', '2190', { retentionComplianceAction: 'Delete' }),
        rule('Teams', '2190', { retentionComplianceAction: 'Delete' }),
      ],
    ),
    'policies are off': given([files({ enabled: false }), teams({ enabled: false })], both),
    'policies are in simulation': given([files({ mode: 'TestWithoutNotifications' })], both),
    'a policy that only publishes retention labels': given(
      [files()],
      [rule('Files', null, { retentionComplianceAction: null, publishComplianceTag: 'x,Medical record' })],
    ),
  },
  unknown: {
    'durations were not collected': given(
      [files(), teams()],
      [
        { name: 'Rule of Files', policy: 'Files' },
        { name: 'Rule of Teams', policy: 'Teams' },
      ],
    ),
  },
});
