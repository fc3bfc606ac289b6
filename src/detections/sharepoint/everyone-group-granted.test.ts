import { shareRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { everyoneGroupGranted } from './everyone-group-granted.ts';

const intranet = 'https://clinic.sharepoint.com/sites/intranet';
const correlation = '2bb0c99f-3094-2000-da82-454f034ca629';

testDetection(everyoneGroupGranted, {
  alerts: {
    'a folder of a PHI site': {
      records: [
        shareRecord('SharingInheritanceBroken', { correlation }),
        shareRecord('SharingSet', {
          correlation,
          target: 'Everyone except external users',
          targetType: 'SecurityGroup',
        }),
        shareRecord('SharingSet', {
          correlation,
          target: 'c:0-.f|rolemanager|spo-grid-all-users/11111111-2222-4333-8444-555555555555',
          targetType: 'SecurityGroup',
        }),
      ],
      severity: 'high',
      count: 2,
    },
    'guests included': {
      records: [shareRecord('SharingSet', { target: 'c:0(.s|true', targetType: 'SecurityGroup' })],
      severity: 'critical',
      why: /everybody, guests included, access/,
    },
    'an intranet': {
      records: [
        shareRecord('AddedToGroup', {
          site: intranet,
          target: 'Everyone except external users',
          targetType: 'SecurityGroup',
        }),
      ],
      severity: 'low',
    },
    'in German': {
      records: [shareRecord('SharingSet', { target: 'Jeder, außer externe Benutzer', targetType: 'SecurityGroup' })],
      severity: 'high',
    },
  },
  silent: {
    'a public team is set up': [
      shareRecord('AddedToGroup', {
        user: 'app@sharepoint',
        target: 'Everyone except external users',
        targetType: 'SecurityGroup',
      }),
    ],
    'a department': [shareRecord('SharingSet', { target: 'Everyone in billing', targetType: 'SecurityGroup' })],
    'taken back': [shareRecord('SharingRevoked', { target: 'Everyone', targetType: 'SecurityGroup' })],
    'a colleague': [shareRecord('SharingSet', { target: 'omar@clinic.example.com', targetType: 'Member' })],
  },
});
