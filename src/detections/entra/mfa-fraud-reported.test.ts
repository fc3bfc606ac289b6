import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { mfaFraudReported } from './mfa-fraud-reported.ts';

const nina = 'nina@clinic.example.com';
const app = {
  displayName: 'Azure MFA StrongAuthenticationService',
  servicePrincipalId: 'aaaaaaaa-0000-4000-8000-000000000001',
};
const report = (activity: string) =>
  directoryAuditRecord(activity, {
    app,
    category: 'UserManagement',
    targets: [{ type: 'User', userPrincipalName: nina }],
  });

testDetection(mfaFraudReported, {
  alerts: {
    'a prompt reported as suspicious': {
      records: [report('Suspicious activity reported')],
      severity: 'high',
      actor: nina,
      why: /^nina@clinic\.example\.com reported a sign-in prompt as not their own$/,
    },
    'the older fraud alert': [report('Fraud reported - user is blocked for MFA')],
    'written with an en dash and told twice': [
      report('Fraud reported – no action taken'),
      report('Fraud reported - no action taken'),
    ],
    'by the unified log': [
      entraRecord('Fraud reported - user is blocked for MFA.', { user: nina, targets: [[nina, 5]] }),
    ],
  },
  silent: {
    'methods registered': [report('User registered security info')],
    'MFA denied in a sign-in': [report('User started security info registration')],
  },
});
