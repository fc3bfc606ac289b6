import { X509Certificate, createHash } from 'node:crypto';
import { isPlainObject } from '../../core/shape.ts';
import type { State } from '../state.ts';
import type { Entity } from '../store.ts';
import type { Tenant } from '../tenant.ts';
import { type ResourceApp, appRolesOf, directoryRoles, resourceApps, roleId, scopeId } from './app-roles.ts';

/** An app registration as a test or `wardline simulator` asks for it. */
export interface RegistrationRequest {
  displayName: string;
  /** Given ids make a run repeatable. */
  appId?: string;
  /** PEM certificates whose keys sign its assertions. */
  certificates?: readonly string[];
  /** Application permissions that it asks for, by service: `{ graph: ['Policy.Read.All'] }`. */
  roles?: Partial<Record<ResourceApp, readonly string[]>>;
  /** Delegated permissions that it asks for. */
  scopes?: Partial<Record<ResourceApp, readonly string[]>>;
  /** Directory roles of its service principal, by display name: `Global Reader`. */
  directoryRoles?: readonly string[];
  /** A client secret, which SharePoint will not accept. */
  secret?: string;
  redirectUris?: readonly string[];
  /** Whether an admin has already consented. True when not given. */
  consented?: boolean;
}

export interface Registration {
  appId: string;
  objectId: string;
  servicePrincipalId: string;
}

/** Makes the application, its enterprise application and, when consented, the grants. */
export function registerApp(state: State, request: RegistrationRequest): Registration {
  const appId = request.appId ?? state.newId();
  const objectId = state.newId();
  const required = Object.keys(resourceApps).flatMap((resource) => {
    const name = resource as ResourceApp;
    const access = [
      ...(request.roles?.[name] ?? []).map((role) => ({ id: roleId(name, role), type: 'Role' })),
      ...(request.scopes?.[name] ?? []).map((scope) => ({ id: scopeId(name, scope), type: 'Scope' })),
    ];
    return access.length > 0 ? [{ resourceAppId: resourceApps[name].appId, resourceAccess: access }] : [];
  });
  state.put('applications', objectId, {
    id: objectId,
    appId,
    displayName: request.displayName,
    createdDateTime: state.now,
    signInAudience: 'AzureADMyOrg',
    isFallbackPublicClient: request.scopes !== undefined,
    web: { redirectUris: [...(request.redirectUris ?? [])] },
    requiredResourceAccess: required,
    keyCredentials: (request.certificates ?? []).map((pem) => keyCredential(state, pem)),
    passwordCredentials: request.secret
      ? [
          {
            keyId: state.newId(),
            displayName: 'secret',
            startDateTime: state.now,
            endDateTime: null,
            secretText: request.secret,
          },
        ]
      : [],
  });
  // Roles that the built-in list does not know must exist before they can be granted.
  for (const [resource, roles] of Object.entries(request.roles ?? {}))
    addAppRoles(state, resource as ResourceApp, roles);
  const servicePrincipalId = state.newId();
  state.put('servicePrincipals', servicePrincipalId, {
    id: servicePrincipalId,
    appId,
    displayName: request.displayName,
    accountEnabled: true,
    servicePrincipalType: 'Application',
    appOwnerOrganizationId: state.tenant.id,
    appRoles: [],
  });
  for (const name of request.directoryRoles ?? []) assignDirectoryRole(state, servicePrincipalId, name);
  if (request.consented ?? true) grantRequested(state, appId, request.scopes);
  return { appId, objectId, servicePrincipalId };
}

/** The certificate as Graph lists it; `key` is what assertions are verified with. */
export function keyCredential(state: Pick<State, 'newId'>, pem: string): Entity {
  const certificate = new X509Certificate(pem);
  return {
    keyId: state.newId(),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    displayName: certificate.subject,
    customKeyIdentifier: createHash('sha1').update(certificate.raw).digest('base64'),
    startDateTime: certificate.validFromDate.toISOString(),
    endDateTime: certificate.validToDate.toISOString(),
    key: certificate.raw.toString('base64'),
  };
}

export function assignDirectoryRole(state: State, principalId: string, role: string): void {
  const template = directoryRoles[role];
  if (!template) throw new Error(`no directory role is called ${role}`);
  const id = state.newId();
  state.put('roleAssignments', id, { id, principalId, roleDefinitionId: template, directoryScopeId: '/' });
}

/** The enterprise application of a service; made when the tenant does not have it yet. */
export function resourcePrincipal(state: State, resource: ResourceApp): Entity {
  const { appId, displayName } = resourceApps[resource];
  const found = state
    .current()
    .list('servicePrincipals')
    .find((principal) => principal['appId'] === appId);
  if (found?.['appRoles']) return found;
  const id = found ? String(found['id']) : state.newId();
  const principal = {
    accountEnabled: true,
    servicePrincipalType: 'Application',
    ...found,
    id,
    appId,
    displayName,
    appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    appRoles: appRolesOf(resource),
  };
  state.put('servicePrincipals', id, principal);
  return principal;
}

function addAppRoles(state: State, resource: ResourceApp, roles: readonly string[]): void {
  const principal = resourcePrincipal(state, resource);
  const known = list(principal['appRoles']).map((role) => String(role['value']));
  if (roles.every((role) => known.includes(role))) return;
  // What an earlier registration asked for stays: its grants name the role by its id.
  state.patch('servicePrincipals', String(principal['id']), { appRoles: appRolesOf(resource, [...known, ...roles]) });
}

/** What admin consent does: every permission that the registration asks for becomes a grant. */
export function grantRequested(
  state: State,
  appId: string,
  scopes: RegistrationRequest['scopes'] = {},
): { granted: string[]; unknown: string[] } {
  const current = state.current();
  const application = current.list('applications').find((entry) => entry['appId'] === appId);
  const client = current.list('servicePrincipals').find((entry) => entry['appId'] === appId);
  if (!application || !client) throw new Error(`no registration has the id ${appId}`);
  const granted: string[] = [];
  const unknown: string[] = [];
  for (const required of list(application['requiredResourceAccess'])) {
    const resource = (Object.keys(resourceApps) as ResourceApp[]).find(
      (name) => resourceApps[name].appId === required['resourceAppId'],
    );
    if (!resource) continue;
    const principal = resourcePrincipal(state, resource);
    for (const access of list(required['resourceAccess'])) {
      if (access['type'] !== 'Role') continue;
      const role = list(principal['appRoles']).find((entry) => entry['id'] === access['id']);
      if (!role) {
        unknown.push(String(access['id']));
        continue;
      }
      grantRole(state, client, principal, String(role['id']));
      granted.push(String(role['value']));
    }
  }
  for (const [resource, names] of Object.entries(scopes)) {
    const id = state.newId();
    state.put('oauth2PermissionGrants', id, {
      id,
      clientId: client['id'],
      consentType: 'AllPrincipals',
      principalId: null,
      resourceId: resourcePrincipal(state, resource as ResourceApp)['id'],
      scope: names.join(' '),
    });
  }
  return { granted, unknown };
}

function grantRole(state: State, client: Entity, resource: Entity, appRoleId: string): void {
  const exists = state
    .current()
    .list('appRoleAssignments')
    .some(
      (grant) =>
        grant['principalId'] === client['id'] &&
        grant['resourceId'] === resource['id'] &&
        grant['appRoleId'] === appRoleId,
    );
  if (exists) return;
  const id = state.newId();
  state.put('appRoleAssignments', id, {
    id,
    appRoleId,
    createdDateTime: state.now,
    principalId: client['id'],
    principalType: 'ServicePrincipal',
    principalDisplayName: client['displayName'],
    resourceId: resource['id'],
    resourceDisplayName: resource['displayName'],
  });
}

/** Names of the application permissions that an app has on a service now. */
export function grantedRoles(tenant: Tenant, appId: string, resource: ResourceApp): string[] {
  const principals = tenant.store.list('servicePrincipals');
  const client = principals.find((entry) => entry['appId'] === appId);
  const service = principals.find((entry) => entry['appId'] === resourceApps[resource].appId);
  if (!client || !service) return [];
  const names = new Map(list(service['appRoles']).map((role) => [role['id'], String(role['value'])]));
  return tenant.store
    .list('appRoleAssignments')
    .filter((grant) => grant['principalId'] === client['id'] && grant['resourceId'] === service['id'])
    .flatMap((grant) => names.get(grant['appRoleId']) ?? []);
}

/** Delegated permissions that an app has on a service, for all users. */
export function grantedScopes(tenant: Tenant, appId: string, resource: ResourceApp): string[] {
  const principals = tenant.store.list('servicePrincipals');
  const client = principals.find((entry) => entry['appId'] === appId);
  const service = principals.find((entry) => entry['appId'] === resourceApps[resource].appId);
  return tenant.store
    .list('oauth2PermissionGrants')
    .filter((grant) => grant['clientId'] === client?.['id'] && grant['resourceId'] === service?.['id'])
    .flatMap((grant) => String(grant['scope']).split(' '));
}

/** Template ids of the directory roles that a principal holds. */
export function rolesOfPrincipal(tenant: Tenant, principalId: string): string[] {
  return tenant.store
    .list('roleAssignments')
    .filter((assignment) => assignment['principalId'] === principalId)
    .map((assignment) => String(assignment['roleDefinitionId']));
}

function list(value: unknown): Entity[] {
  return Array.isArray(value) ? value.filter(isPlainObject) : [];
}
