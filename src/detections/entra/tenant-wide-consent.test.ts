import { consentRecord, grantRecord, strangeApp } from '../../../test/app-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { tenantWideConsent } from './tenant-wide-consent.ts';

const user = 'admin@clinic.example.com';

testDetection(tenantWideConsent, {
  alerts: {
    'S3-29: mail of everybody': {
      records: [consentRecord({ user, everybody: true, scopes: 'Mail.Read User.Read' })],
      severity: 'critical',
      actor: user,
      why: /Mail\.Read for everybody/,
    },
    'Graph, AllPrincipals': {
      records: [grantRecord({ user, everybody: true, scopes: 'Sites.ReadWrite.All' })],
      severity: 'critical',
    },
    'something less': {
      records: [consentRecord({ user, everybody: true, scopes: 'Presence.Read.All' })],
      severity: 'medium',
    },
    'the command line tools of Graph': {
      records: [
        consentRecord({
          user,
          everybody: true,
          scopes: 'Directory.ReadWrite.All',
          appId: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
        }),
      ],
      severity: 'high',
    },
  },
  silent: {
    'single sign-on only': [consentRecord({ user, everybody: true, scopes: 'openid profile User.Read email' })],
    'a person for the own account': [consentRecord({ scopes: 'Mail.Read' })],
    'an application of Microsoft': [
      consentRecord({ user, everybody: true, scopes: 'Files.Read.All', appId: 'c9a559d2-7aab-4f13-a6ed-e7e9c52aec87' }),
    ],
    'an approved application': {
      records: [consentRecord({ user, everybody: true, scopes: 'Mail.Read' })],
      organization: { approvedApps: [{ appId: strangeApp, baa: true }] },
    },
    'a service of Microsoft grants at its own start': [
      grantRecord(
        { everybody: true, scopes: 'Files.Read.All' },
        {
          initiatedBy: {
            user: null,
            app: {
              displayName: 'Microsoft Teams Services',
              servicePrincipalId: '66666666-0000-4000-8000-000000000001',
            },
          },
        },
      ),
    ],
  },
});
