import { graphSignInRecord, loginRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { signInAfterLeaving } from './sign-in-after-leaving.ts';

const organization = { watch: { leavers: [{ account: 'Nina@clinic.example.com', on: '2026-02-27' }] } };

testDetection(signInAfterLeaving, {
  alerts: {
    'three days after the last day': {
      records: [loginRecord({ user: 'nina@Clinic.example.com' })],
      organization,
      severity: 'critical',
      why: /left on 2026-02-27 and signed in from 192\.0\.2\.10$/,
    },
    'by Graph, several times': {
      records: [graphSignInRecord(), graphSignInRecord({ at: 60 })],
      organization,
      count: 2,
    },
    'a token that was never revoked': { records: [graphSignInRecord({}, { isInteractive: false })], organization },
  },
  silent: {
    'on the last day': { records: [loginRecord({ at: '2026-02-27T22:00:00' })], organization },
    before: { records: [loginRecord({ at: '2026-02-20T09:00:00' })], organization },
    'an attempt that failed': { records: [loginRecord({ error: 50057 })], organization },
    'a colleague': { records: [loginRecord({ user: 'omar@clinic.example.com' })], organization },
    'nobody is declared': [loginRecord()],
  },
});
