import { unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { ediscoverySearchExported } from './ediscovery-search-exported.ts';

const record = (operation: string, fields = {}, user = 'legal@clinic.example.com') =>
  unifiedRecord(
    operation,
    24,
    'SecurityComplianceCenter',
    { user },
    {
      Case: 'Case 7',
      QueryText: 'Jane Sample',
      ExportName: 'Case 7_Export',
      ...fields,
    },
  );

testDetection(ediscoverySearchExported, {
  alerts: {
    'an alert of Microsoft': {
      records: [
        unifiedRecord(
          'AlertTriggered',
          40,
          'SecurityComplianceCenter',
          { user: 'SecurityComplianceAlerts' },
          {
            Name: 'eDiscovery search started or exported',
            Data: '{"f3u":"legal@clinic.example.com"}',
          },
        ),
      ],
      severity: 'medium',
      actor: 'legal@clinic.example.com',
    },
    'S3-54: an export': {
      records: [record('SearchExported')],
      severity: 'high',
      actor: 'legal@clinic.example.com',
      why: /^legal@clinic\.example\.com exported the results of an eDiscovery search$/,
    },
    'S3-54: the cmdlet': [
      record('New-ComplianceSearchAction', { Parameters: '-SearchName "Case 7" -Export "True" -Format "FxStream"' }),
    ],
    'the cmdlet, parameters as pairs': [
      record('new-compliancesearchaction', { Parameters: [{ Name: 'Export', Value: 'True' }] }),
    ],
    'to a PST file': {
      records: [record('New-MailboxExportRequest', { Parameters: '-Mailbox nina -FilePath "\\\\server\\x.pst"' })],
      why: /PST/,
    },
    'an export and its download are one alert': {
      records: [record('SearchExported'), record('ViewedSearchExported'), record('SearchExportDownloaded')],
      count: 3,
    },
  },
  silent: {
    'another alert of Microsoft': [
      unifiedRecord(
        'AlertTriggered',
        40,
        'SecurityComplianceCenter',
        { user: 'SecurityComplianceAlerts' },
        { Name: 'Creation of forwarding rule' },
      ),
    ],
    'a search': [record('SearchCreated'), record('SearchStarted'), record('SearchViewed')],
    'a preview': [record('New-ComplianceSearchAction', { Parameters: '-SearchName "Case 7" -Preview "True"' })],
    'a purge is told elsewhere': [
      record('New-ComplianceSearchAction', { Parameters: '-SearchName "x" -Purge -PurgeType SoftDelete' }),
    ],
    'a new case': [record('CaseAdded'), record('HoldCreated')],
    'the legal team, allowed': {
      records: [record('SearchExported')],
      organization: {
        watch: {
          allow: [
            {
              detection: 'purview.ediscovery-search-exported',
              actor: 'legal@clinic.example.com',
              reason: 'Case 7',
              until: '2026-12-31',
            },
          ],
        },
      },
    },
  },
});
