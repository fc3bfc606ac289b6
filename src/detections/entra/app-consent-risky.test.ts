import { consentRecord, grantRecord, strangeApp } from '../../../test/app-records.ts';
import { entraRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { appConsentRisky } from './app-consent-risky.ts';

const scopes = 'User.Read Mail.ReadWrite offline_access';

testDetection(appConsentRisky, {
  alerts: {
    'S3-29: mail and offline access': {
      records: [consentRecord({ scopes })],
      severity: 'high',
      group: 'nina@clinic.example.com',
      why: /nina@clinic\.example\.com let an application use Mail\.ReadWrite, also while away/,
    },
    'files without offline access, Graph': {
      records: [grantRecord({ scopes: 'Files.Read.All' })],
      severity: 'medium',
    },
    'the consent and its grant are one alert': {
      records: [grantRecord({ scopes, at: 0 }), grantRecord({ scopes: 'Mail.Send', at: 1 })],
      count: 2,
    },
    'mail of all kinds of protocols': [consentRecord({ scopes: 'IMAP.AccessAsUser.All offline_access' })],
    'a record that names the scopes alone': {
      records: [
        entraRecord('Consent to application.', {
          changes: [['ConsentAction.Permissions', 'Mail.ReadWrite Files.Read.All offline_access']],
        }),
      ],
      severity: 'high',
    },
    'Graph Explorer': {
      records: [
        consentRecord({ scopes: 'Mail.Read', appId: 'de8bc8b5-d9f9-48b1-a8ad-b748da725064', app: 'Graph Explorer' }),
      ],
      severity: 'low',
    },
    'the mail program of a phone': {
      records: [
        consentRecord({ scopes: 'EWS.AccessAsUser.All offline_access', appId: 'f8d98a96-0999-43f5-8af3-69971c7bb423' }),
      ],
      severity: 'low',
    },
  },
  silent: {
    'only signing in': [consentRecord({ scopes: 'openid profile email offline_access User.Read' }), grantRecord()],
    'an application of Microsoft': [
      consentRecord({ scopes, appId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', app: 'Microsoft Teams' }),
    ],
    'an approved application': {
      records: [consentRecord({ scopes }), grantRecord({ scopes })],
      organization: { approvedApps: [{ appId: strangeApp, baa: true }] },
    },
    'for everybody: told elsewhere': [consentRecord({ scopes, everybody: true, user: 'admin@clinic.example.com' })],
    'it was refused': [consentRecord({ scopes }, { ResultStatus: 'Failure' })],
  },
});
