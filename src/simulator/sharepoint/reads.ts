import type { Entity } from '../store.ts';
import { siteKey, siteValues, tenantValues } from './objects.ts';
import { defineSharePointRead } from './resource.ts';

/** All settings of the tenant, as ScubaGear reads them. */
const tenant = defineSharePointRead({
  host: 'admin',
  path: '/_api/SPO.Tenant',
  type: 'Microsoft.Online.SharePoint.TenantAdministration.Tenant',
  read: ({ state, request }) => ({
    ...tenantValues(state),
    RootSiteUrl: `https://${request.host.name.replace('-admin.', '.')}`,
  }),
});

/** All sites, without the paging of the real thing: assumption spo-sites. */
const sites = defineSharePointRead({
  host: 'admin',
  path: '/_api/SPO.Tenant/sites',
  type: 'Microsoft.Online.SharePoint.TenantAdministration.SiteProperties',
  read: ({ state }) => state.list('sites').map(siteValues),
});

const web = defineSharePointRead({
  host: 'site',
  path: '/_api/web',
  type: 'SP.Web',
  read({ state, site }) {
    const found = state.get('sites', siteKey(site));
    return (
      found && {
        Id: found['SiteId'] ?? null,
        Title: found['Title'],
        Url: found['Url'],
        MembersCanShare: found['MembersCanShare'] ?? true,
        HasUniqueRoleAssignments: true,
      }
    );
  },
});

/** Who holds rights on the site. `Member` and `RoleDefinitionBindings` are always there: assumption spo-web-expand. */
const roleAssignments = defineSharePointRead({
  host: 'site',
  path: '/_api/web/roleassignments',
  type: 'SP.RoleAssignment',
  read({ state, site }) {
    const found = state.get('sites', siteKey(site));
    const permissions = (found?.['Permissions'] ?? []) as Entity[];
    return (
      found &&
      permissions.map((permission, index) => ({
        PrincipalId: index + 1,
        Member: {
          Id: index + 1,
          LoginName: permission['LoginName'],
          Title: permission['Title'],
          PrincipalType: permission['PrincipalType'],
          ...(permission['Users'] !== undefined && { Users: permission['Users'] }),
        },
        RoleDefinitionBindings: ((permission['Roles'] ?? []) as string[]).map((Name) => ({ Name })),
      }))
    );
  },
});

/** Every read that the simulator's SharePoint has. */
export const sharepointReads = [tenant, sites, web, roleAssignments];
