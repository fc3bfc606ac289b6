import { mailAccessRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { mailboxOpenedByNonOwner } from './mailbox-opened-by-non-owner.ts';

const omar = 'omar@clinic.example.com';
const ruth = 'ruth@clinic.example.com';
const day = 1440;
/** Omar reads his own mail for ten days. */
const usual = many(10, (index) => mailAccessRecord({ user: omar, owner: omar, at: index * day }));
const opened = (day: number, owner = ruth, fields = {}) =>
  mailAccessRecord({ user: omar, owner, logon: 2, at: day * 1440 }, fields);

testDetection(mailboxOpenedByNonOwner, {
  alerts: {
    'S3-54: after days with the own mailbox alone': {
      records: [...usual, opened(9)],
      severity: 'medium',
      actor: omar,
      group: omar,
      why: /^omar@clinic\.example\.com opened the mailbox of ruth@clinic\.example\.com for the first time$/,
    },
    'a sensitive account': {
      records: [...usual, opened(9)],
      organization: { sensitiveAccounts: [ruth] },
      severity: 'high',
    },
    'each mailbox once, however often it is opened': {
      records: [...usual, opened(9), opened(9.1), opened(12), opened(12, 'eve@clinic.example.com')],
      alerts: 2,
    },
  },
  silent: {
    'an assistant who always did': [...usual, opened(0), opened(4), opened(9), opened(12)],
    'the log is new': [...usual.slice(0, 5), opened(4)],
    'a shared mailbox': [...usual, opened(9, 'billing@clinic.example.com')],
    'only the own mailbox': usual,
    'Microsoft itself': [...usual, mailAccessRecord({ user: 'S-1-5-18', owner: ruth, logon: 2, at: 9 * day })],
    'it failed': [...usual, opened(9, ruth, { ResultStatus: 'Failed' })],
  },
});
