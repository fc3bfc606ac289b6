import { type Organization, noOrganization } from '../../../core/organization.ts';
import { phiSiteUrls } from '../../../core/phi-stores.ts';
import { pooled } from '../../exchange-online/resources/records.ts';
import { isConnectorError } from '../../http/errors.ts';
import { type Resource, defineResource } from '../../resource.ts';
import { changeScope, readScope } from './scopes.ts';
import { permissionsOn, writePermission } from './site-permissions.ts';

/** Sites at a time; SharePoint's own limit is kept by the transport. */
const lanes = 6;

/** Who holds rights on the sites that the organization declares to hold PHI. A declared site that is not there has none. */
export function siteRoleAssignments(declared: Pick<Organization, 'phi' | 'phiStores'> = noOrganization): Resource {
  const urls = phiSiteUrls(declared);
  return defineResource({
    id: 'sharepoint.site-role-assignments',
    sections: ['siteRoleAssignments'],
    api: 'sharepoint',
    scopes: [readScope, changeScope],
    async read({ sharepoint }, { signal, about }) {
      const found: Record<string, unknown>[] = [];
      const each = pooled(
        about?.['siteUrl'] === undefined ? urls : urls.filter((url) => url === about['siteUrl']),
        lanes,
        async (url) => {
          signal?.throwIfAborted();
          try {
            return await permissionsOn(sharepoint, url);
          } catch (error) {
            if (isConnectorError(error, 'not-found')) return [];
            throw error;
          }
        },
      );
      for await (const permissions of each) found.push(...permissions);
      return { siteRoleAssignments: found };
    },
    write: ({ sharepoint }, change) => writePermission(sharepoint, change),
  });
}
