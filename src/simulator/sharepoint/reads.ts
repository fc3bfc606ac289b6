import type { Entity } from '../store.ts';
import { accessOf } from './access.ts';
import { siteKey, siteValues, tenantValues } from './objects.ts';
import { principalId, userNamed } from './principals.ts';
import { defineSharePointRead } from './resource.ts';
import { type RoleDefinition, roleDefinitions, roleNamed } from './role-definitions.ts';

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
        HasUniqueRoleAssignments: found['HasUniqueRoleAssignments'] ?? true,
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
      permissions.map((permission) => ({
        PrincipalId: principalId(permission['LoginName']),
        Member: {
          Id: principalId(permission['LoginName']),
          LoginName: permission['LoginName'],
          Title: permission['Title'],
          PrincipalType: permission['PrincipalType'],
          ...(permission['Users'] !== undefined && { Users: permission['Users'] }),
        },
        RoleDefinitionBindings: ((permission['Roles'] ?? []) as string[]).map((Name) => ({
          Name,
          ...shownRole(roleNamed(Name)),
        })),
      }))
    );
  },
});

function shownRole(role: RoleDefinition | undefined): Entity {
  return role ? { Id: role.id, RoleTypeKind: role.kind } : {};
}

const definitions = defineSharePointRead({
  host: 'site',
  path: '/_api/web/roledefinitions',
  type: 'SP.RoleDefinition',
  read: () =>
    roleDefinitions.map((role) => ({
      ...shownRole(role),
      Name: role.name,
      Hidden: role.kind === 1,
      BasePermissions: { High: String(role.high), Low: String(role.low) },
    })),
});

/** A group of the site by its name. */
const siteGroup = defineSharePointRead({
  host: 'site',
  path: "/_api/web/sitegroups/getbyname('{name}')",
  type: 'SP.Group',
  read({ state, site, parameters }) {
    const name = decodeURIComponent(parameters['name'] ?? '');
    const key = siteKey(site);
    const held = (state.get('sites', key)?.['Permissions'] ?? []) as Entity[];
    const found = [...held, ...state.list(`siteUsers/${key}`)].find(
      (entry) => entry['PrincipalType'] === 8 && entry['Title'] === name,
    );
    return found && { Id: principalId(found['LoginName']), Title: name, LoginName: name, PrincipalType: 8 };
  },
});

/** What a person may do, all groups counted: `?@u='i:0#.f|membership|…'`. */
const effective = defineSharePointRead({
  host: 'site',
  path: '/_api/web/getusereffectivepermissions(@u)',
  type: 'SP.BasePermissions',
  read({ state, site, request }) {
    const found = state.get('sites', siteKey(site));
    const name = /^'i:0#\.f\|membership\|(.+)'$/i.exec(request.query.get('@u') ?? '')?.[1];
    const person = name === undefined ? undefined : userNamed(state, name);
    if (!found || !person) return undefined;
    const { roles } = accessOf(state, found, person);
    const half = (of: 'high' | 'low'): string =>
      String(roles.reduce((sum, role) => Number(BigInt(sum) | BigInt(role[of])), 0));
    return { High: half('high'), Low: half('low') };
  },
});

/** Every read that the simulator's SharePoint has. */
export const sharepointReads = [tenant, sites, web, roleAssignments, definitions, siteGroup, effective];
