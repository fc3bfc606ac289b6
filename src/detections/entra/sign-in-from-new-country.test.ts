import { graphSignInRecord, loginRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { signInFromNewCountry } from './sign-in-from-new-country.ts';

const day = 1440;
const lagos = ['Lagos', 'NG', 6.45, 3.39] as const;
const toronto = ['Toronto', 'CA', 43.65, -79.38] as const;
const weeks = many(12, (index) => graphSignInRecord({ at: index * day }));
const abroad = graphSignInRecord({ at: 12 * day, ip: '198.51.100.7', place: lagos });
const phone = { deviceDetail: { operatingSystem: 'Android 14', browser: 'Chrome Mobile' } };
const joined = {
  deviceDetail: { operatingSystem: 'Windows 11', trustType: 'Hybrid Azure AD joined', deviceId: 'pc-1' },
};

testDetection(signInFromNewCountry, {
  alerts: {
    'S0-55: the first sign-in from Nigeria after twelve days at home': {
      records: [...weeks, abroad],
      severity: 'medium',
      why: /^nina@clinic\.example\.com signed in from Lagos, NG for the first time$/,
    },
    'the same country again the same day is the same alert': [
      ...weeks,
      abroad,
      ...many(5, (index) => graphSignInRecord({ at: 12 * day + index * 9, ip: '198.51.100.7', place: lagos })),
    ],
    'a sensitive account': {
      records: [...weeks, abroad],
      organization: { sensitiveAccounts: ['nina@clinic.example.com'] },
      severity: 'high',
    },
    'a phone alone is told quietly': {
      records: [...weeks, graphSignInRecord({ at: 12 * day, ip: '198.51.100.9', place: toronto }, phone)],
      severity: 'low',
    },
  },
  silent: {
    'the first days of a log': [graphSignInRecord(), graphSignInRecord({ at: 2 * day, place: lagos })],
    'a nurse who lives across the border comes and goes': [
      ...many(14, (index) => graphSignInRecord({ at: index * day, ...(index % 2 === 1 && { place: toronto }) })),
    ],
    'a conference abroad with the laptop of the clinic': [
      ...weeks,
      graphSignInRecord({ at: 12 * day, ip: '198.51.100.8', place: toronto }, joined),
    ],
    'a failed attempt from abroad': [...weeks, graphSignInRecord({ at: 12 * day, error: 50126, place: lagos })],
    'Microsoft’s own addresses abroad': [
      ...weeks,
      graphSignInRecord({ at: 12 * day, ip: '40.126.32.10', place: ['Dublin', 'IE', 53.3, -6.2] }),
    ],
    'the declared VPN': {
      records: [...weeks, graphSignInRecord({ at: 12 * day, ip: '203.0.113.5', place: toronto })],
      organization: { watch: { networks: ['203.0.113.0/24'] } },
    },
    'a travel that was allowed with a reason': {
      records: [...weeks, abroad],
      organization: {
        watch: {
          allow: [
            {
              detection: 'entra.sign-in-from-new-country',
              actor: 'nina@clinic.example.com',
              reason: 'Mission hospital in Lagos',
              until: '2026-04-01',
            },
          ],
        },
      },
    },
    'the unified log has no places': many(20, (index) => loginRecord({ at: index * day, ip: `198.51.100.${index}` })),
  },
});
