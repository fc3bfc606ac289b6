import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { partnerAdded } from './partner-added.ts';

testDetection(partnerAdded, {
  alerts: {
    'S3-29: an administrator accepts a partner': {
      records: [entraRecord('Add partner to company.', { targets: [['Partner IT Services', 1]] })],
      severity: 'medium',
      group: 'partner it services',
    },
    Graph: [
      directoryAuditRecord('Add partner to company', {
        targets: [{ type: 'Other', displayName: 'Partner IT Services' }],
      }),
    ],
  },
  silent: {
    'Microsoft refreshes the relationship': [
      directoryAuditRecord('Add partner to company', {
        app: { displayName: 'Partner customer delegated administration', servicePrincipalId: 'x' },
      }),
      entraRecord('Add partner to company.', { user: 'Microsoft\\ServiceOperator' }),
    ],
    'a partner is removed': [entraRecord('Remove partner from company.')],
    'it was refused': [entraRecord('Add partner to company.', {}, { ResultStatus: 'Failure' })],
  },
});
