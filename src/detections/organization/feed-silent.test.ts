import { exchangeAdminRecord, fileRecord, loginRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { feedSilent } from './feed-silent.ts';

const day = 1440;
/** What Microsoft does in a tenant by itself. */
const maintenance = (at: number) =>
  exchangeAdminRecord('Set-Mailbox', {}, { at, user: 'NT AUTHORITY\\SYSTEM (w3wp)' }, { ExternalAccess: true });
const watched = (services: string[]) => ({
  watch: { thresholds: [{ detection: 'organization.feed-silent', parameters: { services }, reason: 'used each day' }] },
});

testDetection(feedSilent, {
  alerts: {
    'S0-76: nothing of Microsoft for eight days': {
      records: [...many(5, (index) => maintenance(index * day)), maintenance(12 * day)],
      severity: 'medium',
      group: 'audit log',
      actor: 'audit log',
      why: /^No record of the whole tenant came for 192 hours$/,
    },
    'S0-76: silent until the end of the log': {
      records: [...many(3, (index) => maintenance(index * day)), loginRecord({ at: 9 * day })],
      group: 'audit log',
    },
    'S0-76: a service that is used each day': {
      records: [
        ...many(4, (index) => fileRecord('FileAccessed', { at: index * day })),
        ...many(12, (index) => maintenance(index * day)),
      ],
      organization: watched(['sharepoint']),
      group: 'sharepoint',
      why: /^No record of sharepoint came for 192 hours$/,
    },
  },
  silent: {
    'a long weekend': many(6, (index) => maintenance(index * 4 * day)),
    'the export of one person, with holidays': many(6, (index) => fileRecord('FileAccessed', { at: index * 20 * day })),
    'the export of one operation': many(4, (index) =>
      exchangeAdminRecord(
        'New-InboxRule',
        { Name: 'News', MoveToFolder: 'News' },
        { at: index * 30 * day, user: 'nina@clinic.example.com' },
      ),
    ),
    'a service that few use': [
      ...many(12, (index) => maintenance(index * day)),
      fileRecord('FileAccessed'),
      fileRecord('FileAccessed', { at: 11 * day }),
    ],
  },
});
