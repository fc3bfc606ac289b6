import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { externalAccessLimited } from './external-access-limited.ts';

const settings = (allowFederatedUsers: boolean | string, allowedDomains?: unknown) => ({
  federationConfiguration: [{ identity: 'Global', allowFederatedUsers, allowedDomains }],
});

testControl(externalAccessLimited, {
  pass: {
    'external access is off': [
      tenant(settings(false, [])),
      { resources: ['Global'], policies: { 'MS.TEAMS.2.1v2': 'pass' } },
    ],
    'off needs no allow list in the source': tenant({
      federationConfiguration: { Identity: 'Global', AllowFederatedUsers: 'False' },
    }),
    'one allowed domain, as PowerShell serializes it': [
      tenant(settings(true, { AllowedDomain: 'Domain=lab.example.com' })),
      { why: /only the domains on the allow list/ },
    ],
    'a list of allowed domains': tenant(settings(true, ['lab.example.com', { Domain: 'payer.example.com' }])),
    'several domains in one text': tenant(settings(true, 'Domain=lab.example.com,Domain=payer.example.com')),
  },
  fail: {
    'on with an empty allow list': [
      tenant(settings(true, [])),
      { resources: ['Global'], wouldPassIf: /named outside domains/, policies: { 'MS.TEAMS.2.1v2': 'fail' } },
    ],
    'the allow list is null, so not set': tenant(settings(true, null)),
    'all known domains are no list': tenant(settings(true, { AllowAllKnownDomains: {} })),
    'the words AllowAllKnownDomains are no list': tenant(settings(true, 'AllowAllKnownDomains')),
    'an object without domains': tenant(settings(true, {})),
    'one open configuration among two': [
      tenant({
        federationConfiguration: [
          { identity: 'Global', allowFederatedUsers: false, allowedDomains: [] },
          { identity: 'Tag:Branch', allowFederatedUsers: true, allowedDomains: [] },
        ],
      }),
      { resources: ['Tag:Branch'] },
    ],
    'with declared partners the change limits instead of closing': tenant(settings(true, []), {
      organization: {
        approvedDomains: ['lab.example.com'],
        partners: [{ domain: 'payer.example.com', tls: true }],
      },
    }),
  },
  unknown: {
    'on, and the source holds no allow list': tenant({
      federationConfiguration: [{ identity: 'Global', allowFederatedUsers: true }],
    }),
    'the switch has no value': tenant({
      federationConfiguration: [{ identity: 'Global', allowFederatedUsers: null, allowedDomains: [] }],
    }),
  },
});
