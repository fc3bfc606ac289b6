import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { guestDomainsRestricted } from './guest-domains-restricted.ts';

const inbound = (usersType: string, userTarget: string, appsType = 'allowed') => ({
  crossTenantAccessPolicy: {
    b2bCollaborationInbound: {
      usersAndGroups: { accessType: usersType, targets: [{ target: userTarget, targetType: 'user' }] },
      applications: { accessType: appsType, targets: [{ target: 'AllApplications', targetType: 'application' }] },
    },
  },
});
const legacy = (lists: object) => ({
  legacyPolicies: [
    { id: '1', displayName: 'TokenIssuance', type: 'TokenIssuancePolicy', definition: ['{}'] },
    {
      id: '2',
      displayName: 'B2BManagementPolicy',
      type: 'B2BManagementPolicy',
      definition: [JSON.stringify({ B2BManagementPolicy: { InvitationsAllowedAndBlockedDomainsPolicy: lists } })],
    },
  ],
});
const open = inbound('allowed', 'AllUsers');

testControl(guestDomainsRestricted, {
  pass: {
    'a list of allowed domains': [
      tenant({ ...legacy({ AllowedDomains: ['lab.example.com'] }), ...open }),
      { resources: ['Collaboration restrictions', 'Default cross-tenant access settings'] },
    ],
    'the list alone was read': tenant(legacy({ AllowedDomains: ['lab.example.com'] })),
    'inbound collaboration is blocked for all users': tenant(inbound('blocked', 'AllUsers')),
    'blocked for all applications': tenant(inbound('allowed', 'AllUsers', 'blocked')),
  },
  fail: {
    'S0-21: open everywhere, as Microsoft delivers it': [
      tenant({ legacyPolicies: [], ...open }),
      { resources: ['Collaboration restrictions', 'Default cross-tenant access settings'] },
    ],
    'a list of blocked domains lets all others in': tenant({
      ...legacy({ BlockedDomains: ['bad.example.net'] }),
      ...open,
    }),
    'blocked for one group only': tenant({
      ...legacy({}),
      ...inbound('blocked', '8f0c1d2e-1111-4222-8333-444455556666'),
    }),
    'a definition that is no JSON holds no list': tenant({
      legacyPolicies: [{ id: '2', type: 'B2BManagementPolicy', definition: ['<policy/>'] }],
      ...open,
    }),
  },
  unknown: {
    'only the cross-tenant settings were read, and they are open': tenant(open),
    'only the legacy policies were read, without a list': tenant(legacy({ AllowedDomains: [] })),
    'the cross-tenant settings hold nothing about collaboration': tenant({
      legacyPolicies: [],
      crossTenantAccessPolicy: { isServiceDefault: true },
    }),
  },
});
