import { exchangeAdminRecord, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { ediscoveryPurge } from './ediscovery-purge.ts';

const record = (operation: string, fields = {}) =>
  unifiedRecord(
    operation,
    24,
    'SecurityComplianceCenter',
    { user: 'admin@clinic.example.com' },
    { QueryText: 'Jane Sample', ...fields },
  );

testDetection(ediscoveryPurge, {
  alerts: {
    'S3-57: messages can be recovered': {
      records: [
        record('New-ComplianceSearchAction', { Parameters: '-SearchName "Phish" -Purge -PurgeType SoftDelete' }),
      ],
      severity: 'high',
      actor: 'admin@clinic.example.com',
    },
    'S3-57: for good': {
      records: [
        record('New-ComplianceSearchAction', { Parameters: '-SearchName "x" -Purge "True" -PurgeType "HardDelete"' }),
      ],
      severity: 'critical',
    },
    'its outcome': [record('SearchResultsPurged')],
    'the old cmdlet': [exchangeAdminRecord('search-mailbox', { Identity: 'nina', DeleteContent: 'True' })],
  },
  silent: {
    'an export is told elsewhere': [record('New-ComplianceSearchAction', { Parameters: '-SearchName "x" -Export' })],
    'a preview': [record('New-ComplianceSearchAction', { Parameters: '-SearchName "x" -Preview' })],
    'a search that deletes nothing': [
      exchangeAdminRecord('Search-Mailbox', { Identity: 'nina', EstimateResultOnly: 'True' }),
    ],
    'it failed': [record('SearchResultsPurged', { ResultStatus: 'Failed' })],
  },
});
