import { unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { microsoftAlert } from './microsoft-alert.ts';

const alert = (fields: object, operation = 'AlertTriggered') =>
  unifiedRecord(
    operation,
    40,
    'SecurityComplianceCenter',
    { user: 'SecurityComplianceAlerts' },
    {
      AlertId: 'alert-1',
      Name: 'A potentially malicious URL click was detected',
      Severity: 'High',
      Category: 'ThreatManagement',
      Status: 'Active',
      Data: '{"f3u":"nina@clinic.example.com","ad":"details"}',
      ...fields,
    },
  );

testDetection(microsoftAlert, {
  alerts: {
    'an alert of high severity': {
      records: [alert({})],
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /^Microsoft says: A potentially malicious URL click was detected, about nina@clinic\.example\.com$/,
    },
    'the record type in text, the data broken': {
      records: [alert({ RecordType: '40', Data: '{broken', Severity: 'HIGH' })],
      actor: 'SecurityComplianceAlerts',
    },
    'the name stands as the operation': {
      records: [
        alert({ RecordType: 98, Name: undefined, UserId: 'nina@clinic.example.com' }, 'Potential ransomware activity'),
      ],
      actor: 'nina@clinic.example.com',
      why: /^Microsoft says: Potential ransomware activity$/,
    },
    'alert and entities are one alert': {
      records: [alert({}), alert({}, 'AlertEntityGenerated'), alert({}, 'AlertEntityGenerated')],
      count: 3,
    },
    'medium, when the organization asks for it': {
      records: [alert({ Severity: 'Medium' })],
      organization: {
        watch: {
          thresholds: [
            {
              detection: 'defender.microsoft-alert',
              parameters: { severities: ['high', 'medium'] },
              reason: 'small clinic',
            },
          ],
        },
      },
    },
  },
  silent: {
    'an alert of Cloud Apps that is told elsewhere': [alert({ RecordType: 98 }, 'Impossible travel activity')],
    'medium and low': [alert({ Severity: 'Medium' }), alert({ Severity: 'Low' }), alert({ Severity: 'Informational' })],
    resolved: [alert({ Status: 'Resolved' })],
    'news of an alert': [alert({}, 'AlertUpdated')],
    'what another detection tells': [alert({ Name: 'User restricted from sending email' })],
  },
});
