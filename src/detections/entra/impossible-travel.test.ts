import { graphSignInRecord, loginRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { impossibleTravel } from './impossible-travel.ts';

const tampa = ['Tampa', 'US', 27.95, -82.46] as const;
const lagos = ['Lagos', 'NG', 6.45, 3.39] as const;
const orlando = ['Orlando', 'US', 28.54, -81.38] as const;
const toronto = ['Toronto', 'CA', 43.65, -79.38] as const;
const ashburn = ['Ashburn', 'US', 39.04, -77.49] as const;
const home = graphSignInRecord({ place: tampa });
const phone = { deviceDetail: { operatingSystem: 'Ios 17.4', browser: 'Mobile Safari' } };
const managed = {
  deviceDetail: { operatingSystem: 'Windows 10', isManaged: true, isCompliant: true, deviceId: 'pc-1' },
};

testDetection(impossibleTravel, {
  alerts: {
    'S3-29: Florida and Nigeria within 40 minutes': {
      records: [home, graphSignInRecord({ at: 40, ip: '198.51.100.7', place: lagos })],
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /^nina@clinic\.example\.com signed in from Tampa, US and from Lagos, NG within 40 minutes$/,
    },
    'S0-55: many records of one theft are one alert': [
      home,
      ...many(12, (index) => graphSignInRecord({ at: 30 + index * 2, ip: '198.51.100.7', place: lagos })),
      graphSignInRecord({ at: 60, place: tampa }),
    ],
    'the account is a sensitive one': {
      records: [home, graphSignInRecord({ at: 40, ip: '198.51.100.7', place: lagos })],
      organization: { sensitiveAccounts: ['Nina@clinic.example.com'] },
      severity: 'critical',
    },
    'a guest is in two places': [
      graphSignInRecord({ user: 'ann_partner.example.org#EXT#@clinic.example.com', place: tampa }),
      graphSignInRecord({ user: 'ann_partner.example.org#EXT#@clinic.example.com', at: 20, place: lagos }),
    ],
  },
  silent: {
    'two cities that a car reaches': [home, graphSignInRecord({ at: 100, place: orlando })],
    'a flight to a conference': [home, graphSignInRecord({ at: 300, ip: '198.51.100.9', place: toronto })],
    'a phone whose carrier lends an address of another state': [
      home,
      graphSignInRecord({ at: 5, ip: '198.51.100.20', place: ashburn }, phone),
      graphSignInRecord({ at: 9, place: tampa }),
    ],
    'a managed laptop behind a proxy': [
      home,
      graphSignInRecord({ at: 10, ip: '198.51.100.30', place: toronto }, managed),
    ],
    'the declared VPN has its exit far away': {
      records: [home, graphSignInRecord({ at: 10, ip: '203.0.113.9', place: ashburn })],
      organization: { watch: { networks: ['203.0.113.0/24'] } },
    },
    'Office for the web signs in from a data center of Microsoft': [
      home,
      graphSignInRecord({ at: 3, ip: '20.190.151.7', place: ashburn }),
      graphSignInRecord({ at: 4, ip: '2603:1036:302::1', place: ashburn }),
    ],
    'a failed attempt from far away': [
      home,
      graphSignInRecord({ at: 5, error: 50126, ip: '198.51.100.7', place: lagos }),
    ],
    'a token renewed in the background': [
      home,
      graphSignInRecord({ at: 5, ip: '198.51.100.7', place: lagos }, { isInteractive: false }),
    ],
    'an address without a place': [home, graphSignInRecord({ at: 5, ip: '198.51.100.7', place: ['', '', 0, 0] })],
    'the unified log has no places': [loginRecord(), loginRecord({ at: 5, ip: '198.51.100.7' })],
    'a declared migration tool works from two regions': {
      records: [
        graphSignInRecord({ user: 'migrate@clinic.example.com', place: tampa }),
        graphSignInRecord({ user: 'migrate@clinic.example.com', at: 1, place: toronto }),
      ],
      organization: { watch: { serviceAccounts: ['migrate@clinic.example.com'] } },
    },
    'two people in two places': [home, graphSignInRecord({ user: 'omar@clinic.example.com', at: 5, place: lagos })],
  },
});
