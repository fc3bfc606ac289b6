import { unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { userRestrictedFromSending } from './user-restricted-from-sending.ts';

const alert = (name: string, operation = 'AlertTriggered', fields = {}) =>
  unifiedRecord(
    operation,
    40,
    'SecurityComplianceCenter',
    { user: 'SecurityComplianceAlerts' },
    {
      AlertId: 'alert-1',
      Name: name,
      Severity: 'High',
      Status: 'Active',
      Data: JSON.stringify({ f3u: 'Nina@clinic.example.com', op: 'CompromisedAccount' }),
      ...fields,
    },
  );

testDetection(userRestrictedFromSending, {
  alerts: {
    'Microsoft stopped an account': {
      records: [alert('User restricted from sending email')],
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /^Microsoft stopped nina@clinic\.example\.com from sending mail$/,
    },
    'the person stands in the entity': [
      alert('User restricted from sending email', 'AlertEntityGenerated', {
        Data: undefined,
        AlertEntityId: 'nina@clinic.example.com',
      }),
    ],
    'alert and entity are one alert': {
      records: [
        alert('User restricted from sending email'),
        alert('User restricted from sending email', 'AlertEntityGenerated'),
      ],
      count: 2,
    },
    'the name stands as the operation': [
      unifiedRecord('User restricted from sending email', 98, 'SecurityComplianceCenter', {}),
    ],
    'a suspicion': { records: [alert('Suspicious email sending patterns detected')], severity: 'medium' },
    'a record of outbound spam': [
      unifiedRecord(
        'HygieneTenantEvents',
        51,
        'Exchange',
        { user: 'Microsoft' },
        { Event: 'Listed', EventValue: 'nina@clinic.example.com', Reason: 'OutboundSpam' },
      ),
    ],
  },
  silent: {
    'the alert is resolved': [alert('User restricted from sending email', 'AlertTriggered', { Status: 'Resolved' })],
    'the account may send again': [
      unifiedRecord(
        'HygieneTenantEvents',
        51,
        'Exchange',
        { user: 'Microsoft' },
        { Event: 'Delisted', EventValue: 'nina@clinic.example.com' },
      ),
    ],
    'another alert': [alert('Creation of forwarding/redirect rule')],
    'news of an alert': [alert('User restricted from sending email', 'AlertUpdated')],
  },
});
