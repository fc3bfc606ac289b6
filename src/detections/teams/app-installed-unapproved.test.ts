import { type RawRecord, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { appInstalledUnapproved } from './app-installed-unapproved.ts';

const installed = (fields: RawRecord, operation = 'AppInstalled') =>
  unifiedRecord(
    operation,
    25,
    'MicrosoftTeams',
    { ip: '' },
    { AddOnName: 'Fast Notes', OperationScope: 'Team', ...fields },
  );
const AzureADAppId = '0f0e0d0c-0000-4000-8000-00000000abcd';

testDetection(appInstalledUnapproved, {
  alerts: {
    'uploaded from a file': {
      records: [installed({ AppDistributionMode: 'Sideloaded', AzureADAppId })],
      severity: 'medium',
      why: /uploaded the app Fast Notes from a file$/,
    },
    'published to everybody': { records: [installed({}, 'AppPublishedToCatalog')], severity: 'low' },
  },
  silent: {
    'an app of the store': [installed({ AppDistributionMode: 'Store', AzureADAppId })],
    'an approved app': {
      records: [installed({ AppDistributionMode: 'Sideloaded', AzureADAppId })],
      organization: { approvedApps: [{ appId: AzureADAppId, baa: true }] },
    },
    'a tab of a new team': [installed({ TabType: 'Planner' }, 'TabAdded')],
  },
});
