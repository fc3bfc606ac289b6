import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { guestMadeMember } from './guest-made-member.ts';

const account = 'ann_partner.example.org#EXT#@clinic.onmicrosoft.com';
const changed = (now: string, old: string, given = {}, name = account) =>
  entraRecord('Update user.', {
    object: name,
    targets: [
      ['User', 2],
      [name, 5],
    ],
    changes: [['UserType', JSON.stringify([now]), JSON.stringify([old])]],
    ...given,
  });

testDetection(guestMadeMember, {
  alerts: {
    'S3-29: guest to member': {
      records: [changed('Member', 'Guest')],
      severity: 'medium',
      group: account.toLowerCase(),
    },
    'Graph writes numbers': [
      directoryAuditRecord('Update user', {
        targets: [{ type: 'User', userPrincipalName: account }],
        changes: [['UserType', '[0]', '[1]']],
      }),
    ],
    'a private mailbox': {
      records: [changed('Member', 'Guest', {}, 'ann_gmail.com#EXT#@clinic.onmicrosoft.com')],
      severity: 'high',
    },
  },
  silent: {
    'member to guest': [changed('Guest', 'Member')],
    'a new account': [changed('Member', '')],
    'the tenants are synchronized': [
      directoryAuditRecord('Update user', {
        app: { displayName: 'Microsoft.Azure.SyncFabric', servicePrincipalId: 'x' },
        targets: [{ type: 'User', userPrincipalName: account }],
        changes: [['UserType', '["Member"]', '["Guest"]']],
      }),
    ],
    'the guest changes the own name': [
      entraRecord('Update user.', { user: account, object: account, changes: [['DisplayName', 'Ann', 'A']] }),
    ],
  },
});
