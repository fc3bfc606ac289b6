import { graphSignInRecord, loginRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { emergencyAccessUsed } from './emergency-access-used.ts';

const glass = 'breakglass1@clinic.example.com';
const breakGlass = ['BreakGlass1@clinic.example.com', '77777777-0000-4000-8000-000000000001'];

testDetection(emergencyAccessUsed, {
  alerts: {
    'S3-27: it signs in, by the unified log': {
      records: [loginRecord({ user: 'BREAKGLASS1@clinic.example.com' })],
      organization: { breakGlass },
      severity: 'critical',
      group: glass,
    },
    'to an app, by Graph': {
      records: [graphSignInRecord({ user: glass })],
      organization: { breakGlass },
      severity: 'critical',
      why: /^breakglass1@clinic\.example\.com signed in to Office 365 Exchange Online from Tampa, US$/,
    },
    'known by its object id alone': {
      records: [
        graphSignInRecord({ user: 'firecall@clinic.example.com' }, { userId: '77777777-0000-4000-8000-000000000001' }),
      ],
      organization: { breakGlass },
    },
    'an attempt with a wrong password': {
      records: [loginRecord({ user: glass, error: 50126, ip: '198.51.100.7' })],
      organization: { breakGlass },
      severity: 'high',
      why: /^Somebody tried to sign in as/,
    },
    'attempts, then in: one alert': {
      records: [loginRecord({ user: glass, error: 50126 }), loginRecord({ user: glass, at: 2 })],
      organization: { breakGlass },
      severity: 'critical',
      count: 2,
    },
  },
  silent: {
    'not declared': [loginRecord({ user: glass })],
    'everybody else': { records: [loginRecord(), graphSignInRecord()], organization: { breakGlass } },
    'the announced drill': {
      records: [loginRecord({ user: glass })],
      organization: {
        breakGlass,
        watch: {
          allow: [
            { detection: 'entra.emergency-access-used', actor: glass, reason: 'Quarterly drill', until: '2026-03-03' },
          ],
        },
      },
    },
  },
});
