import { type RawRecord, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { fileSharedToExternalChat } from './file-shared-to-external-chat.ts';

const link = 'https://clinic-my.sharepoint.com/:w:/g/personal/nina_clinic_example_com/Eabc';
const sent = (domains: readonly string[], fields: RawRecord = {}, operation = 'MessageCreatedHasLink') =>
  unifiedRecord(
    operation,
    25,
    'MicrosoftTeams',
    {},
    {
      CommunicationType: 'OneOnOne',
      ChatThreadId: '19:meeting@unq.gbl.spaces',
      ParticipantInfo: {
        HasForeignTenantUsers: domains.length > 1,
        HasGuestUsers: false,
        HasUnauthenticatedUsers: false,
        ParticipatingDomains: domains,
      },
      MessageURLs: [link],
      ...fields,
    },
  );

testDetection(fileSharedToExternalChat, {
  alerts: {
    'a link to a file to another organization': {
      records: [sent(['clinic.example.com', 'lab.example.net'])],
      severity: 'medium',
      why: /sent a link to a file into a chat with lab\.example\.net$/,
    },
    'a file': [
      sent(['clinic.example.com', 'lab.example.net'], { MessageURLs: [], Attachments: [{ Id: '1' }] }, 'MessageSent'),
    ],
    'a private account': {
      records: [
        sent(['clinic.example.com', 'live.com'], { Members: [{ DisplayName: 'Jane', UPN: '1jane@live.com' }] }),
      ],
      severity: 'high',
    },
  },
  silent: {
    'among colleagues': [sent(['clinic.example.com'])],
    'words only': [sent(['clinic.example.com', 'lab.example.net'], { MessageURLs: [] }, 'MessageSent')],
    'a link to a web page': [
      sent(['clinic.example.com', 'lab.example.net'], { MessageURLs: ['https://www.example.org/map'] }),
    ],
    'a partner': {
      records: [sent(['clinic.example.com', 'lab.example.net'])],
      organization: { partners: [{ domain: 'lab.example.net', tls: true }] },
    },
    'the outsider writes': [sent(['clinic.example.com', 'lab.example.net'], { UserId: 'ann@lab.example.net' })],
  },
});
