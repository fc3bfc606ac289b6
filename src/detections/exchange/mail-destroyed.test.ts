import { mailboxRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { mailDestroyed } from './mail-destroyed.ts';

const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ Id: `item-${index}`, Subject: 'Results of Jane Sample' }));
const deleted = (at: number, count: number, fields = {}, given = {}) =>
  mailboxRecord(
    'HardDelete',
    { at, ...given },
    { RecordType: 3, Folder: { Path: '\\Inbox' }, AffectedItems: items(count), ...fields },
  );

testDetection(mailDestroyed, {
  alerts: {
    '160 messages in ten minutes': {
      records: many(8, (index) => deleted(index, 20)),
      severity: 'high',
      actor: 'nina@clinic.example.com',
      count: 160,
      why: /^nina@clinic\.example\.com deleted 160 messages of nina@clinic\.example\.com for good$/,
    },
    'by somebody else': many(2, (index) => deleted(index, 60, {}, { user: 'omar@clinic.example.com', logon: 2 })),
    'what was kept to recover': many(2, (index) =>
      deleted(index, 60, { Folder: { Path: '\\Recoverable Items\\Deletions' } }),
    ),
  },
  silent: {
    'a few a day': many(30, (index) => deleted(index * 120, 10)),
    drafts: many(20, (index) => deleted(index, 10, { Folder: { Path: '\\Drafts' } })),
    'a retention rule of Microsoft': [
      deleted(0, 500, {}, { user: 'NT AUTHORITY\\SYSTEM (MSExchangeMailboxAssistants)', logon: 4 }),
    ],
    'a retention rule under the name of the owner': [deleted(0, 500, { ClientInfoString: 'Client=TBA;Action=ELC' })],
    'moved to the trash': many(8, (index) => ({ ...deleted(index, 60), Operation: 'MoveToDeletedItems' })),
  },
});
