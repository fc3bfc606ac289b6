import { graphSignInRecord, loginRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { passwordGuessing } from './password-guessing.ts';

const ip = '198.51.100.7';
const ios = { deviceDetail: { operatingSystem: 'Ios 17.4' } };

testDetection(passwordGuessing, {
  alerts: {
    'twenty wrong passwords in ten minutes': {
      records: many(20, (index) => loginRecord({ at: index / 2, error: 50126, ip })),
      severity: 'medium',
      actor: 'nina@clinic.example.com',
      count: 20,
    },
    'wrong, then locked, in the sign-in log of Graph': many(14, (index) =>
      graphSignInRecord({ at: index / 2, error: index < 10 ? 50126 : 50053, ip }),
    ),
    'a password tool asks for tokens': many(12, (index) =>
      loginRecord(
        { at: index, error: 50126, ip },
        { ExtendedProperties: [{ Name: 'RequestType', Value: 'OAuth2:Token' }] },
      ),
    ),
    'by IMAP': many(12, (index) => graphSignInRecord({ at: index, error: 50126, ip, client: 'IMAP4' })),
    'from many addresses': many(12, (index) => loginRecord({ at: index, error: 50126, ip: `198.51.100.${index}` })),
    'two waves of one day are one alert': [
      ...many(12, (index) => loginRecord({ at: index, error: 50126, ip })),
      ...many(12, (index) => loginRecord({ at: 400 + index, error: 50126, ip })),
    ],
    'a sensitive account': {
      records: many(12, (index) => loginRecord({ at: index, error: 50126, ip })),
      organization: { sensitiveAccounts: ['nina@clinic.example.com'] },
      severity: 'high',
    },
  },
  silent: {
    'six typos on Monday morning, then in': [
      ...many(6, (index) => loginRecord({ at: index, error: 50126 })),
      loginRecord({ at: 7 }),
    ],
    'a phone with an old password, every 15 minutes for three days': many(288, (index) =>
      graphSignInRecord({ at: index * 15, error: 50126, client: 'Exchange ActiveSync' }, ios),
    ),
    'all the apps of a phone at once': many(30, (index) =>
      graphSignInRecord({ at: index / 3, error: 50126, client: 'Mobile Apps and Desktop clients' }, ios),
    ),
    'an app that renews its session': many(30, (index) =>
      graphSignInRecord({ at: index / 3, error: 50126 }, { isInteractive: false }),
    ),
    'an expired password, asked for again and again': many(15, (index) => loginRecord({ at: index / 2, error: 50055 })),
    'no session, MFA asked for, consent missing': [
      ...many(12, (index) => loginRecord({ at: index / 2, error: 50058 })),
      ...many(12, (index) => loginRecord({ at: index / 2, error: 50074 })),
      ...many(12, (index) => loginRecord({ at: index / 2, error: 65001 })),
    ],
    'a printer with an old password in the declared office': {
      records: many(40, (index) =>
        graphSignInRecord({
          user: 'scan@clinic.example.com',
          at: index / 2,
          error: 50126,
          client: 'Authenticated SMTP',
        }),
      ),
      organization: { watch: { networks: ['192.0.2.0/24'] } },
    },
    'a declared scanner': {
      records: many(40, (index) =>
        graphSignInRecord({
          user: 'scan@clinic.example.com',
          at: index / 2,
          error: 50126,
          client: 'Authenticated SMTP',
        }),
      ),
      organization: { watch: { serviceAccounts: ['scan@clinic.example.com'] } },
    },
    'a kiosk where ten people mistype once each': many(10, (index) =>
      loginRecord({ user: `person${index}@clinic.example.com`, at: index, error: 50126 }),
    ),
  },
});
