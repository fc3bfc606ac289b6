import { exchangeAdminRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { unifiedAuditOff } from './unified-audit-off.ts';

const config = (parameters: Record<string, string>, given = {}, fields = {}, cmdlet = 'Set-AdminAuditLogConfig') =>
  exchangeAdminRecord(cmdlet, parameters, given, fields);

testDetection(unifiedAuditOff, {
  alerts: {
    'S0-76: an admin switches it off': {
      records: [config({ UnifiedAuditLogIngestionEnabled: 'False' })],
      severity: 'critical',
      actor: 'admin@clinic.example.com',
      why: /^admin@clinic\.example\.com switched the audit log off$/,
    },
    'S0-76: the value stands at another place': [
      config({ AdminAuditLogCmdlets: '*', AdminAuditLogEnabled: '$false', Confirm: 'False' }),
    ],
    'S0-76: small letters, an object': [
      config({}, {}, { Parameters: { UnifiedAuditLogIngestionEnabled: false } }, 'set-adminauditlogconfig'),
    ],
    'S0-76: as a command line': [config({}, {}, { Parameters: '-UnifiedAuditLogIngestionEnabled:$false -Force' })],
    'off and off again is one alert': {
      records: many(3, (index) => config({ UnifiedAuditLogIngestionEnabled: 'False' }, { at: index })),
      count: 3,
    },
  },
  silent: {
    'S0-76: it is switched on': [config({ UnifiedAuditLogIngestionEnabled: 'True' })],
    'S0-76: Microsoft switches it on in every tenant': many(10, (index) =>
      config(
        {
          AdminAuditLogEnabled: 'True',
          UnifiedAuditLogIngestionEnabled: 'True',
          UnifiedAuditLogFirstOptInDate: '3/2/2026',
        },
        { at: index, user: 'NT AUTHORITY\\SYSTEM (Microsoft.Exchange.Management.ForwardSync)' },
        { ExternalAccess: true },
      ),
    ),
    'another setting that is false': [config({ TestCmdletLoggingEnabled: 'False' })],
    'it failed': [config({ UnifiedAuditLogIngestionEnabled: 'False' }, {}, { ResultStatus: 'False' })],
  },
});
