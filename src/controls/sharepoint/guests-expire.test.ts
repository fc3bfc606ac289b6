import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { guestsExpire } from './guests-expire.ts';

const spo = (ExternalUserExpirationRequired: unknown, ExternalUserExpireInDays: unknown, sites?: unknown, given = {}) =>
  tenant(
    {
      sharepointTenant: { ExternalUserExpirationRequired, ExternalUserExpireInDays },
      ...(sites !== undefined && { sites }),
    },
    given,
  );
const url = 'https://larkmeadow.sharepoint.example.com/sites/lab';
const site = (own: boolean, days: number) => ({
  Url: url,
  OverrideTenantExternalUserExpirationPolicy: own,
  ExternalUserExpirationInDays: days,
});

testControl(guestsExpire, {
  pass: {
    '30 days': spo(true, 30),
    'a site that is stricter, one that follows': spo(true, 30, [site(true, 10), site(false, 0)]),
    'a declared site keeps guests longer': spo(true, 30, [site(true, 365)], {
      organization: { exclusions: { 'sharepoint.guests-expire': { sites: [url], reason: 'Joint study' } } },
    }),
  },
  fail: {
    'S0-44: 100 days': [spo(true, 100), { resources: ['Guest access ends'], why: /100 days/ }],
    'not required': [spo(false, 30), { why: /never/ }],
    'zero days is never': spo(true, 0),
    '31 days': spo(true, 31),
    'a baseline of 10 days': spo(true, 30, undefined, { parameters: { days: 10 } }),
  },
  partial: { 'a site without end': [spo(true, 30, [site(true, 0)]), { resources: [url] }] },
  unknown: { 'the days are missing': spo(true, null), 'null is no answer': spo(null, 30) },
});
