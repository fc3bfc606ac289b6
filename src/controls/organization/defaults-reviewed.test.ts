import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { defaultsReviewed } from './defaults-reviewed.ts';

/** A tenant on the day it is made, and the same after somebody has been through it. */
const fresh = {
  sharepointTenant: {
    SharingCapability: 2,
    ODBSharingCapability: 2,
    DefaultSharingLinkType: 3,
    DefaultLinkPermission: 2,
    RequireAnonymousLinksExpireInDays: -1,
    FileAnonymousLinkType: 2,
    FolderAnonymousLinkType: 2,
    ConditionalAccessPolicy: 0,
    ExternalUserExpirationRequired: false,
    PreventExternalUsersFromResharing: false,
    EmailAttestationRequired: false,
    IsUnmanagedSyncClientForTenantRestricted: false,
    OrphanedPersonalSitesRetentionPeriod: 30,
    EnableAIPIntegration: false,
    DisallowInfectedFileDownload: false,
    CoreOrganizationSharingLinkMaxExpirationInDays: 0,
  },
  sharepointSettings: { idleSessionSignOut: null },
  authorizationPolicy: [
    {
      allowInvitesFrom: 'everyone',
      defaultUserRolePermissions: {
        allowedToCreateApps: true,
        permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.microsoft-user-default-recommended'],
      },
    },
  ],
  adminConsentRequestPolicy: { isEnabled: false },
  deviceManagementSettings: { secureByDefault: false },
  remoteDomains: [{ domainName: '*', autoForwardEnabled: true }],
  organizationConfig: { customerLockboxEnabled: false, rejectDirectSend: false },
  externalInOutlook: { enabled: false },
  owaMailboxPolicies: [{ isDefault: true, additionalStorageProvidersAvailable: true, conditionalAccessPolicy: 'Off' }],
  casMailboxPlans: [
    { imapEnabled: true, popEnabled: false },
    { imapEnabled: false, popEnabled: true },
  ],
  federationConfiguration: [
    {
      identity: 'Global',
      allowTeamsConsumer: true,
      allowTeamsConsumerInbound: true,
      allowFederatedUsers: true,
      allowedDomains: { AllowAllKnownDomains: {} },
    },
  ],
  clientConfiguration: [
    {
      identity: 'Global',
      allowEmailIntoChannel: true,
      allowDropBox: true,
      allowBox: true,
      allowGoogleDrive: true,
      allowShareFile: true,
      allowEgnyte: true,
    },
  ],
  appPermissionPolicies: [{ identity: 'Global', globalCatalogAppsType: 'BlockedAppList' }],
  activityBasedTimeoutPolicies: [],
  sharingPolicies: [
    {
      default: true,
      enabled: true,
      domains: ['Anonymous:CalendarSharingFreeBusyReviewer', '*:CalendarSharingFreeBusySimple'],
    },
  ],
};
const reviewed = {
  sharepointTenant: {
    SharingCapability: 3,
    ODBSharingCapability: 0,
    DefaultSharingLinkType: 1,
    DefaultLinkPermission: 1,
    RequireAnonymousLinksExpireInDays: -1,
    FileAnonymousLinkType: 2,
    FolderAnonymousLinkType: 2,
    ConditionalAccessPolicy: 1,
    ExternalUserExpirationRequired: true,
    PreventExternalUsersFromResharing: true,
    EmailAttestationRequired: true,
    IsUnmanagedSyncClientForTenantRestricted: true,
    OrphanedPersonalSitesRetentionPeriod: 365,
    EnableAIPIntegration: true,
    DisallowInfectedFileDownload: true,
    CoreOrganizationSharingLinkMaxExpirationInDays: 90,
  },
  sharepointSettings: { idleSessionSignOut: { isEnabled: true, signOutAfterInSeconds: 3600 } },
  authorizationPolicy: [
    {
      allowInvitesFrom: 'adminsAndGuestInviters',
      permissionGrantPolicyIdsAssignedToDefaultUserRole: ['ManagePermissionGrantsForSelf.microsoft-user-default-low'],
      defaultUserRolePermissions: { allowedToCreateApps: false },
    },
  ],
  adminConsentRequestPolicy: { isEnabled: true },
  deviceManagementSettings: { secureByDefault: true },
  remoteDomains: [
    { domainName: 'lab.example.com', autoForwardEnabled: true },
    { domainName: '*', autoForwardEnabled: false },
  ],
  organizationConfig: { customerLockboxEnabled: true, rejectDirectSend: true },
  externalInOutlook: { enabled: true },
  owaMailboxPolicies: [
    { isDefault: true, additionalStorageProvidersAvailable: false, conditionalAccessPolicy: 'ReadOnly' },
  ],
  casMailboxPlans: [{ imapEnabled: false, popEnabled: false }],
  federationConfiguration: [
    {
      identity: 'Global',
      allowTeamsConsumer: false,
      allowTeamsConsumerInbound: false,
      allowFederatedUsers: true,
      allowedDomains: { AllowedDomain: 'Domain=lab.example.com' },
    },
  ],
  clientConfiguration: [
    {
      identity: 'Global',
      allowEmailIntoChannel: false,
      allowDropBox: false,
      allowBox: false,
      allowGoogleDrive: false,
      allowShareFile: false,
      allowEgnyte: false,
    },
  ],
  appPermissionPolicies: [{ identity: 'Global', globalCatalogAppsType: 'AllowedAppList' }],
  activityBasedTimeoutPolicies: [{ id: 'timeout', displayName: 'One hour' }],
  sharingPolicies: [{ default: true, enabled: true, domains: ['lab.example.com:CalendarSharingFreeBusySimple'] }],
};
const declaring = (...policies: string[]) => ({
  organization: { exclusions: { 'organization.defaults-reviewed': { policies, reason: 'Kept on purpose' } } },
});

testControl(defaultsReviewed, {
  pass: {
    'every setting was moved': [tenant(reviewed), { resources: [], why: /None of 39/ }],
    'one is kept on purpose and declared': tenant(
      { ...reviewed, externalInOutlook: { enabled: false } },
      declaring('externalInOutlook.Enabled'),
    ),
  },
  fail: {
    'S0-21: a fresh tenant lists its default-valued settings': [
      tenant(fresh),
      {
        why: /All 42 settings/,
        wouldPassIf: /SharePoint sharing/,
      },
    ],
    'of one section only, what was not read is said': [
      tenant({ adminConsentRequestPolicy: { isEnabled: false } }),
      { resources: ['Requests for admin consent'], why: /not read/ },
    ],
  },
  partial: {
    'S0-21: two settings remain, each a named resource': [
      tenant({
        ...reviewed,
        organizationConfig: { customerLockboxEnabled: true, rejectDirectSend: false },
        clientConfiguration: [{ ...reviewed.clientConfiguration[0], allowBox: true }],
      }),
      { resources: ['Direct Send', 'Box in Teams'], why: /2 of 39/ },
    ],
    'one mailbox plan of two still allows IMAP': [
      tenant({ ...reviewed, casMailboxPlans: [...reviewed.casMailboxPlans, { imapEnabled: true, popEnabled: false }] }),
      { resources: ['IMAP for new mailboxes'] },
    ],
    'Graph answers for SharePoint when its own API was not read': [
      tenant({
        sharepointSettings: {
          sharingCapability: 'externalUserAndGuestSharing',
          isResharingByExternalUsersEnabled: false,
          idleSessionSignOut: { isEnabled: true },
        },
      }),
      { resources: ['SharePoint sharing'] },
    ],
  },
  unknown: {
    'all that was read was moved, but not all was read': [
      tenant({ adminConsentRequestPolicy: { isEnabled: true } }),
      { why: /not read/ },
    ],
    'sections without the fields': tenant({ clientConfiguration: [{ identity: 'Global' }] }),
  },
});
