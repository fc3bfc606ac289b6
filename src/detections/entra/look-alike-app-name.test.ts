import { consentRecord, strangeApp } from '../../../test/app-records.ts';
import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { lookAlikeAppName } from './look-alike-app-name.ts';

const made = (displayName: string, activity = 'Add application', type = 'Application') =>
  directoryAuditRecord(activity, {
    category: 'ApplicationManagement',
    targets: [{ type, displayName, id: '77777777-0000-4000-8000-000000000001' }],
    changes: [['DisplayName', displayName]],
  });

testDetection(lookAlikeAppName, {
  alerts: {
    'S3-29: registered as Microsoft 365': { records: [made('Microsoft 365 Security')], severity: 'medium' },
    'a name of a product, the unified log': [
      entraRecord('Add application.', {
        targets: [
          ['Application', 2],
          ['Office 365', 1],
        ],
        changes: [['DisplayName', '["Office 365"]']],
      }),
    ],
    'a Cyrillic letter': {
      records: [made('Miсrosoft Teams', 'Add service principal', 'ServicePrincipal')],
      severity: 'high',
      why: /imitates/,
    },
    'an accent on the brand': {
      records: [made('Mícrosoft Teams', 'Add service principal', 'ServicePrincipal')],
      severity: 'high',
    },
    'a zero for an o': { records: [made('Micr0soft Outlook')], severity: 'high' },
    'rn for m': { records: [consentRecord({ app: 'rnicrosoft' })], severity: 'high' },
    'a mark without width': {
      records: [made('Off\u200bice 365', 'Add service principal', 'ServicePrincipal')],
      severity: 'high',
    },
    'consent to a stranger with such a name': {
      records: [consentRecord({ app: 'Office365', scopes: 'Mail.Read' })],
      severity: 'high',
    },
    'renamed later': [
      entraRecord('Update application.', {
        targets: [
          ['Application', 2],
          ['Helper', 1],
        ],
        changes: [['DisplayName', 'Outlook', 'Helper']],
      }),
    ],
  },
  silent: {
    'an application of the clinic': [
      made('Appointment reminders'),
      made('Exchange rates feed'),
      made('Care Teams roster'),
    ],
    'a service of Microsoft under its name in another language': [
      made('Microsoft Formulários', 'Add service principal', 'ServicePrincipal'),
    ],
    'a service of Microsoft appears when first used': [
      made('Microsoft Forms', 'Add service principal', 'ServicePrincipal'),
    ],
    'consent to an application of Microsoft': [
      consentRecord({ app: 'Microsoft Teams', appId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264' }),
    ],
    'consent that only signs in, to one of the many applications of Microsoft': [
      consentRecord({ app: 'Microsoft Tech Community' }),
    ],
    'consent to the command line tools of Graph': [
      consentRecord({ app: 'Microsoft Graph Command Line Tools', appId: '14d82eec-204b-4c2f-b7e8-296a70dab67e' }),
    ],
    'a credential of an own application is renewed': [
      entraRecord('Update application.', {
        targets: [
          ['Application', 2],
          ['Outlook add-in', 1],
        ],
        changes: [['KeyDescription', '[]']],
      }),
    ],
    'an approved application': {
      records: [consentRecord({ app: 'Outlook', scopes: 'Mail.Read' })],
      organization: { approvedApps: [{ appId: strangeApp, baa: true }] },
    },
  },
});
