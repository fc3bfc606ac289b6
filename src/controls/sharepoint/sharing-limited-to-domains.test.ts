import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { sharingLimitedToDomains } from './sharing-limited-to-domains.ts';

const policy = 'MS.SHAREPOINT.1.3v1';
const partners = { organization: { approvedDomains: ['lab.example.com', 'billing.example.com'] } };
const spo = (SharingCapability: number, SharingDomainRestrictionMode: unknown, more = {}) => ({
  sharepointTenant: { SharingCapability, SharingDomainRestrictionMode, ...more },
});

testControl(sharingLimitedToDomains, {
  pass: {
    'an allow list': [
      tenant(spo(1, 1, { SharingAllowedDomainList: 'lab.example.com billing.example.com' })),
      { policies: { [policy]: 'pass' }, why: /2 allowed domains/ },
    ],
    'an allow list without its domains shown': tenant(spo(2, 'AllowList')),
    'Graph alone answers': tenant({
      sharepointSettings: {
        sharingCapability: 'existingExternalUserSharingOnly',
        sharingDomainRestrictionMode: 'allowList',
        sharingAllowedDomainList: ['lab.example.com'],
      },
    }),
  },
  fail: {
    'no restriction, cured by the approved domains': [
      tenant(spo(1, 0), partners),
      { policies: { [policy]: 'fail' }, resources: ['Sharing by domain'] },
    ],
    'no restriction and no approved domains: no change is offered': tenant(spo(3, 0)),
    'S0-42: a block list leaves every other domain open': [tenant(spo(3, 2)), { why: /every other domain/ }],
    'Graph alone, cured through Graph': tenant(
      { sharepointSettings: { sharingCapability: 'externalUserSharingOnly', sharingDomainRestrictionMode: 'none' } },
      partners,
    ),
  },
  partial: {
    'only chosen groups share, with any domain': [
      tenant(
        spo(1, 0, {
          GuestSharingGroupAllowListInTenantByGroupId: { results: ['00000000-0000-4000-8000-00000000000a'] },
        }),
      ),
      { policies: { [policy]: 'fail' }, why: /1 chosen groups/ },
    ],
  },
  'not-applicable': {
    'sharing is off': [tenant(spo(0, 0)), { policies: { [policy]: 'not-applicable' } }],
    'sharing is off, by Graph alone': tenant({ sharepointSettings: { sharingCapability: 'disabled' } }),
  },
  unknown: {
    'the mode was not collected': tenant({ sharepointTenant: { SharingCapability: 1 } }),
    'a tenant record that lacks its field gives no answer even when sharing is off': tenant({
      sharepointTenant: { SharingCapability: 0 },
    }),
    'the level was not collected': tenant({ sharepointTenant: { SharingDomainRestrictionMode: 1 } }),
  },
});
