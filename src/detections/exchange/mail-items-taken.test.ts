import { mailAccessRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { mailItemsTaken } from './mail-items-taken.ts';

const nina = 'nina@clinic.example.com';
const strange = {
  ClientAppId: 'aaaaaaaa-0000-4000-8000-000000000001',
  ClientInfoString: 'Client=REST;Client=RESTSystem;;',
};
const outlook = { ClientAppId: 'd3590ed6-52b3-4102-aeff-aad2292ab01c' };

testDetection(mailItemsTaken, {
  alerts: {
    'S3-54: an unknown app reads 600 messages': {
      records: many(60, (index) => mailAccessRecord({ at: index / 2, count: 10 }, strange)),
      severity: 'high',
      group: nina,
      why: /^aaaaaaaa-0000-4000-8000-000000000001 read the mailbox of nina@clinic\.example\.com, in bulk within \d+ minutes$/,
    },
    'an unknown app synchronizes five folders': many(5, (index) =>
      mailAccessRecord({ at: index, access: 'Sync' }, strange),
    ),
    'IMAP without an app id': many(5, (index) =>
      mailAccessRecord({ at: index, access: 'Sync' }, { ClientInfoString: 'Client=POP3/IMAP4;Protocol=IMAP4' }),
    ),
    'Microsoft stopped recording, for an unknown app': {
      records: [mailAccessRecord({ throttled: true }, strange)],
      severity: 'high',
    },
    'Microsoft stopped recording, in Outlook': {
      records: [mailAccessRecord({ throttled: true }, outlook)],
      severity: 'medium',
    },
    'properties as an object': [
      mailAccessRecord({}, { ...strange, OperationProperties: { MailAccessType: 'Bind', IsThrottled: 'True' } }),
    ],
  },
  silent: {
    'the owner in Outlook': many(200, (index) => mailAccessRecord({ at: index / 10, count: 8 }, outlook)),
    'Outlook synchronizes a new computer': many(30, (index) =>
      mailAccessRecord({ at: index / 10, access: 'Sync' }, outlook),
    ),
    'Outlook on the web without an app id': many(100, (index) => mailAccessRecord({ at: index / 10, count: 20 })),
    'a few messages by an app': many(40, (index) => mailAccessRecord({ at: index * 30, count: 5 }, strange)),
    'an approved app': {
      records: many(60, (index) => mailAccessRecord({ at: index / 2, count: 50, throttled: true }, strange)),
      organization: { approvedApps: [{ appId: strange.ClientAppId.toUpperCase(), baa: true }] },
    },
    'the search of Microsoft': many(60, (index) =>
      mailAccessRecord({ at: index / 2, count: 50 }, { ClientAppId: '66a88757-258c-4c72-893c-3e8bed4d6899' }),
    ),
  },
});
