import { unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { auditRetentionShortened } from './audit-retention-shortened.ts';

/** A cmdlet of Purview as the log writes it: one command line. */
const cmdlet = (name: string, line: string, fields = {}, user = 'admin@clinic.example.com') =>
  unifiedRecord(name, 18, 'SecurityComplianceCenter', { user }, { Parameters: line, ResultStatus: 'True', ...fields });

testDetection(auditRetentionShortened, {
  alerts: {
    'S0-82: a policy is removed': {
      records: [cmdlet('Remove-UnifiedAuditLogRetentionPolicy', '-Identity "Ten years" -Confirm:$false')],
      severity: 'high',
      group: 'ten years',
    },
    'S0-82: a policy keeps records for a week': {
      records: [cmdlet('Set-UnifiedAuditLogRetentionPolicy', '-Identity "Mail" -RetentionDuration "SevenDays"')],
      severity: 'high',
      why: /keeps records for less than a year/,
    },
    'a new short policy': {
      records: [
        cmdlet('new-unifiedauditlogretentionpolicy', '-Name "Short" -RetentionDuration "ThreeMonths" -Priority 1'),
      ],
      severity: 'medium',
    },
  },
  silent: {
    'a policy of ten years': [
      cmdlet('New-UnifiedAuditLogRetentionPolicy', '-Name "Ten years" -RetentionDuration "TenYears" -Priority 1'),
    ],
    'a year': [cmdlet('Set-UnifiedAuditLogRetentionPolicy', '-Identity "Mail" -RetentionDuration "TwelveMonths"')],
    'another rank': [cmdlet('Set-UnifiedAuditLogRetentionPolicy', '-Identity "Mail" -Priority 5')],
    'it failed': [cmdlet('Remove-UnifiedAuditLogRetentionPolicy', '-Identity "Mail"', { ResultStatus: 'False' })],
  },
});
