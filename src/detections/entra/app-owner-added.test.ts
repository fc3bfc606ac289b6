import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { changeApp, changeAppApproved } from '../../../test/conditional-access-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { appOwnerAdded } from './app-owner-added.ts';

const added = (owner: string, given = {}) =>
  entraRecord('Add owner to application.', {
    object: owner,
    targets: [
      ['User', 2],
      [owner, 5],
    ],
    changes: [['Application.DisplayName', '["Mail Helper"]']],
    ...given,
  });

testDetection(appOwnerAdded, {
  alerts: {
    'S3-29: another person becomes an owner': {
      records: [added('nina@clinic.example.com')],
      severity: 'low',
      group: 'mail helper',
      why: /nina@clinic\.example\.com became an owner of Mail Helper/,
    },
    'a guest becomes an owner': {
      records: [added('ann_partner.example.org#EXT#@clinic.onmicrosoft.com')],
      severity: 'high',
    },
    'of an enterprise application, Graph': [
      directoryAuditRecord('Add owner to service principal', {
        targets: [
          { type: 'User', userPrincipalName: 'nina@clinic.example.com' },
          { type: 'ServicePrincipal', displayName: 'Mail Helper' },
        ],
      }),
    ],
  },
  silent: {
    'who registers an application owns it': [added('nina@clinic.example.com', { user: 'Nina@clinic.example.com' })],
    'the owner of a new Team': [entraRecord('Add owner to group.', { targets: [['nina@clinic.example.com', 5]] })],
    'the approved change application': {
      records: [
        directoryAuditRecord(
          'Add owner to application',
          { targets: [{ type: 'User', userPrincipalName: 'nina@clinic.example.com' }] },
          changeApp,
        ),
      ],
      organization: changeAppApproved,
    },
  },
});
