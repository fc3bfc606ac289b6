import { directoryAuditRecord, entraRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { bulkAccountsRemoved } from './bulk-accounts-removed.ts';

const account = (index: number) => `person${index}@clinic.example.com`;
const on = (operation: string, index: number, given = {}) =>
  entraRecord(operation, {
    at: index,
    object: account(index),
    targets: [
      ['User', 2],
      [account(index), 5],
    ],
    ...given,
  });

testDetection(bulkAccountsRemoved, {
  alerts: {
    'S3-29: twelve accounts deleted in twelve minutes': {
      records: many(12, (index) => on('Delete user.', index)),
      severity: 'high',
      actor: 'admin@clinic.example.com',
      why: /admin@clinic\.example\.com deleted or disabled 1[02] accounts/,
    },
    'ten disabled, Graph': many(10, (index) =>
      directoryAuditRecord('Update user', {
        at: index,
        targets: [{ type: 'User', userPrincipalName: account(index) }],
        changes: [['AccountEnabled', '[false]', '[true]']],
      }),
    ),
  },
  silent: {
    'nine accounts': many(9, (index) => on('Delete user.', index)),
    'two records of each of six accounts': Array.from({ length: 6 }, (_, index) => [
      on('Disable account.', index),
      on('Update user.', index, { changes: [['AccountEnabled', '[false]', '[true]']] }),
    ]).flat(),
    'one account after the other over a week': many(12, (index) => on('Delete user.', index, { at: index * 700 })),
    'directory synchronization': many(30, (index) =>
      on('Delete user.', index, { user: 'Sync_DC01_0123456789ab@clinic.onmicrosoft.com' }),
    ),
    'an access review removes guests': many(30, (index) =>
      directoryAuditRecord('Delete user', {
        app: { displayName: 'Azure AD Access Reviews', servicePrincipalId: 'x' },
        targets: [{ type: 'User', userPrincipalName: account(index) }],
      }),
    ),
    'accounts are enabled, departments change': many(30, (index) =>
      on('Update user.', index, { changes: [['AccountEnabled', '[true]', '[false]']] }),
    ),
  },
});
