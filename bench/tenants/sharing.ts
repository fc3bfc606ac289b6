import type { SectionName } from '../../src/core/snapshot.ts';
import type { Dice } from './dice.ts';

/** SharePoint and Teams for the whole tenant. */
export function sharingSections(dice: Dice) {
  const on = (probability = 0.8) => dice.chance(probability);
  return {
    sharepointTenant: {
      sharingCapability: dice.below(4),
      odbSharingCapability: dice.below(4),
      sharingDomainRestrictionMode: dice.below(3),
      sharingAllowedDomainList: 'lab.example.com',
      sharingBlockedDomainList: '',
      defaultSharingLinkType: dice.below(4),
      defaultLinkPermission: dice.below(3),
      requireAnonymousLinksExpireInDays: dice.pick([0, 7, 30, 90]),
      fileAnonymousLinkType: dice.pick([1, 2]),
      folderAnonymousLinkType: dice.pick([1, 2]),
      emailAttestationRequired: on(),
      emailAttestationReAuthDays: 30,
      conditionalAccessPolicy: dice.below(3),
      isUnmanagedSyncClientForTenantRestricted: on(0.3),
      allowedDomainListForSyncClient: [],
      externalUserExpirationRequired: on(),
      externalUserExpireInDays: 60,
      preventExternalUsersFromResharing: on(),
      coreOrganizationSharingLinkMaxExpirationInDays: dice.pick([0, 180]),
      notifyOwnersWhenItemsReshared: on(),
      legacyAuthProtocolsEnabled: !on(),
      enableAzureADB2BIntegration: on(),
      majorVersionLimit: 500,
      enableAutoExpirationVersionTrim: on(),
      orphanedPersonalSitesRetentionPeriod: dice.pick([30, 2190, 3650]),
      showEveryoneClaim: false,
      showEveryoneExceptExternalUsersClaim: on(),
      disallowInfectedFileDownload: on(),
      enableAIPIntegration: on(),
      odbMembersCanShare: 0,
    },
    sharepointSettings: {
      sharingCapability: 'externalUserSharingOnly',
      sharingDomainRestrictionMode: 'none',
      isResharingByExternalUsersEnabled: !on(),
      isUnmanagedSyncAppForTenantRestricted: on(),
      idleSessionSignOut: { isEnabled: on(), warnAfterInSeconds: 1500, signOutAfterInSeconds: 1800 },
      isLegacyAuthProtocolsEnabled: !on(),
      deletedUserPersonalSiteRetentionPeriodInDays: 2190,
    },
    teamsTenant: { displayName: 'Larkmeadow', tenantId: dice.guid(), assignedPlan: ['Teams'] },
    meetingPolicies: ['Global', 'Tag:Clinicians', 'Tag:Front desk', 'Tag:Telehealth'].map((identity) => ({
      identity,
      autoAdmittedUsers: dice.pick(['EveryoneInCompany', 'Everyone', 'EveryoneInCompanyExcludingGuests']),
      allowPSTNUsersToBypassLobby: !on(),
      allowAnonymousUsersToStartMeeting: !on(),
      allowAnonymousUsersToJoinMeeting: on(),
      allowExternalParticipantGiveRequestControl: !on(),
      allowCloudRecording: on(),
      newMeetingRecordingExpirationDays: 120,
    })),
    broadcastPolicies: [{ identity: 'Global', broadcastRecordingMode: 'UserOverride' }],
    federationConfiguration: [
      {
        identity: 'Global',
        allowFederatedUsers: on(),
        allowedDomains: { AllowedDomain: ['Domain=lab.example.com'] },
        allowTeamsConsumer: !on(),
        allowTeamsConsumerInbound: !on(),
        externalAccessWithTrialTenants: 'Blocked',
      },
    ],
    clientConfiguration: [
      {
        identity: 'Global',
        allowEmailIntoChannel: !on(),
        allowDropBox: !on(),
        allowBox: !on(),
        allowGoogleDrive: !on(),
        allowShareFile: !on(),
        allowEgnyte: !on(),
        allowGuestUser: on(),
      },
    ],
    appPermissionPolicies: [
      {
        identity: 'Global',
        defaultCatalogAppsType: 'AllowedAppList',
        globalCatalogAppsType: 'AllowedAppList',
        privateCatalogAppsType: 'AllowedAppList',
      },
    ],
    tenantAppSettings: [
      { settingName: 'DefaultApp', settingValue: 'None' },
      { settingName: 'GlobalApp', settingValue: 'None' },
      { settingName: 'PrivateApp', settingValue: 'None' },
    ],
  } satisfies Partial<Record<SectionName, unknown>>;
}
