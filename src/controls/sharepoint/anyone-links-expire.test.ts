import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { anyoneLinksExpire } from './anyone-links-expire.ts';

const policy = 'MS.SHAREPOINT.3.1v1';
const spo = (SharingCapability: number, RequireAnonymousLinksExpireInDays: unknown, sites?: unknown) =>
  tenant({
    sharepointTenant: { SharingCapability, RequireAnonymousLinksExpireInDays },
    ...(sites !== undefined && { sites }),
  });
const site = (own: boolean, days: number, SharingCapability = 2) => ({
  Url: 'https://larkmeadow.sharepoint.example.com/sites/forms',
  SharingCapability,
  OverrideTenantAnonymousLinkExpirationPolicy: own,
  AnonymousLinkExpirationInDays: days,
});

testControl(anyoneLinksExpire, {
  pass: {
    'a week': [spo(2, 7), { policies: { [policy]: 'pass' } }],
    'one day': spo(2, 1),
    'sites that follow, are stricter, or have no Anyone links': spo(2, 7, [
      site(false, 0),
      site(true, 3),
      site(true, 0, 1),
    ]),
  },
  partial: {
    'eight days: SCuBA accepts them': [spo(2, 8), { policies: { [policy]: 'pass' }, why: /later than 7/ }],
    'thirty days: the last that SCuBA accepts': [spo(2, 30), { policies: { [policy]: 'pass' } }],
  },
  fail: {
    'S0-44: never (-1)': [
      spo(2, -1),
      { policies: { [policy]: 'fail' }, resources: ['Life of Anyone links'], why: /never end/ },
    ],
    'zero is never': [spo(2, 0), { policies: { [policy]: 'fail' } }],
    '31 days': [spo(2, 31), { policies: { [policy]: 'fail' } }],
    'a site whose links never end': [
      spo(2, 7, site(true, 0)),
      { resources: ['https://larkmeadow.sharepoint.example.com/sites/forms'], policies: { [policy]: 'pass' } },
    ],
  },
  'not-applicable': {
    'no sharing': [spo(0, -1), { policies: { [policy]: 'not-applicable' } }],
    'guests only': spo(1, -1),
    'existing guests only': spo(3, 90),
    'by Graph alone': tenant({ sharepointSettings: { sharingCapability: 'externalUserSharingOnly' } }),
  },
  unknown: {
    'Graph says Anyone and has no days': tenant({
      sharepointSettings: { sharingCapability: 'externalUserAndGuestSharing' },
    }),
    'a tenant record that lacks its field': tenant({ sharepointTenant: { SharingCapability: 0 } }),
    'null is no answer': spo(2, null),
  },
});
