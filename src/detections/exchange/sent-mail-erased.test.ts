import { mailboxRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { sentMailErased } from './sent-mail-erased.ts';

const sent = (at: number) => mailboxRecord('Send', { at }, { Item: { Subject: 'Shared document' } });
const erased = (at: number, operation = 'HardDelete', path = '\\Sent Items') =>
  mailboxRecord(
    operation,
    { at },
    { RecordType: 3, Folder: { Path: path }, AffectedItems: [{ Subject: 'Shared document' }] },
  );

testDetection(sentMailErased, {
  alerts: {
    'twelve sent and erased': {
      records: [...many(12, (index) => sent(index)), ...many(12, (index) => erased(20 + index))],
      severity: 'high',
      actor: 'nina@clinic.example.com',
      group: 'nina@clinic.example.com',
      why: /^nina@clinic\.example\.com sent much mail of nina@clinic\.example\.com and erased it afterwards$/,
    },
    'moved to the trash': [
      ...many(12, (index) => sent(index)),
      ...many(12, (index) => erased(20 + index, 'MoveToDeletedItems')),
    ],
  },
  silent: {
    'mail is sent': many(100, (index) => sent(index)),
    'old sent mail is cleared away': many(100, (index) => erased(index)),
    'mail of the inbox is deleted': [
      ...many(12, (index) => sent(index)),
      ...many(12, (index) => erased(20 + index, 'SoftDelete', '\\Inbox')),
    ],
    'the day after': [...many(12, (index) => sent(index)), ...many(12, (index) => erased(1440 + index))],
    'a few': [...many(12, (index) => sent(index)), ...many(5, (index) => erased(20 + index))],
  },
});
