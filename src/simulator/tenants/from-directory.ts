import { isPlainObject, plainText } from '../../core/shape.ts';
import { directoryRoles } from '../entra/app-roles.ts';
import { guidOf } from '../random.ts';
import type { Entity } from '../store.ts';
import type { Draft } from './draft.ts';

/** Graph tells derived types by `@odata.type`, which a snapshot may have lost. */
export function typed(state: string, record: Entity): Entity {
  const type = record['@odata.type'];
  if (state === 'namedLocations') {
    const ip = record['ipRanges'] !== undefined && record['ipRanges'] !== null;
    return {
      ...record,
      '@odata.type': type ?? `#microsoft.graph.${ip ? 'ip' : 'country'}NamedLocation`,
      ...(ip && { ipRanges: (record['ipRanges'] as Entity[]).map(rangeTyped) }),
    };
  }
  if (state === 'authenticationMethodConfigurations' && type === undefined) {
    const id = String(record['id']);
    const name = id.charAt(0).toLowerCase() + id.slice(1);
    return { ...record, '@odata.type': `#microsoft.graph.${name}AuthenticationMethodConfiguration` };
  }
  // Graph has the days as a text.
  const days = record['deviceInactivityBeforeRetirementInDays'];
  if (state === 'managedDeviceCleanupSettings' && typeof days === 'number')
    return { ...record, deviceInactivityBeforeRetirementInDays: String(days) };
  if (state === 'conditionalAccessPolicies') return policyCleaned(record);
  if (state === 'securityDefaults')
    return { id: '00000000-0000-0000-0000-000000000005', displayName: 'Security Defaults', ...record };
  return record;
}

function rangeTyped(range: Entity): Entity {
  const six = String(range['cidrAddress']).includes(':');
  return { '@odata.type': `#microsoft.graph.iPv${six ? 6 : 4}CidrRange`, ...range };
}

/** Exports write an unset authentication strength as an object full of nothing. */
function policyCleaned(policy: Entity): Entity {
  const grants = policy['grantControls'];
  if (!isPlainObject(grants)) return policy;
  const strength = grants['authenticationStrength'];
  const unset = isPlainObject(strength) && !strength['id'];
  return unset ? { ...policy, grantControls: { ...grants, authenticationStrength: null } } : policy;
}

/** Everything of the directory that sections put together from several calls: taken apart again. */
export function directory(draft: Draft, tenantName: string, initial: string, domains: readonly string[]): void {
  organization(draft, tenantName, initial, domains);
  licenses(draft);
  people(draft);
  roles(draft);
  groupsAndUnits(draft);
  applications(draft);
}

function organization(draft: Draft, name: string, initial: string, domains: readonly string[]): void {
  const contact = draft.section('organizationContact') ?? {};
  const facts = new Map((draft.section('domains') ?? []).map((domain) => [domain.id, domain]));
  const all = [...new Set([...domains, initial])];
  draft.merge('organization', draft.tenantId, {
    ...contact,
    id: draft.tenantId,
    displayName: contact.displayName ?? name,
    tenantType: 'AAD',
    verifiedDomains: all.map((domain) => ({
      name: domain,
      isInitial: domain === initial,
      isDefault: facts.get(domain)?.isDefault ?? domain === initial,
      type: facts.get(domain)?.authenticationType ?? 'Managed',
      capabilities: 'Email, OfficeCommunicationsOnline',
    })),
  });
}

/** A snapshot lists subscriptions and service plans apart; which plan belongs to which is not known: the first has all. */
function licenses(draft: Draft): void {
  const plans = draft.section('servicePlans') ?? [];
  const skus = draft.section('subscribedSkus') ?? [];
  const given =
    skus.length > 0 ? skus : plans.length > 0 ? [{ skuPartNumber: 'UNKNOWN', capabilityStatus: 'Enabled' }] : [];
  for (const [index, sku] of given.entries()) {
    const skuId =
      ('skuId' in sku ? sku.skuId : undefined) ?? guidOf(`${draft.tenantId} sku ${String(sku.skuPartNumber)}`);
    const id = `${draft.tenantId}_${skuId}`;
    draft.merge('subscribedSkus', id, {
      appliesTo: 'User',
      ...sku,
      id,
      skuId,
      servicePlans:
        index === 0
          ? plans.map(({ appliesTo, provisioningStatus, servicePlanId, servicePlanName }) => ({
              appliesTo,
              provisioningStatus,
              servicePlanId,
              servicePlanName,
            }))
          : [],
    });
  }
}

function people(draft: Draft): void {
  for (const { id, methods } of draft.section('userAuthenticationMethods') ?? [])
    for (const [index, method] of (methods ?? []).entries()) addMethod(draft, String(id), method, index);
  for (const account of draft.section('emergencyAccounts') ?? []) {
    const { methods, groupIds, ...user } = account;
    const id = String(user.id);
    draft.merge('users', id, user);
    for (const [index, method] of (methods ?? []).entries()) addMethod(draft, id, method, index);
    for (const group of groupIds ?? []) draft.merge(`groupMembers/${group}`, id, { id });
  }
  // Who has a mailbox has an address.
  const addresses = new Map(
    (draft.section('mailboxes') ?? []).map((box) => [box.externalDirectoryObjectId, box.primarySmtpAddress]),
  );
  for (const user of draft.list('users')) {
    const id = String(user['id']);
    const name = String(user['userPrincipalName']);
    draft.merge('users', id, {
      mail: addresses.get(id) ?? null,
      mailNickname: name.split('@')[0],
      userType: 'Member',
      ...user,
    });
  }
}

function addMethod(draft: Draft, user: string, method: Entity, index: number): void {
  const id = plainText(method['id'] ?? guidOf(`${user} method ${index}`));
  draft.merge(`userAuthenticationMethods/${user}`, id, { ...method, id });
}

/** Assignments with the dates and kinds that only Privileged Identity Management knows, and its rules. */
function roles(draft: Draft): void {
  const assign = (principalId: string, roleDefinitionId: string, more: Entity = {}): void => {
    const exists = draft
      .list('roleAssignments')
      .find((entry) => entry['principalId'] === principalId && entry['roleDefinitionId'] === roleDefinitionId);
    const id = plainText(
      exists?.['id'] ?? more['id'] ?? guidOf(`${draft.tenantId} ${principalId} ${roleDefinitionId}`),
    );
    draft.merge('roleAssignments', id, { directoryScopeId: '/', ...more, id, principalId, roleDefinitionId });
  };
  for (const given of draft.section('roleAssignments') ?? []) {
    const { id, principalId, roleDefinitionId, directoryScopeId, roleDefinition } = given;
    if (!principalId || !roleDefinitionId) continue;
    assign(principalId, roleDefinitionId, { id, directoryScopeId: directoryScopeId ?? '/' });
    if (roleDefinition)
      draft.merge('roleDefinitions', roleDefinitionId, {
        isBuiltIn: true,
        isEnabled: true,
        ...roleDefinition,
        id: roleDefinitionId,
      });
  }
  for (const { displayName, roleTemplateId, assignments, rules } of draft.section('privilegedRoles') ?? []) {
    const role = String(roleTemplateId);
    draft.merge('roleDefinitions', role, { id: role, templateId: role, displayName, isBuiltIn: true, isEnabled: true });
    for (const { principalId, roleDefinitionId: _, ...more } of assignments ?? [])
      if (principalId) assign(principalId, role, more);
    const policyId = plainText((rules ?? [])[0]?.policyId ?? `DirectoryRole_${draft.tenantId}_${role}`);
    draft.merge('roleManagementPolicies', policyId, {
      id: policyId,
      scopeId: '/',
      scopeType: 'DirectoryRole',
      displayName: 'DirectoryRole',
      isOrganizationDefault: false,
      roleDefinitionId: role,
      rules: rules ?? [],
    });
  }
  const named = [...(draft.section('privilegedUsers') ?? []), ...(draft.section('privilegedServicePrincipals') ?? [])];
  for (const { id, roles: names } of named)
    for (const name of names ?? []) if (id && directoryRoles[name]) assign(id, directoryRoles[name]);
}

function groupsAndUnits(draft: Draft): void {
  for (const { id, displayName } of draft.section('roleAssignableGroups') ?? [])
    draft.merge('groups', String(id), {
      id,
      displayName,
      isAssignableToRole: true,
      securityEnabled: true,
      groupTypes: [],
    });
  for (const { memberIds, ...unit } of draft.section('administrativeUnits') ?? []) {
    draft.merge('administrativeUnits', String(unit.id), unit);
    for (const member of memberIds ?? [])
      draft.merge(`administrativeUnitMembers/${String(unit.id)}`, member, { id: member });
  }
}

/** Apps with their credentials and what they were granted. */
function applications(draft: Draft): void {
  const apps = [
    ...(draft.section('privilegedApplications') ?? []).map((app) => ({ ...app, own: true })),
    ...(draft.section('thirdPartyApplications') ?? []).map((app) => ({ ...app, own: false })),
  ];
  for (const app of apps) {
    const appId = String(app.appId);
    const ids = isPlainObject(app.objectId) ? app.objectId : {};
    const plainId = typeof app.objectId === 'string' ? app.objectId : undefined;
    const principalId = plainText(ids['servicePrincipal'] ?? plainId ?? guidOf(`${draft.tenantId} ${appId}`));
    const credentials = {
      keyCredentials: app.keyCredentials ?? [],
      passwordCredentials: app.passwordCredentials ?? [],
    };
    draft.merge('servicePrincipals', principalId, {
      id: principalId,
      appId,
      displayName: app.displayName,
      accountEnabled: true,
      servicePrincipalType: 'Application',
      ...('appOwnerOrganizationId' in app && { appOwnerOrganizationId: app.appOwnerOrganizationId }),
      ...(!app.own && credentials),
    });
    if (app.own) {
      const id = plainText(ids['application'] ?? guidOf(`${draft.tenantId} application ${appId}`));
      const many = 'isMultiTenantEnabled' in app && app.isMultiTenantEnabled === true;
      draft.merge('applications', id, {
        id,
        appId,
        displayName: app.displayName,
        signInAudience: many ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
        ...credentials,
      });
    }
    for (const permission of app.permissions ?? []) {
      const { roleId, roleType, isAdminConsented, applicationDisplayName } = permission;
      if (isAdminConsented !== true) continue;
      if (roleType === 'Delegated') {
        consent(draft, principalId, permission);
        continue;
      }
      const id = guidOf(`${draft.tenantId} ${principalId} ${String(roleId)}`);
      draft.merge('appRoleAssignments', id, {
        id,
        appRoleId: roleId,
        principalId,
        principalType: 'ServicePrincipal',
        principalDisplayName: app.displayName,
        resourceDisplayName: applicationDisplayName,
        resourceId: draft.list('servicePrincipals').find((entry) => entry['displayName'] === applicationDisplayName)?.[
          'id'
        ],
      });
    }
  }
}

/** What an admin let the app do for everybody: one grant for each service, which must know the permission. */
function consent(draft: Draft, clientId: string, permission: Entity): void {
  const { roleId, roleDisplayName, applicationDisplayName } = permission;
  const service = draft.list('servicePrincipals').find((entry) => entry['displayName'] === applicationDisplayName);
  if (!service || typeof roleDisplayName !== 'string') return;
  const resourceId = plainText(service['id']);
  const id = guidOf(`${draft.tenantId} consent ${clientId} ${resourceId}`);
  const before = plainText(draft.collections['oauth2PermissionGrants']?.[id]?.['scope']);
  const scope = [before, roleDisplayName].filter(Boolean).join(' ');
  draft.merge('oauth2PermissionGrants', id, {
    ...{ id, clientId, resourceId, scope, consentType: 'AllPrincipals', principalId: null },
  });
  const known = (service['oauth2PermissionScopes'] ?? []) as Entity[];
  if (known.some(({ value }) => value === roleDisplayName)) return;
  const added = {
    id: plainText(roleId ?? guidOf(`scope ${resourceId} ${roleDisplayName}`)),
    value: roleDisplayName,
    ...{ type: 'Admin', isEnabled: true },
  };
  draft.merge('servicePrincipals', resourceId, { oauth2PermissionScopes: [...known, added] });
}
