import type { AppRoleAssignment } from '@microsoft/microsoft-graph-types';
import type { Change } from '../../../core/change.ts';
import { plainText } from '../../../core/shape.ts';
import { type GraphClient, defineResource } from '../../resource.ts';
import { isSensitive } from './permission-names.ts';
import { type Raw, all, each, eachList, key, one, only, query, quoted, records } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot, theOne } from './writing.ts';

/** The tenants that Microsoft's own applications belong to. */
const microsoft = new Set(['f8cdef31-a31e-4b4a-93e4-5f571e91255a', '72f988bf-86f1-41af-91ab-2d7cd011db47']);
/** Stands for "may use the application" and gives no permission. */
const defaultAccess = '00000000-0000-0000-0000-000000000000';
const credentials = 'keyCredentials,passwordCredentials';

/** What was granted to one service principal. */
async function readGrants(graph: GraphClient, principals: readonly Raw[]): Promise<Map<string, Raw[]>> {
  const roles = new Map<string, Raw[]>();
  const lists = eachList(graph, principals, ({ id }) => `/servicePrincipals/${key(id)}/appRoleAssignments`);
  for await (const { item, records: assigned } of lists)
    roles.set(
      plainText(item['id']),
      assigned.filter(({ appRoleId }) => appRoleId !== defaultAccess),
    );
  const ids = new Set(principals.map(({ id }) => id));
  const forAll = query('/oauth2PermissionGrants', { filter: "consentType eq 'AllPrincipals'" });
  const consents = (await all(graph, forAll)).filter(({ clientId }) => ids.has(clientId));
  const resources = await readResources(graph, [...roles.values()].flat(), consents);

  const granted = new Map<string, Raw[]>();
  const add = (client: unknown, permission: Raw) => {
    const list = granted.get(plainText(client)) ?? [];
    granted.set(plainText(client), [...list, permission]);
  };
  for (const [client, assigned] of roles) {
    for (const { resourceId, appRoleId, resourceDisplayName } of assigned) {
      const resource = resources.get(plainText(resourceId));
      const role = records(resource?.['appRoles']).find(({ id }) => id === appRoleId);
      const name = plainText(role?.['value']) || undefined;
      const applicationDisplayName = resource?.['displayName'] ?? resourceDisplayName;
      add(client, permission('Application', appRoleId, name, { applicationDisplayName, resourceId }));
    }
  }
  for (const { clientId, resourceId, scope } of consents) {
    const resource = resources.get(plainText(resourceId));
    for (const name of plainText(scope).split(' ').filter(Boolean)) {
      const id = records(resource?.['oauth2PermissionScopes']).find(({ value }) => value === name)?.['id'];
      const applicationDisplayName = resource?.['displayName'];
      add(clientId, permission('Delegated', id, name, { applicationDisplayName, resourceId }));
    }
  }
  return granted;
}

function permission(roleType: string, roleId: unknown, name: string | undefined, of: Raw): Raw {
  const isRisky = name === undefined ? undefined : isSensitive(name);
  const said = { roleId, roleType, roleDisplayName: name, ...of, isAdminConsented: true, isRisky };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** The applications whose permissions were granted, with the names of those. */
async function readResources(graph: GraphClient, ...grants: readonly (readonly Raw[])[]): Promise<Map<string, Raw>> {
  const ids = [...new Set(grants.flat().map(({ resourceId }) => plainText(resourceId)))];
  const select = 'id,displayName,appRoles,oauth2PermissionScopes';
  const found = new Map<string, Raw>();
  for await (const { item, answer } of each(graph, ids, (id) => query(`/servicePrincipals/${key(id)}`, { select })))
    found.set(item, answer);
  return found;
}

function credentialsOf(...holders: readonly (Raw | undefined)[]): Raw {
  const kinds = credentials.split(',').map((kind) => {
    const all = holders.flatMap((holder) => records(holder?.[kind]));
    return [kind, all.map((entry) => only(entry, 'keyId', 'displayName', 'startDateTime', 'endDateTime'))];
  });
  return Object.fromEntries(kinds) as Raw;
}

/**
 * All own apps and all apps of other makers but Microsoft's, with what an admin granted them for everybody. Also those
 * that hold nothing: an app must not vanish from the list when its last permission is taken away.
 */
export const appPermissions = defineResource({
  id: 'graph.app-permissions',
  sections: ['privilegedApplications', 'thirdPartyApplications'],
  api: 'graph',
  scopes: [
    toRead('Application.Read.All', 'To see which applications reach mail, files or the directory, and their secrets.'),
    toRead('Directory.Read.All', 'To see which applications act for every user by consent of an admin.'),
    toChange('Application.Read.All', "To look at an application's permissions right before they are changed."),
    toChange('AppRoleAssignment.ReadWrite.All', 'To take permissions away from applications that nobody approved.'),
  ],
  async read({ graph }, context) {
    const facts = 'id,appId,displayName,signInAudience';
    const applications = await all(graph, query('/applications', { select: `${facts},${credentials}`, top: '999' }));
    const more = 'appOwnerOrganizationId,servicePrincipalType';
    const principals = (
      await all(graph, query('/servicePrincipals', { select: `${facts},${more},${credentials}`, top: '999' }))
    ).filter(({ appOwnerOrganizationId: owner }) => !microsoft.has(plainText(owner).toLowerCase()));
    const own = new Map(applications.map((app) => [app['appId'], app]));
    const theirs = principals.filter(
      ({ appId, appOwnerOrganizationId: owner, servicePrincipalType: type }) =>
        !own.has(appId) && type === 'Application' && plainText(owner).toLowerCase() !== context.tenantId.toLowerCase(),
    );
    const ours = principals.filter(({ appId }) => own.has(appId));
    const granted = await readGrants(graph, [...ours, ...theirs]);
    return {
      privilegedApplications: applications.map((app) => {
        const principal = ours.find(({ appId }) => appId === app['appId']);
        return {
          objectId: { application: app['id'], ...(principal && { servicePrincipal: principal['id'] }) },
          ...only(app, 'appId', 'displayName'),
          isMultiTenantEnabled: app['signInAudience'] !== 'AzureADMyOrg',
          ...credentialsOf(app, principal),
          permissions: granted.get(plainText(principal?.['id'])) ?? [],
        };
      }),
      thirdPartyApplications: theirs.map((app) => ({
        objectId: app['id'],
        ...only(app, 'appId', 'displayName', 'signInAudience', 'appOwnerOrganizationId'),
        ...credentialsOf(app),
        permissions: granted.get(plainText(app['id'])) ?? [],
      })),
    };
  },
  write: ({ graph }, change) => writePermissions(graph, change),
});

/** Takes away each application permission that is not wanted any more; an undo grants it again. */
async function writePermissions(graph: GraphClient, change: Change): Promise<void> {
  const { permissions, ...rest } = { ...change.values };
  if (change.operation !== 'set' || !Array.isArray(permissions) || Object.keys(rest).length > 0) throw cannot(change);
  const { appId } = theOne([{ ...change.match }], change);
  const principal = await one(graph, query(`/servicePrincipals(appId=${quoted(appId)})`, { select: 'id' }));
  const path = `/servicePrincipals/${key(principal['id'])}/appRoleAssignments`;
  const present = (await all(graph, path)).filter(({ appRoleId }) => appRoleId !== defaultAccess);
  const wanted = records(permissions).filter(({ roleType }) => roleType === 'Application');
  const isSame = (assignment: Raw) => (permission: Raw) =>
    permission['roleId'] === assignment['appRoleId'] &&
    (permission['resourceId'] === undefined || permission['resourceId'] === assignment['resourceId']);
  for (const assignment of present.filter((one) => !wanted.some(isSame(one))))
    await graph.send('DELETE', `${path}/${key(assignment['id'])}`);
  for (const permission of wanted.filter((want) => !present.some((one) => isSame(one)(want)))) {
    // Without its application (an export of another tool) a permission cannot be granted again.
    if (permission['resourceId'] === undefined) throw cannot(change);
    const { resourceId, roleId: appRoleId } = permission;
    const body: AppRoleAssignment = {
      principalId: plainText(principal['id']),
      resourceId: plainText(resourceId),
      appRoleId: plainText(appRoleId),
    };
    await graph.send('POST', path, body);
  }
}
