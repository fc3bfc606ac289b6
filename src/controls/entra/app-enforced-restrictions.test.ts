import { policy } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { appEnforcedRestrictions } from './app-enforced-restrictions.ts';

const session = { applicationEnforcedRestrictions: { isEnabled: true } };
const office = { includeApplications: ['Office365'] };
const only = (...conditionalAccessPolicies: unknown[]) => tenant({ conditionalAccessPolicies });
const limiting = (...conditionalAccessPolicies: unknown[]) =>
  tenant({ conditionalAccessPolicies, sharepointTenant: { conditionalAccessPolicy: 1 } });
const cloudApps = (cloudAppSecurityType: string) =>
  policy('Proxy', { applications: office, session: { cloudAppSecurity: { isEnabled: true, cloudAppSecurityType } } });

testControl(appEnforcedRestrictions, {
  pass: {
    'S0-53: Office 365, SharePoint limits unmanaged devices': [
      tenant({
        conditionalAccessPolicies: [policy('Limit', { applications: office, session })],
        sharepointTenant: { conditionalAccessPolicy: 'AllowLimitedAccess' },
      }),
      { resources: ['Limit'] },
    ],
    'in browsers, on unmanaged devices': limiting(
      policy('Limit', {
        applications: office,
        conditions: {
          clientAppTypes: ['browser'],
          devices: { deviceFilter: { mode: 'exclude', rule: 'device.trustType -eq "ServerAD"' } },
        },
        session,
      }),
    ),
    'Exchange and SharePoint by their ids': limiting(
      policy('Limit', {
        applications: {
          includeApplications: ['00000002-0000-0ff1-ce00-000000000000', '00000003-0000-0ff1-ce00-000000000000'],
        },
        session,
      }),
    ),
  },
  partial: {
    'SharePoint gives unmanaged devices full access all the same': [
      tenant({
        conditionalAccessPolicies: [policy('Limit', { applications: office, session })],
        sharepointTenant: { conditionalAccessPolicy: 0 },
      }),
      { resources: ['SharePoint'] },
    ],
  },
  fail: {
    'S0-53: no policy': [only(), { resources: ['Conditional Access'] }],
    'no policy, and SharePoint gives full access': tenant({
      conditionalAccessPolicies: [],
      sharepointTenant: { conditionalAccessPolicy: 0 },
    }),
    'SharePoint only': only(
      policy('Limit', { applications: { includeApplications: ['00000003-0000-0ff1-ce00-000000000000'] }, session }),
    ),
    'mobile apps only': only(
      policy('Limit', {
        applications: office,
        conditions: { clientAppTypes: ['mobileAppsAndDesktopClients'] },
        session,
      }),
    ),
    'devices filtered by name': [
      only(
        policy('Limit', {
          applications: office,
          conditions: { devices: { deviceFilter: { mode: 'include', rule: 'device.displayName -startsWith "PC"' } } },
          session,
        }),
      ),
      { why: /applies only to devices where/ },
    ],
    'the proxy only watches': only(cloudApps('monitorOnly')),
  },
  'not-applicable': {
    'Defender for Cloud Apps blocks downloads instead': only(cloudApps('blockDownloads')),
  },
  unknown: {
    'whether SharePoint follows was not read': [
      only(policy('Limit', { applications: office, session })),
      { resources: ['Limit'], wouldPassIf: /SharePoint/ },
    ],
    'SharePoint was read without that setting': tenant({
      conditionalAccessPolicies: [policy('Limit', { applications: office, session })],
      sharepointTenant: { sharingCapability: 0 },
    }),
  },
});
