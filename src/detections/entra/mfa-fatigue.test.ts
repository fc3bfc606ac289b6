import { graphSignInRecord, loginRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { mfaFatigue } from './mfa-fatigue.ts';

const declined = 'MFA denied; user declined the authentication';
const silence = 'MFA denied; user did not respond to mobile app notification';
const prompt = (at: number, details: string) => graphSignInRecord({ at, error: 500121, details, ip: '198.51.100.7' });

testDetection(mfaFatigue, {
  alerts: {
    'S3-29: three declined prompts in four minutes': {
      records: many(3, (index) => prompt(index * 2, declined)),
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /^Sign-in prompts of nina@clinic\.example\.com were refused or not answered again and again within 5 minutes$/,
    },
    'twenty prompts through a night are one alert': many(60, (index) => prompt(index * 2, declined)),
    'seven prompts that ran out in the middle of the night': many(7, (index) => prompt(index, silence)),
    mixed: [prompt(0, silence), prompt(1, declined), prompt(2, silence), prompt(3, declined)],
    'the beta says it in the steps': many(3, (index) =>
      graphSignInRecord(
        { at: index, error: 500121 },
        { authenticationDetails: [{ authenticationStepResultDetail: 'MFA denied; user declined the authentication' }] },
      ),
    ),
    'reported as fraud': many(3, (index) => prompt(index, 'MFA denied; fraud code entered')),
    'the unified log, which gives the number alone': many(10, (index) =>
      loginRecord({ at: index, error: 500121, ip: '198.51.100.7' }),
    ),
  },
  silent: {
    'two declined by mistake': [prompt(0, declined), prompt(1, declined)],
    'a phone in the locker: three run out, then the person goes and gets it': [
      ...many(3, (index) => prompt(index * 3, silence)),
      graphSignInRecord({ at: 9 }),
    ],
    'wrong codes': many(8, (index) => prompt(index, 'MFA denied; invalid verification code')),
    'no phone number that works': many(8, (index) => prompt(index, 'MFA denied; phone number is not reachable')),
    'three over a day': many(3, (index) => prompt(index * 400, declined)),
    'MFA asked for and not yet answered': many(20, (index) => loginRecord({ at: index / 2, error: 50074 })),
    'four of the unified log': many(4, (index) => loginRecord({ at: index, error: 500121 })),
    'three people decline one prompt each': many(3, (index) =>
      graphSignInRecord({ user: `person${index}@clinic.example.com`, at: index, error: 500121, details: declined }),
    ),
  },
});
