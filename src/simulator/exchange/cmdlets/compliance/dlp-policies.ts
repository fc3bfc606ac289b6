import { complianceWriters, invalid } from '../../cmdlet.ts';
import { defineNoun } from '../../noun.ts';
import { changeLists, lists, oneOf } from '../wrapped.ts';
import { dlpPolicyShape } from './dlp-shapes.ts';

/** Where a policy works; New- takes them whole, Set- what to add and to remove. */
const places = [
  'ExchangeLocation',
  'SharePointLocation',
  'OneDriveLocation',
  'TeamsLocation',
  'EndpointDlpLocation',
  'OnPremisesScannerDlpLocation',
  'PowerBIDlpLocation',
  'ThirdPartyAppDlpLocation',
];
const locations = [
  ...places,
  ...places.filter((place) => place !== 'ExchangeLocation').map((place) => `${place}Exception`),
];

/** Who is included and left out; both New- and Set- take them whole. */
const people = [
  ...['ExchangeSender', 'ExchangeSenderException', 'ExchangeSenderMemberOf', 'ExchangeSenderMemberOfException'],
  ...['OneDriveSharedBy', 'ExceptIfOneDriveSharedBy', 'OneDriveSharedByMemberOf', 'ExceptIfOneDriveSharedByMemberOf'],
  ...['Exchange', 'SharePoint', 'OneDrive', 'Teams', 'EndpointDlp'].flatMap((place) => [
    `${place}AdaptiveScopes`,
    `${place}AdaptiveScopesException`,
  ]),
  'PolicyRBACScopes',
];

export const dlpPolicies = defineNoun({
  noun: 'DlpCompliancePolicy',
  host: 'compliance',
  state: 'dlpPolicies',
  verbs: ['Get', 'Set', 'New', 'Remove'],
  writers: complianceWriters,
  license: 'purview-dlp',
  getOnly: { IncludeExtendedProperties: 'flag', Summary: 'switch' },
  properties: {
    ...Object.fromEntries(people.map((name) => [name, 'texts' as const])),
    AutoEnableAfter: 'text',
    Comment: 'text',
    Mode: 'text',
    PolicyTemplateInfo: 'any',
    Priority: 'number',
  },
  newOnly: lists(locations).newOnly,
  setOnly: { ...lists(locations).setOnly, RetryDistribution: 'switch' },
  shape: dlpPolicyShape,
  defaults: ({ state }, { Name }) => ({
    Comment: '',
    DisplayName: Name,
    Mode: 'Enable',
    Enabled: true,
    Priority: state.list('dlpPolicies').length,
    DistributionStatus: 'Success',
    Workload: 'Exchange, SharePoint, OneDriveForBusiness, Teams',
    WhenChanged: state.now,
  }),
  changed(_, { after, parameters }) {
    const modes = ['Enable', 'Disable', 'TestWithNotifications', 'TestWithoutNotifications', 'PendingDeletion'];
    oneOf(after['Mode'], modes, 'PolicyMode');
    after['Enabled'] = after['Mode'] !== 'Disable';
    changeLists(locations, after, parameters);
    if (places.every((name) => (after[name] as unknown[]).length === 0))
      throw invalid('The policy needs at least one location.');
  },
});
