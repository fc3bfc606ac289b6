import { type Settings, tenant } from './people.ts';

export const teams: Settings = {
  teamsTenant: {
    displayName: tenant.name,
    tenantId: tenant.id,
    serviceInstance: 'MicrosoftCommunicationsOnline/NOAM-ED6-A6',
    assignedPlan: ['Teams', 'MCOProfessional'],
  },
  meetingPolicies: [
    {
      identity: 'Global',
      description: null,
      autoAdmittedUsers: 'EveryoneInCompany',
      allowPSTNUsersToBypassLobby: false,
      allowAnonymousUsersToStartMeeting: false,
      allowAnonymousUsersToJoinMeeting: true,
      allowExternalParticipantGiveRequestControl: false,
      allowCloudRecording: true,
      newMeetingRecordingExpirationDays: 120,
    },
  ],
  broadcastPolicies: [{ identity: 'Global', broadcastRecordingMode: 'AlwaysEnabled' }],
  federationConfiguration: [
    {
      identity: 'Global',
      allowFederatedUsers: true,
      allowedDomains: { AllowAllKnownDomains: {} },
      allowTeamsConsumer: true,
      allowTeamsConsumerInbound: true,
      externalAccessWithTrialTenants: 'Blocked',
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
      allowGuestUser: true,
    },
  ],
  appPermissionPolicies: [
    {
      identity: 'Global',
      defaultCatalogAppsType: 'BlockedAppList',
      globalCatalogAppsType: 'BlockedAppList',
      privateCatalogAppsType: 'BlockedAppList',
    },
  ],
  tenantAppSettings: ['DefaultApp', 'GlobalApp', 'PrivateApp'].map((settingName) => ({
    settingName,
    settingValue: 'All',
  })),
};
