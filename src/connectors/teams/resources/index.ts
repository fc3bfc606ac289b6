import { type Organization, noOrganization } from '../../../core/organization.ts';
import type { Resource } from '../../resource.ts';
import { notOffered } from './not-offered.ts';
import { teamsPolicies, teamsResource } from './policies.ts';
import { teamsTenant } from './tenant.ts';

export { teamsRoles } from './scopes.ts';

const off =
  'Microsoft gives them to PowerShell only. The service behind it is not documented and not switched on (choices.unofficialTeamsEndpoint in wardline.yaml).';

const tenantAppSettings = notOffered(
  'teams.tenant-app-settings',
  'tenantAppSettings',
  'Get-M365UnifiedTenantSettings',
  'Microsoft lets no app with a certificate read them.',
);

/**
 * Resources of Teams' settings. Microsoft documents no interface for them but PowerShell; where the organization chose
 * the undocumented service behind it they are read and written, otherwise each says which command to run.
 */
export function teamsResources({ choices }: Pick<Organization, 'choices'> = noOrganization): readonly Resource[] {
  if (choices.unofficialTeamsEndpoint) return [...teamsPolicies.map(teamsResource), teamsTenant, tenantAppSettings];
  return [
    ...teamsPolicies.map(({ id, section, noun }) => notOffered(id, section, `Get-${noun}`, off)),
    notOffered(teamsTenant.id, 'teamsTenant', 'Get-CsTenant', off),
    tenantAppSettings,
  ];
}
