import { exchangeAdminRecord, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { holdOrRetentionRemoved } from './hold-or-retention-removed.ts';

/** A cmdlet of Purview as the log writes it: one command line. */
const cmdlet = (name: string, line: string, fields = {}, user = 'admin@clinic.example.com') =>
  unifiedRecord(name, 18, 'SecurityComplianceCenter', { user }, { Parameters: line, ResultStatus: 'True', ...fields });

const mailbox = (parameters: Record<string, string>, given = {}, fields = {}) =>
  exchangeAdminRecord('Set-Mailbox', { Identity: 'nina', ...parameters }, given, fields);

testDetection(holdOrRetentionRemoved, {
  alerts: {
    'S3-57: a litigation hold is lifted': {
      records: [mailbox({ LitigationHoldEnabled: 'False' })],
      severity: 'high',
      group: 'nina',
      why: /^The litigation hold of the mailbox of nina was lifted$/,
    },
    'a hold of a case is removed': {
      records: [cmdlet('Remove-CaseHoldPolicy', '-Identity "Case 7 hold"')],
      why: /The hold Case 7 hold was removed/,
    },
    'a retention policy is removed': [cmdlet('remove-retentioncompliancepolicy', '-Identity "Six years"')],
    'it is switched off': [cmdlet('Set-RetentionCompliancePolicy', '-Identity "Six years" -Enabled $false')],
    'a person is left out': [
      cmdlet('Set-RetentionCompliancePolicy', '-Identity "Six years" -AddExchangeLocationException "nina"'),
    ],
    'deleted mail can no longer be recovered': [mailbox({ SingleItemRecoveryEnabled: 'False' })],
    'it is kept for a day': { records: [mailbox({ RetainDeletedItemsFor: '1.00:00:00' })], severity: 'medium' },
  },
  silent: {
    'a litigation hold is set': [mailbox({ LitigationHoldEnabled: 'True', LitigationHoldDuration: 'Unlimited' })],
    'recovery is switched on': [mailbox({ SingleItemRecoveryEnabled: 'True', RetainDeletedItemsFor: '30.00:00:00' })],
    'a new policy': [cmdlet('New-RetentionCompliancePolicy', '-Name "Six years" -ExchangeLocation "All"')],
    'it is tried again': [cmdlet('Set-RetentionCompliancePolicy', '-Identity "Six years" -RetryDistribution')],
    'journaling of a mailbox': [mailbox({ MessageCopyForSentAsEnabled: 'True' })],
    'Microsoft itself': [
      mailbox({ LitigationHoldEnabled: 'False' }, { user: 'NT AUTHORITY\\SYSTEM (w3wp)' }, { ExternalAccess: true }),
    ],
  },
});
