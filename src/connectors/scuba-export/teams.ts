import type { ExportKey } from './key.ts';

export const teamsKeys: ExportKey[] = [
  { section: 'teamsTenant', key: 'teams_tenant_info', command: 'Get-CsTenant' },
  { section: 'meetingPolicies', key: 'meeting_policies', command: 'Get-CsTeamsMeetingPolicy' },
  { section: 'broadcastPolicies', key: 'broadcast_policies', command: 'Get-CsTeamsMeetingBroadcastPolicy' },
  {
    section: 'federationConfiguration',
    key: 'federation_configuration',
    command: 'Get-CsTenantFederationConfiguration',
  },
  { section: 'clientConfiguration', key: 'client_configuration', command: 'Get-CsTeamsClientConfiguration' },
  { section: 'appPermissionPolicies', key: 'app_policies', command: 'Get-CsTeamsAppPermissionPolicy' },
  { section: 'tenantAppSettings', key: 'tenant_app_settings', command: 'Get-M365UnifiedTenantSettings' },
];
