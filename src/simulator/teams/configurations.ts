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
];
