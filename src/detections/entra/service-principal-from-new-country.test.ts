import { graphSignInRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { servicePrincipalFromNewCountry } from './service-principal-from-new-country.ts';

const day = 1440;
const appId = '99999999-0000-4000-8000-00000000000a';
const lagos = ['Lagos', 'NG', 6.45, 3.39] as const;
const app = (at: number, given = {}, fields = {}) =>
  graphSignInRecord(
    { at, ip: '198.51.100.40', place: ['Ashburn', 'US', 39.04, -77.49], ...given },
    {
      userPrincipalName: '',
      userId: '',
      appId,
      servicePrincipalId: '99999999-0000-4000-8000-00000000000b',
      servicePrincipalName: 'Backup Tool',
      signInEventTypes: ['servicePrincipal'],
      ...fields,
    },
  );
const days = many(10, (index) => app(index * day));

testDetection(servicePrincipalFromNewCountry, {
  alerts: {
    'a secret used in Nigeria after ten days in the same data center': {
      records: [...days, app(10 * day, { place: lagos }), app(10 * day + 5, { place: lagos })],
      severity: 'medium',
      actor: 'Backup Tool',
      why: /^The application Backup Tool signed in from NG for the first time$/,
    },
  },
  silent: {
    'the first days': [app(0), app(day, { place: lagos })],
    'another address in the same country': [...days, app(10 * day, { ip: '203.0.113.80' })],
    'an attempt that failed': [...days, app(10 * day, { place: lagos, error: 7000215 })],
    'an approved application': {
      records: [...days, app(10 * day, { place: lagos })],
      organization: { approvedApps: [{ appId, name: 'Backup Tool' } as never] },
    },
    'Microsoft’s own addresses': [...days, app(10 * day, { ip: '20.190.151.7', place: ['Dublin', 'IE', 53.3, -6.2] })],
    'a person': many(10, (index) => graphSignInRecord({ at: index * day, ...(index === 9 && { place: lagos }) })),
  },
});
