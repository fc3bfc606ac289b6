import { many, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { ediscoverySearchStarted } from './ediscovery-search-started.ts';

const record = (operation: string, at = 0, fields = {}) =>
  unifiedRecord(
    operation,
    24,
    'SecurityComplianceCenter',
    { user: 'legal@clinic.example.com', at },
    { QueryText: 'Jane Sample', ...fields },
  );

testDetection(ediscoverySearchStarted, {
  alerts: {
    'a search': {
      records: [record('SearchCreated'), record('SearchStarted')],
      severity: 'low',
      actor: 'legal@clinic.example.com',
      count: 2,
      why: /^legal@clinic\.example\.com searched the content of mailboxes or sites/,
    },
    'the cmdlet': [record('new-compliancesearch', 0, { Parameters: '-Name "x" -ExchangeLocation ("All")' })],
    'ten searches of a day are one alert': {
      records: many(10, (index) => record('SearchStarted', index * 60)),
      count: 10,
    },
  },
  silent: {
    'the search is looked at': [record('SearchViewed'), record('ViewedSearchPreviewed')],
    'it failed': [record('SearchCreated', 0, { ResultStatus: 'Failed' })],
    'a search of the audit log': [record('Search-UnifiedAuditLog')],
  },
});
