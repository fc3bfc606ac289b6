import { graphSignInRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { sessionInTwoCountries } from './session-in-two-countries.ts';

const sessionId = '55555555-0000-4000-8000-000000000002';
const lagos = ['Lagos', 'NG', 6.45, 3.39] as const;
const used = (at: number, given = {}, fields = {}) =>
  graphSignInRecord({ at, ...given }, { sessionId, isInteractive: false, ...fields });
const abroad = { ip: '198.51.100.7', place: lagos };

testDetection(sessionInTwoCountries, {
  alerts: {
    'a token used in Florida and in Nigeria': {
      records: [used(0), used(20, abroad), used(25), used(30, abroad)],
      severity: 'high',
      actor: 'nina@clinic.example.com',
    },
  },
  silent: {
    'two sessions': [used(0), used(20, abroad, { sessionId: 'another' })],
    'a flight later': [used(0), used(700, abroad)],
    'a phone that roams': [used(0), used(20, abroad, { deviceDetail: { operatingSystem: 'Android 14' } })],
    'a data center of Microsoft': [used(0), used(20, { ip: '40.126.32.10', place: ['Dublin', 'IE', 53.3, -6.2] })],
    'the declared VPN': {
      records: [used(0), used(20, abroad)],
      organization: { watch: { networks: ['198.51.100.0/24'] } },
    },
  },
});
