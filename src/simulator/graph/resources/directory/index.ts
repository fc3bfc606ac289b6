import { applications, servicePrincipalByApp, servicePrincipals } from './applications.ts';
import { domains } from './domains.ts';
import { appRoleAssignedTo, appRoleAssignments, oauth2PermissionGrants, permissionClassifications } from './grants.ts';
import { groupSettings } from './group-settings.ts';
import { groupMembers, groups } from './groups.ts';
import { organization, subscribedSkus } from './organization.ts';
import {
  authenticationMethodKinds,
  authenticationMethods,
  perUserMfa,
  transitiveMemberOf,
  transitiveMembers,
} from './people.ts';
import {
  administrativeUnitMembers,
  administrativeUnits,
  directoryRoleMembers,
  directoryRoles,
} from './role-members.ts';
import { roleManagementPolicies, roleManagementPolicyAssignments, roleManagementPolicyRules } from './role-policies.ts';
import { groupEligibilities, roleAssignments, roleDefinitions, roleScheduleResources } from './roles.ts';
import { users } from './users.ts';

/** People, groups, apps, roles, licenses. */
export const directoryResources = [
  administrativeUnitMembers,
  administrativeUnits,
  appRoleAssignedTo,
  appRoleAssignments,
  applications,
  ...authenticationMethodKinds,
  authenticationMethods,
  directoryRoleMembers,
  directoryRoles,
  domains,
  groupEligibilities,
  groupMembers,
  groupSettings,
  groups,
  oauth2PermissionGrants,
  organization,
  perUserMfa,
  permissionClassifications,
  roleAssignments,
  roleDefinitions,
  roleManagementPolicies,
  roleManagementPolicyAssignments,
  roleManagementPolicyRules,
  ...roleScheduleResources,
  servicePrincipalByApp,
  servicePrincipals,
  subscribedSkus,
  transitiveMemberOf,
  transitiveMembers,
  users,
];
