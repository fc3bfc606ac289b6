import { unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { dlpPolicyWeakened } from './dlp-policy-weakened.ts';

/** A cmdlet of Purview as the log writes it: one command line. */
const cmdlet = (name: string, line: string, fields = {}, user = 'admin@clinic.example.com') =>
  unifiedRecord(name, 18, 'SecurityComplianceCenter', { user }, { Parameters: line, ResultStatus: 'True', ...fields });

testDetection(dlpPolicyWeakened, {
  alerts: {
    'S3-53: a policy is removed': {
      records: [cmdlet('Remove-DlpCompliancePolicy', '-Identity "PHI"')],
      severity: 'high',
      actor: 'admin@clinic.example.com',
      group: 'phi',
      why: /^The DLP policy PHI was removed$/,
    },
    'S3-53: it only tests': {
      records: [cmdlet('set-dlpcompliancepolicy', '-Identity "PHI" -Mode "TestWithoutNotifications"')],
      why: /only tests/,
    },
    'S3-53: it is switched off': [cmdlet('Set-DlpCompliancePolicy', '-Identity "PHI" -Mode Disable')],
    'parameters as pairs': [
      cmdlet('Set-DlpCompliancePolicy', '', {
        Parameters: [
          { Name: 'Identity', Value: 'PHI' },
          { Name: 'Mode', Value: 'Disable' },
        ],
      }),
    ],
    'a rule is switched off': [cmdlet('Set-DlpComplianceRule', '-Identity "PHI out" -Disabled $true')],
    'a rule no longer blocks': {
      records: [cmdlet('Set-DlpComplianceRule', '-Identity "PHI out" -BlockAccess $false')],
      severity: 'high',
    },
    'a place is left out': {
      records: [
        cmdlet(
          'Set-DlpCompliancePolicy',
          '-Identity "PHI" -AddSharePointLocationException "https://clinic.sharepoint.com/sites/a"',
        ),
      ],
      severity: 'medium',
    },
    'the conditions of a rule are edited': {
      records: [cmdlet('Set-DlpComplianceRule', '-Identity "PHI out" -ContentContainsSensitiveInformation "@{...}"')],
      severity: 'low',
    },
    'a rule of the same name is weakened step by step: one alert': {
      records: [
        cmdlet('Set-DlpComplianceRule', '-Identity "PHI out" -BlockAccess $false'),
        cmdlet('Remove-DlpComplianceRule', '-Identity "PHI out"'),
      ],
      count: 2,
    },
  },
  silent: {
    'it is enforced': [cmdlet('Set-DlpCompliancePolicy', '-Identity "PHI" -Mode "Enable"')],
    'a new policy': [
      cmdlet('New-DlpCompliancePolicy', '-Name "PHI 2" -Mode "TestWithNotifications" -ExchangeLocation "All"'),
    ],
    'a rule blocks': [
      cmdlet(
        'Set-DlpComplianceRule',
        '-Identity "PHI out" -BlockAccess $true -ContentContainsSensitiveInformation "@{...}"',
      ),
    ],
    'a comment': [cmdlet('Set-DlpCompliancePolicy', '-Identity "PHI" -Comment "yearly review"')],
    'more places': [cmdlet('Set-DlpCompliancePolicy', '-Identity "PHI" -AddTeamsLocation "All"')],
    'it failed': [cmdlet('Remove-DlpCompliancePolicy', '-Identity "PHI"', { ResultStatus: 'Failed' })],
    'Microsoft itself': [
      cmdlet('Set-DlpCompliancePolicy', '-Identity "Default" -Mode "Disable"', {}, 'NT AUTHORITY\\SYSTEM (w3wp)'),
    ],
  },
});
