import { graphSignInRecord, loginRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { signInAfterFailures } from './sign-in-after-failures.ts';

const ip = '198.51.100.7';
const wrong = (count: number, fields = {}) =>
  many(count, (index) => loginRecord({ at: index, error: 50126, ip, ...fields }));
const managed = { deviceDetail: { operatingSystem: 'Windows 10', isManaged: true } };

testDetection(signInAfterFailures, {
  alerts: {
    'twelve wrong passwords, then in': {
      records: [...wrong(12), loginRecord({ at: 13, ip })],
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /^nina@clinic\.example\.com signed in from 198\.51\.100\.7 after many wrong passwords$/,
    },
    'stopped by MFA: the password is known all the same': {
      records: [...wrong(12), loginRecord({ at: 13, ip, error: 50074 })],
      why: /gave the right password/,
    },
    'in the sign-in log of Graph, from two addresses of one network': [
      ...many(9, (index) => graphSignInRecord({ at: index, error: 50126, ip })),
      graphSignInRecord({ at: 13, ip: '198.51.100.8' }),
    ],
    'many sign-ins afterwards are the same alert': [
      ...wrong(12),
      ...many(20, (index) => loginRecord({ at: 13 + index, ip })),
    ],
  },
  silent: {
    'five typos, then in': [...wrong(5), loginRecord({ at: 6, ip })],
    'the person signs in at home while somebody guesses abroad': [...wrong(12), loginRecord({ at: 13 })],
    'typos in the declared office': {
      records: [...wrong(12, { ip: '192.0.2.10' }), loginRecord({ at: 13 })],
      organization: { watch: { networks: ['192.0.2.0/24'] } },
    },
    'ten colleagues mistype in one office and all get in': many(20, (index) =>
      loginRecord({
        user: `person${Math.floor(index / 2)}@clinic.example.com`,
        at: index,
        ...(index % 2 === 0 && { error: 50126 }),
      }),
    ),
    'a phone with the old password, then the desk': [
      ...many(12, (index) => graphSignInRecord({ at: index * 4, error: 50126, client: 'Exchange ActiveSync' })),
      graphSignInRecord({ at: 50 }),
    ],
    'a managed computer': [
      ...many(12, (index) => graphSignInRecord({ at: index, error: 50126, ip }, managed)),
      graphSignInRecord({ at: 13, ip }, managed),
    ],
    'an expired password that is changed': [
      ...many(12, (index) => loginRecord({ at: index, error: 50055, ip })),
      loginRecord({ at: 13, ip }),
    ],
    'guessed in the morning, signed in in the evening': [...wrong(12), loginRecord({ at: 500, ip })],
  },
});
