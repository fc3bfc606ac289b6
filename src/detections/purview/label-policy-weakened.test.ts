import { unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { labelPolicyWeakened } from './label-policy-weakened.ts';

/** A cmdlet of Purview as the log writes it: one command line. */
const cmdlet = (name: string, line: string, fields = {}, user = 'admin@clinic.example.com') =>
  unifiedRecord(name, 18, 'SecurityComplianceCenter', { user }, { Parameters: line, ResultStatus: 'True', ...fields });

testDetection(labelPolicyWeakened, {
  alerts: {
    'a label no longer encrypts': {
      records: [cmdlet('Set-Label', '-Identity "PHI" -EncryptionEnabled $false')],
      severity: 'high',
      group: 'phi',
      why: /^The sensitivity label PHI no longer encrypts$/,
    },
    'a label is removed': [cmdlet('remove-label', '-Identity "PHI"')],
    'a policy is removed': {
      records: [cmdlet('Remove-LabelPolicy', '-Identity "All staff"')],
      why: /label policy All staff was removed/,
    },
    'a label is no longer mandatory': [
      cmdlet('Set-LabelPolicy', '-Identity "All staff" -AdvancedSettings "@{Mandatory=false}"'),
    ],
    'automatic labels only simulate': [
      cmdlet('Set-AutoSensitivityLabelPolicy', '-Identity "PHI auto" -Mode "TestWithoutNotifications"'),
    ],
    'parameters as an object': [
      cmdlet('Set-AutoSensitivityLabelPolicy', '', { Parameters: { Identity: 'PHI auto', Enabled: 'False' } }),
    ],
    'people are taken out': [cmdlet('Set-LabelPolicy', '-Identity "All staff" -RemoveExchangeLocation "nina"')],
  },
  silent: {
    'a label encrypts': [cmdlet('Set-Label', '-Identity "PHI" -EncryptionEnabled $true')],
    'a tooltip': [cmdlet('Set-Label', '-Identity "PHI" -Tooltip "For patients"')],
    'a label is made mandatory': [
      cmdlet('Set-LabelPolicy', '-Identity "All staff" -AdvancedSettings "@{Mandatory=true}"'),
    ],
    'automatic labels act': [cmdlet('Set-AutoSensitivityLabelPolicy', '-Identity "PHI auto" -Mode "Enable"')],
    'more people': [cmdlet('Set-LabelPolicy', '-Identity "All staff" -AddExchangeLocation "All"')],
  },
});
