import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { policyRecord } from '../../../test/conditional-access-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { breakGlassAccountChanged } from './break-glass-account-changed.ts';

const account = 'glass@clinic.example.com';
const organization = { breakGlass: [account, 'glass-1'] };
const on = (operation: string, given = {}) =>
  entraRecord(operation, {
    object: account,
    targets: [
      ['User', 2],
      [account, 5],
    ],
    ...given,
  });

testDetection(breakGlassAccountChanged, {
  alerts: {
    'S3-29: a new password': { records: [on('Reset user password.')], organization, severity: 'high', group: account },
    deleted: { records: [on('Delete user.')], organization, severity: 'critical' },
    'disabled, Graph': {
      records: [directoryAuditRecord('Disable account', { targets: [{ type: 'User', userPrincipalName: account }] })],
      organization,
      severity: 'critical',
    },
    'disabled and changed is one alert': {
      records: [on('Disable account.'), on('Update user.', { changes: [['AccountEnabled', '[false]', '[true]']] })],
      organization,
      count: 2,
    },
    'a policy holds for it now': {
      records: [policyRecord('graph', {}, { users: { excludeUsers: [] } })],
      organization,
      severity: 'critical',
      group: 'glass-1',
    },
    'it loses its role': {
      records: [
        directoryAuditRecord('Remove member from role', { targets: [{ type: 'User', userPrincipalName: account }] }),
      ],
      organization,
      severity: 'critical',
    },
  },
  silent: {
    'nothing is declared': [on('Reset user password.')],
    'another account': {
      records: [entraRecord('Reset user password.', { targets: [['nina@clinic.example.com', 5]] })],
      organization,
    },
    'a policy changes and still leaves it out': {
      records: [policyRecord('graph', {}, { state: 'disabled' })],
      organization,
    },
    'only what the service writes by itself': {
      records: [
        on('Update user.', {
          changes: [
            ['LastDirSyncTime', '2', '1'],
            ['Included Updated Properties', 'LastDirSyncTime'],
          ],
        }),
      ],
      organization,
    },
  },
});
