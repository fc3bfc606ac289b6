import type { TeamsConfiguration } from './resource.ts';

/** Every kind of Teams settings that the simulator has. */
export const teamsConfigurations: readonly TeamsConfiguration[] = [
  {
    type: 'TeamsMeetingPolicy',
    state: 'meetingPolicies',
    properties: {
      Description: 'text',
      AutoAdmittedUsers: [
        'EveryoneInCompany',
        'Everyone',
        'EveryoneInSameAndFederatedCompany',
        'OrganizerOnly',
        'InvitedUsers',
        'EveryoneInCompanyExcludingGuests',
      ],
      AllowAnonymousUsersToJoinMeeting: 'flag',
      AllowAnonymousUsersToStartMeeting: 'flag',
      AllowCloudRecording: 'flag',
      AllowExternalNonTrustedMeetingChat: 'flag',
      AllowExternalParticipantGiveRequestControl: 'flag',
      AllowPSTNUsersToBypassLobby: 'flag',
      AllowTranscription: 'flag',
      NewMeetingRecordingExpirationDays: 'number',
    },
  },
  {
    type: 'TenantFederationSettings',
    state: 'federationConfiguration',
    properties: {
      AllowFederatedUsers: 'flag',
      AllowedDomains: 'any',
      BlockedDomains: 'any',
      AllowTeamsConsumer: 'flag',
      AllowTeamsConsumerInbound: 'flag',
      ExternalAccessWithTrialTenants: ['Allowed', 'Blocked'],
    },
  },
  {
    type: 'TeamsMeetingBroadcastPolicy',
    state: 'broadcastPolicies',
    properties: {
      Description: 'text',
      AllowBroadcastScheduling: 'flag',
      AllowBroadcastTranscription: 'flag',
      BroadcastAttendeeVisibilityMode: [
        'Everyone',
        'EveryoneInCompany',
        'InvitedUsersInCompany',
        'EveryoneInCompanyAndExternal',
        'InvitedUsersInCompanyAndExternal',
      ],
      BroadcastRecordingMode: ['AlwaysEnabled', 'AlwaysDisabled', 'UserOverride'],
    },
  },
  {
    type: 'TeamsClientConfiguration',
    state: 'clientConfiguration',
    properties: {
      AllowEmailIntoChannel: 'flag',
      AllowDropBox: 'flag',
      AllowBox: 'flag',
      AllowGoogleDrive: 'flag',
      AllowShareFile: 'flag',
      AllowEgnyte: 'flag',
      AllowGuestUser: 'flag',
      AllowOrganizationTab: 'flag',
      AllowScopedPeopleSearchandAccess: 'flag',
      AllowSkypeBusinessInterop: 'flag',
      RestrictedSenderList: 'text',
    },
  },
  {
    type: 'TeamsAppPermissionPolicy',
    state: 'appPermissionPolicies',
    properties: {
      Description: 'text',
      DefaultCatalogApps: 'any',
      DefaultCatalogAppsType: ['AllowedAppList', 'BlockedAppList'],
      GlobalCatalogApps: 'any',
      GlobalCatalogAppsType: ['AllowedAppList', 'BlockedAppList'],
      PrivateCatalogApps: 'any',
      PrivateCatalogAppsType: ['AllowedAppList', 'BlockedAppList'],
    },
  },
];
