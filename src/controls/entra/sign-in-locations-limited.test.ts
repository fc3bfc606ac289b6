import { block, policy } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { signInLocationsLimited } from './sign-in-locations-limited.ts';

const outside = (...excludeLocations: string[]) => ({ locations: { includeLocations: ['All'], excludeLocations } });
const home = { id: 'loc-us', displayName: 'United States', countriesAndRegions: ['US'] };
const office = {
  id: 'loc-office',
  displayName: 'Office',
  isTrusted: true,
  ipRanges: [{ cidrAddress: '192.0.2.0/24' }],
};
const cafe = { id: 'loc-cafe', displayName: 'Cafe', isTrusted: false, ipRanges: [{ cidrAddress: '192.0.2.0/28' }] };
const given = (policies: unknown[], ...namedLocations: unknown[]) =>
  tenant({ conditionalAccessPolicies: policies, namedLocations });

testControl(signInLocationsLimited, {
  pass: {
    'S3-18: all but one country are blocked': [
      given([policy('Abroad', { conditions: outside('LOC-US'), grant: block })], home),
      { resources: ['Abroad'] },
    ],
    'some countries are blocked': given(
      [policy('Abroad', { conditions: { locations: { includeLocations: ['loc-us'] } }, grant: block })],
      home,
    ),
    'all but a trusted address range': given(
      [policy('Outside', { conditions: outside('loc-office'), grant: block })],
      office,
    ),
    'all but trusted locations, readable without the list': tenant({
      conditionalAccessPolicies: [policy('Outside', { conditions: outside('AllTrusted'), grant: block })],
    }),
  },
  fail: {
    'no policy': given([]),
    'named locations are not read, but no policy uses any': tenant({
      conditionalAccessPolicies: [policy('Other', { grant: block })],
    }),
    'the address range is not trusted': [
      given([policy('Outside', { conditions: outside('loc-cafe'), grant: block })], cafe),
      { why: /names no country and no trusted address range/ },
    ],
    'the location is gone': given([policy('Outside', { conditions: outside('loc-gone'), grant: block })], home),
    'report-only, seen without the list': [
      tenant({
        conditionalAccessPolicies: [
          policy('Abroad', { state: 'enabledForReportingButNotEnforced', conditions: outside('loc-us'), grant: block }),
        ],
      }),
      { wouldPassIf: /^Policy "Abroad" is switched from report-only to on\.$/ },
    ],
    'Exchange only': given(
      [
        policy('Abroad', {
          applications: { includeApplications: ['Office365'] },
          conditions: outside('loc-us'),
          grant: block,
        }),
      ],
      home,
    ),
    'an undeclared group left out': given(
      [policy('Abroad', { users: { excludeGroups: ['travelers'] }, conditions: outside('loc-us'), grant: block })],
      home,
    ),
  },
  unknown: {
    'the location cannot be looked up': [
      tenant({ conditionalAccessPolicies: [policy('Abroad', { conditions: outside('loc-us'), grant: block })] }),
      { why: /named locations were not read/ },
    ],
  },
});
