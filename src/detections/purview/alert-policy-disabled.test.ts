import { unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { alertPolicyDisabled } from './alert-policy-disabled.ts';

/** A cmdlet of Purview as the log writes it: one command line. */
const cmdlet = (name: string, line: string, fields = {}, user = 'admin@clinic.example.com') =>
  unifiedRecord(name, 18, 'SecurityComplianceCenter', { user }, { Parameters: line, ResultStatus: 'True', ...fields });

testDetection(alertPolicyDisabled, {
  alerts: {
    'a policy is switched off': {
      records: [cmdlet('Set-ProtectionAlert', '-Identity "Creation of forwarding rule" -Disabled $true')],
      severity: 'high',
      group: 'creation of forwarding rule',
    },
    'it is removed': [cmdlet('remove-protectionalert', '-Identity "Own"')],
    'nobody is told any more': [
      cmdlet('Set-ProtectionAlert', '', { Parameters: { Identity: 'Own', NotificationEnabled: 'False' } }),
    ],
    'an activity alert': [cmdlet('Disable-ActivityAlert', '-Identity "Own"')],
  },
  silent: {
    'it is switched on': [cmdlet('Set-ProtectionAlert', '-Identity "Own" -Disabled $false')],
    'other recipients': [cmdlet('Set-ProtectionAlert', '-Identity "Own" -NotifyUser "admin@clinic.example.com"')],
    'a new policy': [cmdlet('New-ProtectionAlert', '-Name "Own" -Category DataLossPrevention')],
  },
});
