import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { defaultLinkNarrow } from './default-link-narrow.ts';

const policy = 'MS.SHAREPOINT.2.1v1';
const spo = (DefaultSharingLinkType: unknown, sites?: unknown, given = {}) =>
  tenant({ sharepointTenant: { DefaultSharingLinkType }, ...(sites !== undefined && { sites }) }, given);
const site = (name: string, DefaultSharingLinkType: number) => ({
  Url: `https://larkmeadow.sharepoint.example.com/sites/${name}`,
  DefaultSharingLinkType,
});
const declaring = (...sites: string[]) => ({
  organization: { exclusions: { 'sharepoint.default-link-narrow': { sites, reason: 'Public forms' } } },
});

testControl(defaultLinkNarrow, {
  pass: {
    'specific people': [spo(1), { policies: { [policy]: 'pass' } }],
    'S0-41: people in the organization, which SCuBA does not accept': [spo(2), { policies: { [policy]: 'fail' } }],
    'by name': spo('Direct'),
    'sites that follow the tenant': spo(1, [site('clinic', 0), site('billing', 2)]),
    'a declared site may be wider': spo(
      1,
      [site('forms', 3)],
      declaring('https://larkmeadow.sharepoint.example.com/sites/Forms/'),
    ),
    'newer settings that are not set': tenant({
      sharepointTenant: { DefaultSharingLinkType: 1, CoreDefaultShareLinkScope: -1, OneDriveDefaultShareLinkScope: -1 },
    }),
  },
  fail: {
    Anyone: [spo(3), { policies: { [policy]: 'fail' }, resources: ['Default sharing link'] }],
    'not set means the widest': spo(0),
    'a site override beats the tenant default': [
      spo(1, [site('clinic', 0), site('forms', 3)]),
      {
        resources: ['https://larkmeadow.sharepoint.example.com/sites/forms'],
        policies: { [policy]: 'pass' },
        why: /1 of 2 sites/,
      },
    ],
    'the setting of one service beats the tenant default': [
      tenant({ sharepointTenant: { DefaultSharingLinkType: 1, OneDriveDefaultShareLinkScope: 0 } }),
      { resources: ['Default link in OneDrive'], policies: { [policy]: 'pass' } },
    ],
    'a stricter baseline wants named people': spo(2, undefined, { parameters: { namedPeopleOnly: true } }),
  },
  unknown: { 'null is no answer': spo(null) },
});
