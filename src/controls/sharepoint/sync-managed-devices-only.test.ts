import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { syncManagedDevicesOnly } from './sync-managed-devices-only.ts';

const domain = '00000000-0000-4000-8000-0000000000d1';
const breakGlass = '00000000-0000-4000-8000-0000000000b1';
const spo = (restricted: unknown, domains: unknown = { results: [] }) => ({
  sharepointTenant: { IsUnmanagedSyncClientForTenantRestricted: restricted, AllowedDomainListForSyncClient: domains },
});
const policy = (conditions = {}, grantControls = {}, state = 'enabled') => ({
  Id: '00000000-0000-4000-8000-0000000000c1',
  DisplayName: 'Managed devices for files',
  State: state,
  Conditions: {
    Users: { IncludeUsers: ['All'] },
    Applications: { IncludeApplications: ['Office365'] },
    ClientAppTypes: ['all'],
    ...conditions,
  },
  GrantControls: { Operator: 'OR', BuiltInControls: ['compliantDevice', 'domainJoinedDevice'], ...grantControls },
});
const withPolicy = (given: object, organization = {}) =>
  tenant({ ...spo(false), conditionalAccessPolicies: [given] }, { organization });

testControl(syncManagedDevicesOnly, {
  pass: {
    'S0-69: on, with a domain': [
      tenant(spo(true, { results: [domain] })),
      { resources: ['Sync limited to joined computers'], why: /1 named domains/ },
    ],
    'Graph alone answers': tenant({
      sharepointSettings: { isUnmanagedSyncAppForTenantRestricted: true, allowedDomainGuidsForSyncApp: [domain] },
    }),
    'S3-16: a policy demands a managed device': [withPolicy(policy()), { resources: ['Managed devices for files'] }],
    'for the SharePoint app itself, with MFA on top': withPolicy(
      policy(
        { Applications: { IncludeApplications: ['00000003-0000-0ff1-ce00-000000000000'] } },
        { Operator: 'AND', BuiltInControls: ['mfa', 'compliantDevice'] },
      ),
    ),
    'the break-glass account is a declared exclusion': withPolicy(
      policy({ Users: { IncludeUsers: ['All'], ExcludeUsers: [breakGlass.toUpperCase()] } }),
      { breakGlass: [breakGlass] },
    ),
    'a policy answers even when SharePoint was not read': tenant({ conditionalAccessPolicies: [policy()] }),
  },
  fail: {
    'off, no policy, cured by the domains already listed': [
      tenant({ ...spo(false, { results: [domain] }), conditionalAccessPolicies: [] }),
      { resources: ['Sync limited to joined computers'] },
    ],
    'off, no domain known: no change is offered': tenant({ ...spo(false), conditionalAccessPolicies: [] }),
    'Graph alone, cured through Graph': tenant({
      sharepointSettings: { isUnmanagedSyncAppForTenantRestricted: false, allowedDomainGuidsForSyncApp: [domain] },
      conditionalAccessPolicies: [],
    }),
    'a policy that also accepts MFA does not count': withPolicy(
      policy({}, { BuiltInControls: ['mfa', 'compliantDevice'] }),
    ),
    'report-only is not enforced': withPolicy(policy({}, {}, 'enabledForReportingButNotEnforced')),
    'narrowed to one platform': withPolicy(policy({ Platforms: { IncludePlatforms: ['windows'] } })),
    'narrowed by a device filter': withPolicy(
      policy({ Devices: { DeviceFilter: { Mode: 'exclude', Rule: 'device.trustType -eq "Workplace"' } } }),
    ),
    'only for browsers, and sync is no browser': withPolicy(policy({ ClientAppTypes: ['browser'] })),
    'trusted locations are left out': withPolicy(
      policy({ Locations: { IncludeLocations: ['All'], ExcludeLocations: ['AllTrusted'] } }),
    ),
    'an undeclared exclusion': withPolicy(policy({ Users: { IncludeUsers: ['All'], ExcludeUsers: [breakGlass] } })),
    'SharePoint is left out of all apps': withPolicy(
      policy({ Applications: { IncludeApplications: ['All'], ExcludeApplications: ['Office365'] } }),
    ),
  },
  partial: { 'on, but without a domain': tenant(spo(true)) },
  unknown: {
    'off, and Conditional Access was not read': [tenant(spo(false)), { why: /were not read/ }],
    'on, and the domains were not collected': tenant({
      sharepointTenant: { IsUnmanagedSyncClientForTenantRestricted: true },
    }),
    'null is no answer': tenant({ ...spo(null), conditionalAccessPolicies: [] }),
  },
});
