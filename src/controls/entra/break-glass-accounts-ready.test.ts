import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { breakGlassAccountsReady } from './break-glass-accounts-ready.ts';

const one = 'aaaaaaaa-0000-4000-8000-000000000001';
const two = 'bbbbbbbb-0000-4000-8000-000000000002';
const both = { organization: { breakGlass: [one, 'bg2@clinic.example.com'] } };
const fido = '#microsoft.graph.fido2AuthenticationMethod';
const account = (id: string, more: object = {}) => ({
  id,
  userPrincipalName: id === one ? 'bg1@clinic.example.com' : 'bg2@clinic.example.com',
  accountEnabled: true,
  onPremisesImmutableId: null,
  groupIds: [],
  methods: [{ '@odata.type': '#microsoft.graph.passwordAuthenticationMethod' }, { '@odata.type': fido }],
  ...more,
});
const active = (principalId: string, endDateTime: string | null = null) => ({
  principalId,
  endDateTime,
  startDateTime: null,
  directoryScopeId: '/',
});
const roles = (...assignments: object[]) => [{ displayName: 'Global Administrator', assignments }];
const ready = {
  privilegedUsers: [one, two].map((id) => ({ id, roles: ['Global Administrator'], onPremisesImmutableId: null })),
  privilegedRoles: roles(active(one), active(two)),
  emergencyAccounts: [account(one), account(two)],
};

testControl(breakGlassAccountsReady, {
  pass: {
    'S3-27: two, declared by id and by name': [
      tenant(ready, both),
      { resources: ['bg1@clinic.example.com', 'bg2@clinic.example.com'] },
    ],
    'without P2 every assignment is permanent': tenant(
      {
        ...ready,
        privilegedRoles: [{ displayName: 'Global Administrator' }],
        servicePlans: [{ servicePlanName: 'AAD_PREMIUM' }],
      },
      both,
    ),
    'a certificate does': tenant(
      {
        ...ready,
        emergencyAccounts: [
          account(one),
          account(two, { methods: [{ '@odata.type': '#microsoft.graph.x509CertificateAuthenticationMethod' }] }),
        ],
      },
      both,
    ),
  },
  partial: {
    'S3-27: one is accepted in a weaker form': [
      tenant(ready, { organization: { breakGlass: [one] } }),
      { resources: ['bg1@clinic.example.com'], wouldPassIf: /second/ },
    ],
    'one, and its methods were not read': [
      tenant(
        {
          privilegedUsers: ready.privilegedUsers,
          privilegedRoles: ready.privilegedRoles,
          users: [
            { id: one, accountEnabled: true, onPremisesImmutableId: null, userPrincipalName: 'bg1@clinic.example.com' },
          ],
        },
        { organization: { breakGlass: [one] } },
      ),
      { why: /Not read: its sign-in methods/ },
    ],
  },
  fail: {
    'S3-27: none declared': [
      tenant(ready),
      { resources: ['Emergency access accounts'], wouldPassIf: /You declare two/ },
    ],
    'no FIDO2 key': [
      tenant(
        {
          ...ready,
          emergencyAccounts: [
            account(one),
            account(two, { methods: [{ '@odata.type': '#microsoft.graph.phoneAuthenticationMethod' }] }),
          ],
        },
        both,
      ),
      { resources: ['bg2@clinic.example.com'], why: /no FIDO2 key or certificate/ },
    ],
    synchronized: tenant(
      { ...ready, emergencyAccounts: [account(one, { onPremisesImmutableId: 'x==' }), account(two)] },
      both,
    ),
    'blocked from sign-in': tenant(
      { ...ready, emergencyAccounts: [account(one, { accountEnabled: false }), account(two)] },
      both,
    ),
    'only eligible': [
      tenant({ ...ready, privilegedRoles: roles(active(one)) }, both),
      { resources: ['bg2@clinic.example.com'] },
    ],
    'active until a date': tenant(
      { ...ready, privilegedRoles: roles(active(one), active(two, '2026-12-31T00:00:00Z')) },
      both,
    ),
    'no such user': [
      tenant(
        {
          ...ready,
          emergencyAccounts: [account(one)],
          users: [{ id: one, userPrincipalName: 'bg1@clinic.example.com' }],
        },
        both,
      ),
      { resources: ['bg2@clinic.example.com'], why: /not among the users/ },
    ],
  },
  unknown: {
    'methods were not read': [
      tenant({ privilegedUsers: ready.privilegedUsers, privilegedRoles: ready.privilegedRoles }, both),
      { why: /Not read/ },
    ],
    'P2 and no list of assignments': tenant(
      {
        ...ready,
        privilegedRoles: [{ displayName: 'Global Administrator' }],
        servicePlans: [{ servicePlanName: 'AAD_PREMIUM_P2' }],
      },
      both,
    ),
  },
});
