import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { phiSitesNotSharedOutside } from './phi-sites-not-shared-outside.ts';

const host = 'https://larkmeadow.sharepoint.example.com/sites';
const [charts, billing] = [`${host}/charts`, `${host}/billing`];
const site = (url: string, SharingCapability: unknown) => ({ Url: url, SharingCapability });
const clinic = (sites: unknown, phi: string[], tenantLevel?: number, exclusions = {}) =>
  tenant(
    { sites, ...(tenantLevel !== undefined && { sharepointTenant: { SharingCapability: tenantLevel } }) },
    { organization: { phi: { sites: phi, mailboxes: [], groups: [], labels: [] }, exclusions } },
  );
const declaring = (...sites: string[]) => ({
  'sharepoint.phi-sites-not-shared-outside': { sites, reason: 'Joint practice' },
});

testControl(phiSitesNotSharedOutside, {
  pass: {
    'S0-47: off on the PHI site, on elsewhere': [
      clinic([site(charts, 0), site(billing, 2)], [`${charts.toUpperCase()}/`]),
      { resources: [charts] },
    ],
    'the tenant shares nothing, sites not even read': tenant({ sharepointSettings: { sharingCapability: 'disabled' } }),
    'the tenant shares nothing, whatever the site says': clinic([site(charts, 2)], [charts], 0),
    'a declared site may have guests': clinic([site(charts, 1)], [charts], 1, declaring(`${charts}/`)),
  },
  fail: {
    'S0-47: a PHI site at new and existing guests': [
      clinic([site(charts, 1), site(billing, 0)], [charts, billing]),
      { resources: [charts], why: /1 of 2 PHI sites/ },
    ],
    'S0-40: a PHI site with Anyone links cannot be declared': [
      clinic([site(charts, 2)], [charts], 2, declaring(charts)),
      { resources: [charts] },
    ],
    'a declared address that is not among the sites: no change is offered': [
      clinic([site(charts, 2)], [charts, `${host}/gone`]),
      { resources: [charts], why: /gone/ },
    ],
    'a PHI site open to new guests where OneDrive and SharePoint share': tenant(
      {
        sites: [site(charts, 0), site(billing, 1)],
        sharepointTenant: { SharingCapability: 1, ODBSharingCapability: 1 },
      },
      { organization: { phi: { sites: [billing], mailboxes: [], groups: [], labels: [] } } },
    ),
  },
  partial: {
    'existing guests only': [clinic([site(charts, 3)], [charts]), { resources: [charts] }],
    'the tenant holds a looser site back to existing guests': clinic([site(charts, 2)], [charts], 3),
  },
  unknown: {
    'no PHI site is declared': [clinic([site(charts, 2)], []), { wouldPassIf: /declare the PHI sites/ }],
    'the declared site is not among the sites': clinic([site(billing, 0)], [charts]),
    'the level of the site was not collected': clinic([{ Url: charts }], [charts]),
    'sites were not read': tenant({ sharepointTenant: { SharingCapability: 1 } }),
  },
});
