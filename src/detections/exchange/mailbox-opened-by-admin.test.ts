import { mailAccessRecord, mailboxRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { mailboxOpenedByAdmin } from './mailbox-opened-by-admin.ts';

const admin = 'admin@clinic.example.com';
const ruth = 'ruth@clinic.example.com';

testDetection(mailboxOpenedByAdmin, {
  alerts: {
    'S3-54: an admin reads the mailbox of another': {
      records: [mailAccessRecord({ user: admin, owner: ruth, logon: 1, count: 12 })],
      severity: 'high',
      actor: admin,
      group: ruth,
      count: 12,
      why: /^admin@clinic\.example\.com opened the mailbox of ruth@clinic\.example\.com with the rights of an admin and touched 12 items$/,
    },
    'an admin of a partner': [
      mailboxRecord('FolderBind', { user: 'tech@partner.example.net', owner: ruth, logon: 6 }, { UserType: 9 }),
    ],
    'the logon type as a word, the operation in small letters': [
      mailboxRecord('messagebind', { user: admin, owner: ruth }, { LogonType: 'Admin' }),
    ],
    'many reads are one alert': {
      records: [0, 60, 120].map((at) => mailAccessRecord({ user: admin, owner: ruth, logon: 1, at, count: 5 })),
      count: 15,
    },
  },
  silent: {
    'the owner': [mailAccessRecord({ user: ruth, owner: ruth, count: 500 })],
    'the owner, spelled in capitals': [mailAccessRecord({ user: 'Ruth@Clinic.Example.com', owner: ruth, logon: 1 })],
    'an assistant': [mailAccessRecord({ user: 'omar@clinic.example.com', owner: ruth, logon: 2 })],
    'Microsoft sets up the mailbox of a group': [
      mailboxRecord('FolderBind', { user: 'S-1-5-18', owner: 'team@clinic.example.com', logon: 1 }, { UserType: 2 }),
    ],
    'Microsoft moves a mailbox': [
      mailboxRecord('Create', { user: 'NT AUTHORITY\\SYSTEM (MSExchangeMailboxReplication)', owner: ruth, logon: 1 }),
    ],
    'the declared backup': {
      records: [mailAccessRecord({ user: 'backup@clinic.example.com', owner: ruth, logon: 1, count: 900 })],
      organization: { watch: { serviceAccounts: ['backup@clinic.example.com'] } },
    },
  },
});
