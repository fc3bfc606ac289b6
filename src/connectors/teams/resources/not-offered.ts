import { WardlineError } from '../../../core/errors.ts';
import type { SectionName } from '../../../core/snapshot.ts';
import { type Resource, defineResource } from '../../resource.ts';

/** Sections that no app can read; they stay uncollected, with the command that a person runs. */
function notOffered(id: string, section: SectionName, cmdlet: string, why: string): Resource {
  return defineResource({
    id,
    sections: [section],
    api: 'teams',
    scopes: [],
    read: () =>
      Promise.reject(new WardlineError('not-permitted', why, `Run ${cmdlet} in a signed-in MicrosoftTeams session.`)),
  });
}

export const notOfferedResources: readonly Resource[] = [
  notOffered(
    'teams.tenant-app-settings',
    'tenantAppSettings',
    'Get-M365UnifiedTenantSettings',
    'Microsoft does not let an app with a certificate read the org-wide Teams app settings (Get-M365UnifiedTenantSettings).',
  ),
  notOffered(
    'teams.tenant',
    'teamsTenant',
    'Get-CsTenant',
    'The connector for Teams reads policies; the Teams tenant itself is read by PowerShell (Get-CsTenant).',
  ),
];
