import { clinicSite, shareRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { guestAddedToPhiSite } from './guest-added-to-phi-site.ts';

const guest = 'ann_lab.example.net#ext#@clinic.onmicrosoft.com';
const web = { ItemType: 'Web', SourceFileName: undefined, ListItemUniqueId: undefined, ObjectId: clinicSite };
const members = { ...web, EventData: '<Group>Patients Members</Group>' };
const correlation = '1aa0c99f-3094-2000-da82-454f034ca629';

testDetection(guestAddedToPhiSite, {
  alerts: {
    'a guest joins the members; the invitation is the same action': {
      records: [
        shareRecord(
          'SharingInvitationCreated',
          { correlation, target: 'ann@lab.example.net', targetType: 'Guest' },
          web,
        ),
        shareRecord('AddedToGroup', { correlation, target: guest, targetType: 'Guest' }, members),
      ],
      severity: 'critical',
      actor: 'nina@clinic.example.com',
      why: /made ann@lab\.example\.net a member of clinic\.sharepoint\.com\/sites\/patients/,
      count: 2,
    },
    'a private mailbox': [
      shareRecord(
        'AddedToGroup',
        { target: 'jane_gmail.com#EXT#@clinic.onmicrosoft.com', targetType: 'Guest' },
        members,
      ),
    ],
  },
  silent: {
    'one file is shared': [
      shareRecord(
        'AddedToGroup',
        { target: guest, targetType: 'Guest' },
        { EventData: '<Group>SharingLinks.1f.Flexible.2e</Group>' },
      ),
      shareRecord(
        'AddedToGroup',
        { target: guest, targetType: 'Guest' },
        { ...web, EventData: '<Group>Limited Access System Group For Web 1f2e</Group>' },
      ),
      shareRecord('SharingInvitationCreated', { target: 'ann@lab.example.net', targetType: 'Guest' }),
    ],
    'a colleague joins': [
      shareRecord('AddedToGroup', { target: 'omar@clinic.example.com', targetType: 'Member' }, members),
    ],
    'a new site is set up': [
      shareRecord(
        'AddedToGroup',
        { target: 'SHAREPOINT\\system', targetType: 'Member' },
        { ...web, EventData: '<Group>Site Owners</Group>' },
      ),
      shareRecord('AddedToGroup', { target: 'Everyone except external users', targetType: 'SecurityGroup' }, members),
    ],
    'a partner': {
      records: [shareRecord('AddedToGroup', { target: guest, targetType: 'Guest' }, members)],
      organization: { approvedDomains: ['lab.example.net'] },
    },
    'another site': [
      shareRecord(
        'AddedToGroup',
        { target: guest, targetType: 'Guest', site: 'https://clinic.sharepoint.com/sites/intranet' },
        members,
      ),
    ],
    'a declared list of PHI sites without this one': {
      records: [shareRecord('AddedToGroup', { target: guest, targetType: 'Guest' }, members)],
      organization: {
        phi: { sites: ['https://clinic.sharepoint.com/sites/charts'], mailboxes: [], groups: [], labels: [] },
      },
    },
    'the guest accepts': [shareRecord('AddedToGroup', { user: guest, target: guest, targetType: 'Guest' }, members)],
  },
});
