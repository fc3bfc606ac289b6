import { filledListSection } from '../filled-list.ts';
import { listSection, oneSection } from '../section.ts';
import { anything, flag, list, moment, object, text, texts } from '../shape.ts';

const credential = object({ keyId: text, displayName: text, startDateTime: moment, endDateTime: moment });

/** One application or delegated permission of an app on another app (mostly Microsoft Graph). */
const permission = object({
  roleId: text,
  roleType: text,
  roleDisplayName: text,
  applicationDisplayName: text,
  isAdminConsented: flag,
  isRisky: flag,
});

const app = {
  /** The service principal's id, or `{ application, servicePrincipal }` for an own app registration. */
  objectId: anything,
  appId: text,
  displayName: text,
  keyCredentials: list(credential),
  passwordCredentials: list(credential),
  permissions: list(permission),
};

const restriction = object({
  restrictionType: text,
  state: text,
  /** ISO 8601 duration, or a .NET time span. */
  maxLifetime: anything,
  restrictForAppsCreatedAfterDateTime: text,
  /** Only in custom policies: the apps that the policy is assigned to (`appliesTo`), repeated in each restriction. */
  appliesTo: list(object({ id: text, appId: text, displayName: text })),
});
const restrictions = object({ passwordCredentials: list(restriction), keyCredentials: list(restriction) });

const inboundAccess = object({
  accessType: text,
  targets: list(object({ target: text, targetType: text })),
});

export const entraAppsSections = {
  /** One in every tenant; a list, because the API and the exports deliver a list. */
  authorizationPolicy: filledListSection({
    title: 'the authorization policy',
    call: 'GET /policies/authorizationPolicy',
    service: 'entra',
    fields: {
      id: text,
      allowInvitesFrom: text,
      guestUserRoleId: text,
      allowedToUseSSPR: flag,
      allowEmailVerifiedUsersToJoinOrganization: flag,
      /** The beta API's place for the consent policies; v1.0 has them in `defaultUserRolePermissions`. */
      permissionGrantPolicyIdsAssignedToDefaultUserRole: texts,
      defaultUserRolePermissions: object({
        allowedToCreateApps: flag,
        allowedToCreateSecurityGroups: flag,
        allowedToCreateTenants: flag,
        allowedToReadOtherUsers: flag,
        permissionGrantPoliciesAssigned: texts,
      }),
    },
  }),
  riskyDelegatedPermissionClassifications: listSection({
    title: 'sensitive permissions classified as low impact',
    call: 'GET /servicePrincipals/{id}/delegatedPermissionClassifications',
    service: 'entra',
    fields: { objectId: text, appId: text, displayName: text, riskyPermClassifications: anything },
  }),
  adminConsentRequestPolicy: oneSection({
    title: 'the admin consent request policy',
    call: 'GET /policies/adminConsentRequestPolicy',
    service: 'entra',
    fields: { isEnabled: flag, notifyReviewers: flag, remindersEnabled: flag, reviewers: anything },
  }),
  defaultAppManagementPolicy: oneSection({
    title: 'the default app management policy',
    call: 'GET /policies/defaultAppManagementPolicy',
    service: 'entra',
    fields: {
      id: text,
      displayName: text,
      isEnabled: flag,
      applicationRestrictions: restrictions,
      servicePrincipalRestrictions: restrictions,
    },
  }),
  appManagementPolicies: listSection({
    title: 'custom app management policies',
    call: 'GET /policies/appManagementPolicies (each with its appliesTo)',
    service: 'entra',
    fields: { id: text, displayName: text, isEnabled: flag, restrictions },
  }),
  /** Own app registrations that ask for a permission on much or sensitive data, with what was granted. */
  privilegedApplications: listSection({
    title: 'own apps with sensitive permissions',
    call: 'GET /applications and GET /servicePrincipals/{id}/appRoleAssignments',
    service: 'entra',
    fields: { ...app, isMultiTenantEnabled: flag },
  }),
  /** The same for apps that belong to another tenant. */
  thirdPartyApplications: listSection({
    title: 'third-party apps with sensitive permissions',
    call: 'GET /servicePrincipals and GET /servicePrincipals/{id}/appRoleAssignments',
    service: 'entra',
    fields: { ...app, signInAudience: text, appOwnerOrganizationId: text },
  }),
  servicePrincipals: listSection({
    title: 'enterprise applications',
    call: 'GET /servicePrincipals',
    service: 'entra',
    fields: { id: text, appId: text, displayName: text, accountEnabled: flag, servicePrincipalType: text },
  }),
  crossTenantAccessPolicy: oneSection({
    title: 'the default cross-tenant access settings',
    call: 'GET /policies/crossTenantAccessPolicy/default',
    service: 'entra',
    fields: {
      isServiceDefault: flag,
      b2bCollaborationInbound: object({ usersAndGroups: inboundAccess, applications: inboundAccess }),
    },
  }),
  /** Among them `B2BManagementPolicy`, whose `definition` holds JSON text with the invitation domain lists. */
  legacyPolicies: listSection({
    title: 'legacy directory policies',
    call: 'GET /beta/legacy/policies',
    service: 'entra',
    fields: { id: text, displayName: text, type: text, definition: texts },
  }),
  entraDiagnosticSettings: listSection({
    title: 'Entra diagnostic settings',
    call: 'GET https://management.azure.com/providers/microsoft.aadiam/diagnosticSettings',
    service: 'entra',
    fields: {
      id: text,
      name: text,
      properties: object({
        workspaceId: text,
        storageAccountId: text,
        eventHubAuthorizationRuleId: text,
        eventHubName: text,
        marketplacePartnerId: text,
        logs: list(object({ category: text, categoryGroup: text, enabled: flag })),
      }),
    },
  }),
};
