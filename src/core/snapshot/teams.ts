import { filledListSection } from '../filled-list.ts';
import { listSection, oneSection } from '../section.ts';
import { anything, flag, number, text } from '../shape.ts';

export const teamsSections = {
  teamsTenant: oneSection({
    title: 'the Teams tenant',
    call: 'Get-CsTenant',
    service: 'teams',
    /** `assignedPlan` names the Teams service plans; `Teams_GCC` and the like mark a government tenant. */
    fields: { displayName: text, tenantId: text, serviceInstance: text, assignedPlan: anything },
  }),
  meetingPolicies: filledListSection({
    title: 'Teams meeting policies',
    call: 'Get-CsTeamsMeetingPolicy',
    service: 'teams',
    fields: {
      identity: text,
      description: text,
      autoAdmittedUsers: text,
      allowPSTNUsersToBypassLobby: flag,
      allowAnonymousUsersToStartMeeting: flag,
      allowAnonymousUsersToJoinMeeting: flag,
      allowExternalParticipantGiveRequestControl: flag,
      allowCloudRecording: flag,
      newMeetingRecordingExpirationDays: number,
    },
  }),
  broadcastPolicies: filledListSection({
    title: 'Teams live event policies',
    call: 'Get-CsTeamsMeetingBroadcastPolicy',
    service: 'teams',
    fields: { identity: text, broadcastRecordingMode: text },
  }),
  federationConfiguration: filledListSection({
    title: 'Teams external access settings',
    call: 'Get-CsTenantFederationConfiguration',
    service: 'teams',
    fields: {
      identity: text,
      allowFederatedUsers: flag,
      /** Serialized in several forms, see `controls/teams/external-access-limited.ts`. */
      allowedDomains: anything,
      allowTeamsConsumer: flag,
      allowTeamsConsumerInbound: flag,
      externalAccessWithTrialTenants: text,
    },
  }),
  clientConfiguration: filledListSection({
    title: 'Teams client settings',
    call: 'Get-CsTeamsClientConfiguration',
    service: 'teams',
    fields: {
      identity: text,
      allowEmailIntoChannel: flag,
      allowDropBox: flag,
      allowBox: flag,
      allowGoogleDrive: flag,
      allowShareFile: flag,
      allowEgnyte: flag,
      allowGuestUser: flag,
    },
  }),
  appPermissionPolicies: filledListSection({
    title: 'Teams app permission policies',
    call: 'Get-CsTeamsAppPermissionPolicy',
    service: 'teams',
    fields: {
      identity: text,
      defaultCatalogAppsType: text,
      globalCatalogAppsType: text,
      privateCatalogAppsType: text,
      /** The apps that the kind of each list speaks of, as they came: changing the kind must not lose them. */
      defaultCatalogApps: anything,
      globalCatalogApps: anything,
      privateCatalogApps: anything,
    },
  }),
  tenantAppSettings: listSection({
    title: 'org-wide Teams app settings',
    call: 'Get-M365UnifiedTenantSettings',
    service: 'teams',
    /** `certificateBasedAuth`: the reader signed in with a certificate, which cannot read these settings. */
    fields: { settingName: text, settingValue: text, certificateBasedAuth: flag },
  }),
};
