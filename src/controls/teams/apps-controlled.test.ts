import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { appsControlled } from './apps-controlled.ts';

const settings = (microsoft: string, thirdParty: string, custom: string) => ({
  tenantAppSettings: [
    { settingName: 'DefaultApp', settingValue: microsoft },
    { settingName: 'GlobalApp', settingValue: thirdParty },
    { settingName: 'PrivateApp', settingValue: custom },
  ],
});
const policy = (identity: string, microsoft: string, thirdParty: string, custom: string) => ({
  identity,
  defaultCatalogAppsType: microsoft,
  globalCatalogAppsType: thirdParty,
  privateCatalogAppsType: custom,
});
const closed = policy('Global', 'AllowedAppList', 'AllowedAppList', 'AllowedAppList');
type Verdict = 'pass' | 'fail' | 'unknown';
const policies = (microsoft: Verdict, thirdParty: Verdict, custom: Verdict) => ({
  policies: { 'MS.TEAMS.5.1v2': microsoft, 'MS.TEAMS.5.2v2': thirdParty, 'MS.TEAMS.5.3v2': custom },
});

testControl(appsControlled, {
  pass: {
    'org-wide settings are None': [tenant(settings('None', 'None', 'None')), policies('pass', 'pass', 'pass')],
    'org-wide settings beat open permission policies': tenant({
      ...settings('None', 'None', 'None'),
      appPermissionPolicies: [policy('Global', 'BlockedAppList', 'BlockedAppList', 'BlockedAppList')],
    }),
    'settings were not read, permission policies allow only named apps': [
      tenant({ appPermissionPolicies: [closed] }),
      policies('pass', 'pass', 'pass'),
    ],
    'the reader signed in with a certificate, so the policies decide': tenant({
      tenantAppSettings: [{ CertificateBasedAuth: true }],
      appPermissionPolicies: [closed],
    }),
  },
  fail: {
    'org-wide settings are All although the policies look closed': [
      tenant({ ...settings('All', 'All', 'All'), appPermissionPolicies: [closed] }),
      {
        resources: [
          'Org-wide setting for Microsoft apps',
          'Org-wide setting for third-party apps',
          'Org-wide setting for custom apps',
        ],
        ...policies('fail', 'fail', 'fail'),
      },
    ],
    'only third-party apps are open': [tenant(settings('None', 'All', 'None')), policies('pass', 'fail', 'pass')],
    'settings were not read, one policy blocks only named apps': [
      tenant({
        appPermissionPolicies: [closed, policy('Tag:Clinic', 'AllowedAppList', 'BlockedAppList', 'AllowedAppList')],
      }),
      { resources: ['Clinic, third-party apps'], ...policies('pass', 'fail', 'pass') },
    ],
    'one setting was read, the policies decide on the others': [
      tenant({
        tenantAppSettings: [{ settingName: 'GlobalApp', settingValue: 'None' }],
        appPermissionPolicies: [policy('Global', 'BlockedAppList', 'BlockedAppList', 'AllowedAppList')],
      }),
      policies('fail', 'pass', 'pass'),
    ],
  },
  unknown: {
    'the org-wide setting lost its name or its value, and closed policies prove nothing': [
      tenant({
        tenantAppSettings: [
          { settingName: 'DefaultApp' },
          { settingName: 'GlobalApp', settingValue: 'None' },
          { settingValue: 'All' },
        ],
        appPermissionPolicies: [closed],
      }),
      policies('unknown', 'pass', 'unknown'),
    ],
    'the policies lack a catalog': [
      tenant({ appPermissionPolicies: [{ identity: 'Global', defaultCatalogAppsType: 'AllowedAppList' }] }),
      policies('pass', 'unknown', 'unknown'),
    ],
  },
});
