import { graphSignInRecord, loginRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { mfaAcceptedAfterDenials } from './mfa-accepted-after-denials.ts';

const ip = '198.51.100.7';
const declined = (at: number) =>
  graphSignInRecord({ at, error: 500121, details: 'MFA denied; user declined the authentication', ip });
const silence = (at: number) =>
  graphSignInRecord({ at, error: 500121, details: 'MFA denied; user did not respond to mobile app notification', ip });

testDetection(mfaAcceptedAfterDenials, {
  alerts: {
    'S3-29: four declined, the fifth accepted': {
      records: [...many(4, (index) => declined(index * 2)), graphSignInRecord({ at: 9, ip })],
      severity: 'critical',
      actor: 'nina@clinic.example.com',
      why: /signed in from 198\.51\.100\.7 after declining several prompts$/,
    },
    'sign-ins to several apps afterwards are the same alert': [
      ...many(5, (index) => declined(index)),
      ...many(9, (index) => graphSignInRecord({ at: 6 + index, ip })),
    ],
  },
  silent: {
    'declined and never accepted': many(9, (index) => declined(index)),
    'signed in first, then declined': [graphSignInRecord(), ...many(5, (index) => declined(1 + index))],
    'one declined by mistake': [declined(0), graphSignInRecord({ at: 1, ip })],
    'a phone in the locker': [...many(5, (index) => silence(index)), graphSignInRecord({ at: 9, ip })],
    'the next day': [...many(4, (index) => declined(index)), graphSignInRecord({ at: 1440 })],
    'a token renewed in the background': [
      ...many(4, (index) => declined(index)),
      graphSignInRecord({ at: 5 }, { isInteractive: false }),
    ],
    'wrong codes in the unified log': [
      ...many(4, (index) => loginRecord({ at: index, error: 500121 })),
      loginRecord({ at: 5 }),
    ],
  },
});
