import { type Organization, noOrganization } from '../../core/organization.ts';
import type { Resource } from '../resource.ts';
import { accessReviews } from './resources/access-reviews.ts';
import { activityBasedTimeoutPolicies } from './resources/activity-based-timeout-policies.ts';
import { adminConsentRequestPolicy } from './resources/admin-consent-request-policy.ts';
import { administrativeUnits } from './resources/administrative-units.ts';
import { appManagementPolicies } from './resources/app-management-policies.ts';
import { appPermissions } from './resources/app-permissions.ts';
import { appRoleAssignments } from './resources/app-role-assignments.ts';
import { authenticationMethodsPolicy } from './resources/authentication-methods-policy.ts';
import { authorizationPolicy } from './resources/authorization-policy.ts';
import { backupPolicies } from './resources/backup-policies.ts';
import { conditionalAccessPolicies } from './resources/conditional-access-policies.ts';
import { configurationPolicies } from './resources/configuration-policies.ts';
import { crossTenantAccessPolicy } from './resources/cross-tenant-access-policy.ts';
import { defaultAppManagementPolicy } from './resources/default-app-management-policy.ts';
import { deviceCompliancePolicies } from './resources/device-compliance-policies.ts';
import { deviceManagementSettings } from './resources/device-management-settings.ts';
import { domains } from './resources/domains.ts';
import { emergencyAccounts } from './resources/emergency-accounts.ts';
import { groupPolicyConfigurations } from './resources/group-policy-configurations.ts';
import { groups } from './resources/groups.ts';
import { groupSettings } from './resources/group-settings.ts';
import { identityProtectionNotifications } from './resources/identity-protection-notifications.ts';
import { legacyPolicies } from './resources/legacy-policies.ts';
import { managedAppPolicies } from './resources/managed-app-policies.ts';
import { managedDeviceCleanupRules } from './resources/managed-device-cleanup-rules.ts';
import { managedDeviceCleanupSettings } from './resources/managed-device-cleanup-settings.ts';
import { managedDevices } from './resources/managed-devices.ts';
import { namedLocations } from './resources/named-locations.ts';
import { oneDrives } from './resources/one-drives.ts';
import { organization } from './resources/organization.ts';
import { permissionClassifications } from './resources/permission-classifications.ts';
import { perUserMfa } from './resources/per-user-mfa.ts';
import { privilegedRoles } from './resources/privileged-roles.ts';
import { privilegedUsers } from './resources/privileged-users.ts';
import { roleAssignableGroups } from './resources/role-assignable-groups.ts';
import { securityDefaults } from './resources/security-defaults.ts';
import { servicePrincipals } from './resources/service-principals.ts';
import { sharepointSettings } from './resources/sharepoint-settings.ts';
import { subscribedSkus } from './resources/subscribed-skus.ts';
import { userAuthenticationMethods } from './resources/user-authentication-methods.ts';
import { userRegistrationDetails } from './resources/user-registration-details.ts';
import { users } from './resources/users.ts';

/** Everything that v1.0 of Microsoft Graph gives. Licenses come first. */
const stable: readonly Resource[] = [
  subscribedSkus,
  organization,
  domains,
  users,
  groups,
  conditionalAccessPolicies,
  namedLocations,
  securityDefaults,
  authorizationPolicy,
  crossTenantAccessPolicy,
  userRegistrationDetails,
  userAuthenticationMethods,
  privilegedUsers,
  privilegedRoles,
  roleAssignableGroups,
  administrativeUnits,
  accessReviews,
  activityBasedTimeoutPolicies,
  groupSettings,
  servicePrincipals,
  appPermissions,
  appRoleAssignments,
  adminConsentRequestPolicy,
  permissionClassifications,
  defaultAppManagementPolicy,
  appManagementPolicies,
  deviceManagementSettings,
  deviceCompliancePolicies,
  managedDevices,
  managedAppPolicies,
  sharepointSettings,
  oneDrives,
  backupPolicies,
];

/** What v1.0 does not have, and nothing else. Microsoft may change these calls without notice. */
export const betaResources: readonly Resource[] = [
  // v1.0 for all but number matching, suspicious activity reports and the preferred method.
  authenticationMethodsPolicy,
  identityProtectionNotifications,
  perUserMfa,
  legacyPolicies,
  managedDeviceCleanupSettings,
  managedDeviceCleanupRules,
  configurationPolicies,
  groupPolicyConfigurations,
];

/** Every resource of Microsoft Graph; the emergency access accounts are those that the organization declares. */
export function graphResources(declared: Pick<Organization, 'breakGlass'> = noOrganization): readonly Resource[] {
  return [...stable, emergencyAccounts(declared.breakGlass), ...betaResources];
}
