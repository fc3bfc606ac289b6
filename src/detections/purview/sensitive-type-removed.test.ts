import { unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { sensitiveTypeRemoved } from './sensitive-type-removed.ts';

/** A cmdlet of Purview as the log writes it: one command line. */
const cmdlet = (name: string, line: string, fields = {}, user = 'admin@clinic.example.com') =>
  unifiedRecord(name, 18, 'SecurityComplianceCenter', { user }, { Parameters: line, ResultStatus: 'True', ...fields });

testDetection(sensitiveTypeRemoved, {
  alerts: {
    'a type': {
      records: [cmdlet('Remove-DlpSensitiveInformationType', '-Identity "Medical record number"')],
      severity: 'medium',
      group: 'medical record number',
    },
    'a package of rules': [cmdlet('remove-dlpsensitiveinformationtyperulepackage', '-Identity "Clinic"')],
    'a schema of exact data': [cmdlet('Remove-DlpEdmSchema', '-Identity "patients"')],
  },
  silent: {
    'a new package': [cmdlet('New-DlpSensitiveInformationTypeRulePackage', '-FileData "..."')],
    'a newer package': [cmdlet('Set-DlpSensitiveInformationTypeRulePackage', '-FileData "..."')],
    'it failed': [cmdlet('Remove-DlpSensitiveInformationType', '-Identity "x"', { ResultStatus: 'False' })],
  },
});
