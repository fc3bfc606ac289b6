import { clinicSite, shareRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { shareWithConsumerAccount } from './share-with-consumer-account.ts';

const intranet = 'https://clinic.sharepoint.com/sites/intranet';
const correlation = 'f1d0c99f-3094-2000-da82-454f034ca629';
const user = 'nina.lopez@clinic.example.com';
const own = 'ninalopez88_gmail.com#EXT#@clinic.onmicrosoft.com';

testDetection(shareWithConsumerAccount, {
  alerts: {
    'S0-70: the own private mailbox, five records of one share': {
      records: [
        shareRecord('SharingInheritanceBroken', { user, site: intranet, correlation }),
        shareRecord('AddedToSecureLink', {
          user,
          site: intranet,
          correlation,
          target: 'N-inaLopez88@gmail.com',
          targetType: 'Guest',
        }),
        shareRecord('SharingSet', { user, site: intranet, correlation, target: own, targetType: 'Guest' }),
        shareRecord(
          'AddedToGroup',
          { user, site: intranet, correlation, target: own, targetType: 'Guest' },
          { EventData: '<Group>SharingLinks.1f.Flexible.2e</Group>' },
        ),
        shareRecord('SharingInvitationCreated', {
          user,
          site: intranet,
          correlation,
          target: 'n-inalopez88@gmail.com',
          targetType: 'Guest',
        }),
      ],
      severity: 'high',
      actor: user,
      why: /looks like the own private mailbox n-inalopez88@gmail\.com/,
    },
    'S0-70: first letter and family name': {
      records: [
        shareRecord('AddedToSecureLink', { user, site: intranet, target: '1n.lopez@outlook.com', targetType: 'Guest' }),
      ],
      severity: 'high',
    },
    'S0-70: PHI to the own private mailbox': {
      records: [
        shareRecord('AddedToSecureLink', {
          user,
          site: clinicSite,
          target: '1lopez.nina@yahoo.com',
          targetType: 'Guest',
        }),
      ],
      severity: 'critical',
    },
    'another private mailbox': {
      records: [
        shareRecord('SharingSet', {
          user,
          site: intranet,
          target: 'urn:spo:guest#1granny@hotmail.com',
          targetType: 'Guest',
        }),
      ],
      severity: 'medium',
    },
  },
  silent: {
    'a colleague': [
      shareRecord('AddedToSecureLink', { user, target: 'omar@clinic.example.com', targetType: 'Member' }),
    ],
    'an outside organization': [
      shareRecord('AddedToSecureLink', { user, target: 'ann@lab.example.net', targetType: 'Guest' }),
    ],
    'the guest accepts': [
      shareRecord('AddedToGroup', { user: own, site: intranet, target: own, targetType: 'Guest' }),
      shareRecord('SharingInvitationAccepted', { user: own, target: own, targetType: 'Guest' }),
    ],
    'SharePoint adds the guest': [
      shareRecord('AddedToGroup', { user: 'app@sharepoint', site: intranet, target: own, targetType: 'Guest' }),
    ],
    'the sharing ends': [shareRecord('SharingRevoked', { user, target: own, targetType: 'Guest' })],
  },
});
