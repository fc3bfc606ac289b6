import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { labelRightsLimited } from './label-rights-limited.ts';

const rights = (...identities: string[]) => identities.map((Identity) => ({ Identity, Rights: 'VIEW,EDIT' }));
const domains = [{ id: 'larkmeadow.example.com', isVerified: true }];
const given = (identities: readonly string[] | undefined, more: Parameters<typeof tenant>[1] = {}) =>
  tenant(
    {
      labels: [
        {
          name: 'PHI',
          encryptionEnabled: identities !== undefined,
          encryptionRightsDefinitions: rights(...(identities ?? [])),
        },
      ],
      domains,
    },
    more,
  );
const { domain: _domain, ...nameless } = given([]).snapshot.tenant;
const unread = tenant({
  labels: [{ name: 'PHI', encryptionEnabled: true, encryptionRightsDefinitions: rights('larkmeadow.example.com') }],
});
const withoutDomain = { ...unread, snapshot: { ...unread.snapshot, tenant: nameless } };
const clinical = '11111111-1111-4111-8111-111111111111';

testControl(labelRightsLimited, {
  pass: {
    'S0-64: the own domain': [given(['LarkMeadow.example.com']), { resources: ['PHI'] }],
    'S0-64: a role group and a partner that are declared': given(
      ['larkmeadow.example.com', clinical, 'lab.example.com'],
      {
        organization: {
          roleGroups: { clinical: [clinical] },
          partners: [{ domain: 'lab.example.com', tls: true }],
        },
      },
    ),
    'the sender chooses': tenant({
      labels: [{ name: 'PHI', encryptionEnabled: true, encryptionProtectionType: 'UserDefined' }],
      domains,
    }),
  },
  fail: {
    'S0-64: a partner whom nobody declared': [
      given(['larkmeadow.example.com', 'oldlab.example.net']),
      { why: /oldlab\.example\.net/, wouldPassIf: /partners/ },
    ],
    'S0-64: a group that is in no role': given(['larkmeadow.example.com', 'temps@larkmeadow.example.com']),
    'anybody with an account': given(['AuthenticatedUsers']),
    'a subdomain is not the domain': given(['old.larkmeadow.example.com']),
  },
  'not-applicable': {
    'no label for PHI': tenant({ labels: [{ name: 'General', encryptionEnabled: true }], domains }),
    'it does not encrypt': given(undefined),
  },
  unknown: {
    'it encrypts, and for whom was not read': tenant({ labels: [{ name: 'PHI', encryptionEnabled: true }], domains }),
    'an empty list of rights is one that was not read': given([]),
    'rights were not collected': tenant({ labels: [{ name: 'PHI' }], domains }),
    'whose domains these are is not known': withoutDomain,
  },
});
