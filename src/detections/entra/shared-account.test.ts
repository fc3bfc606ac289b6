import { graphSignInRecord, loginRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { sharedAccount } from './shared-account.ts';

const desk = 'frontdesk@clinic.example.com';
const tampa = ['Tampa', 'US', 27.95, -82.46] as const;
const miami = ['Miami', 'US', 25.76, -80.19] as const;
const clearwater = ['Clearwater', 'US', 27.97, -82.8] as const;
const lagos = ['Lagos', 'NG', 6.45, 3.39] as const;
const phone = { deviceDetail: { operatingSystem: 'Ios 17.4' } };

testDetection(sharedAccount, {
  alerts: {
    'S0-32: one login in two cities within the same hour': {
      records: [
        graphSignInRecord({ user: desk, place: tampa }),
        graphSignInRecord({ user: desk, at: 45, ip: '198.51.100.7', place: miami }),
      ],
      severity: 'low',
      actor: desk,
      why: /^frontdesk@clinic\.example\.com was used in Tampa, US and in Miami, US within 45 minutes$/,
    },
    'S0-32: all week it is one alert': many(40, (index) =>
      graphSignInRecord({
        user: desk,
        at: index * 200 + (index % 2) * 20,
        ip: index % 2 ? '198.51.100.7' : '192.0.2.10',
        place: index % 2 ? miami : tampa,
      }),
    ).concat(graphSignInRecord({ user: desk, at: 210, place: tampa })),
  },
  silent: {
    'the drive from one office to the other': [
      graphSignInRecord({ user: desk, place: tampa }),
      graphSignInRecord({ user: desk, at: 240, place: miami }),
    ],
    'neighboring cities, which addresses often confuse': [
      graphSignInRecord({ place: tampa }),
      graphSignInRecord({ at: 2, place: clearwater }),
    ],
    'a person and their phone': [
      graphSignInRecord({ place: tampa }),
      graphSignInRecord({ at: 2, place: miami }, phone),
    ],
    'another country is impossible travel': [
      graphSignInRecord({ place: tampa }),
      graphSignInRecord({ at: 30, ip: '198.51.100.7', place: lagos }),
    ],
    'the declared VPN': {
      records: [graphSignInRecord({ place: tampa }), graphSignInRecord({ at: 2, ip: '203.0.113.9', place: miami })],
      organization: { watch: { networks: ['203.0.113.0/24'] } },
    },
    'a kiosk: many people, one place': many(20, (index) =>
      graphSignInRecord({ user: `person${index}@clinic.example.com`, at: index, place: tampa }),
    ),
    'the unified log has no places': [
      loginRecord({ user: desk }),
      loginRecord({ user: desk, at: 5, ip: '198.51.100.7' }),
    ],
  },
});
