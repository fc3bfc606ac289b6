import { listSection } from '../section.ts';
import { anything, choice, flag, list, moment, number, object, text, texts } from '../shape.ts';

/** One registered sign-in method; its kind stands in `@odata.type`, e.g. `#microsoft.graph.fido2AuthenticationMethod`. */
const method = object({ id: text, '@odata.type': text, displayName: text, createdDateTime: moment });

export const entraPrivilegeSections = {
  users: listSection({
    title: 'users',
    call: 'GET /users?$select=id,userPrincipalName,displayName,accountEnabled,userType,onPremisesImmutableId,createdDateTime,signInActivity',
    service: 'entra',
    fields: {
      id: text,
      userPrincipalName: text,
      displayName: text,
      accountEnabled: flag,
      userType: text,
      onPremisesImmutableId: text,
      createdDateTime: moment,
      /** Absent for who never signed in; absent everywhere when it could not be read. */
      signInActivity: object({
        lastSignInDateTime: moment,
        lastSuccessfulSignInDateTime: moment,
        lastNonInteractiveSignInDateTime: moment,
      }),
    },
  }),
  groupSettings: listSection({
    title: 'directory settings',
    call: 'GET /groupSettings',
    service: 'entra',
    fields: { id: text, displayName: text, templateId: text, values: list(object({ name: text, value: text })) },
  }),
  privilegedUsers: listSection({
    title: 'users with a privileged role',
    call: 'GET /roleManagement/directory/roleAssignmentScheduleInstances and roleEligibilityScheduleInstances, each user of GET /users/{id}',
    service: 'entra',
    fields: {
      id: text,
      displayName: text,
      userPrincipalName: text,
      /** Null for an account that lives in Entra only. */
      onPremisesImmutableId: text,
      /** Display names of roles, active and eligible, through groups too. */
      roles: texts,
    },
  }),
  privilegedServicePrincipals: listSection({
    title: 'applications with a privileged role',
    call: 'GET /roleManagement/directory/roleAssignmentScheduleInstances, each application of GET /servicePrincipals/{id}',
    service: 'entra',
    fields: { id: text, appId: text, displayName: text, roles: texts },
  }),
  privilegedRoles: listSection({
    title: 'privileged roles with their active assignments and activation rules',
    call: 'GET /roleManagement/directory/roleAssignmentScheduleInstances, GET /policies/roleManagementPolicyAssignments?$expand=policy($expand=rules)',
    service: 'entra',
    fields: {
      displayName: text,
      roleTemplateId: text,
      assignments: list(
        object({
          id: text,
          principalId: text,
          /** `Assigned`, or `Activated` for the time that an eligible person uses the role. */
          assignmentType: text,
          memberType: text,
          directoryScopeId: text,
          roleDefinitionId: text,
          /** Null when the assignment was made outside Privileged Identity Management. */
          startDateTime: moment,
          /** Null when it never ends. */
          endDateTime: moment,
        }),
      ),
      /** The role's own rules and those of each group that holds the role through Privileged Identity Management. */
      rules: list(
        object({
          id: text,
          '@odata.type': text,
          policyId: text,
          ruleSource: text,
          ruleSourceType: text,
          setting: object({
            isApprovalRequired: flag,
            isApprovalRequiredForExtension: flag,
            isRequestorJustificationRequired: flag,
            approvalMode: text,
            approvalStages: list(
              object({
                approvalStageTimeOutInDays: number,
                isApproverJustificationRequired: flag,
                isEscalationEnabled: flag,
                escalationTimeInMinutes: number,
                primaryApprovers: list(object({ '@odata.type': text, id: text, isBackup: flag, description: text })),
                escalationApprovers: list(object({ '@odata.type': text, id: text, isBackup: flag, description: text })),
              }),
            ),
          }),
          notificationType: text,
          notificationRecipients: texts,
          isDefaultRecipientsEnabled: flag,
          maximumDuration: text,
          isExpirationRequired: flag,
          enabledRules: texts,
          isEnabled: flag,
          claimValue: text,
        }),
      ),
    },
  }),
  roleAssignments: listSection({
    title: 'assignments of all administrator roles',
    call: 'GET /roleManagement/directory/roleAssignmentScheduleInstances and roleEligibilityScheduleInstances ($expand=principal,roleDefinition)',
    service: 'entra',
    fields: {
      id: text,
      principalId: text,
      roleDefinitionId: text,
      directoryScopeId: text,
      principal: object({ id: text, displayName: text, userPrincipalName: text, '@odata.type': text }),
      roleDefinition: object({ id: text, templateId: text, displayName: text }),
    },
  }),
  domains: listSection({
    title: 'domains',
    call: 'GET /domains',
    service: 'entra',
    fields: {
      id: text,
      isRoot: flag,
      isVerified: flag,
      isDefault: flag,
      authenticationType: text,
      passwordValidityPeriodInDays: number,
    },
  }),
  perUserMfa: listSection({
    title: 'per-user MFA states',
    call: 'GET /users/{id}/authentication/requirements (beta)',
    service: 'entra',
    fields: { id: text, userPrincipalName: text, displayName: text, perUserMfaState: text },
  }),
  activityBasedTimeoutPolicies: listSection({
    title: 'idle timeout policies',
    call: 'GET /policies/activityBasedTimeoutPolicies',
    service: 'entra',
    /** `definition` holds JSON text. */
    fields: { id: text, displayName: text, definition: texts, isOrganizationDefault: flag },
  }),
  emergencyAccounts: listSection({
    title: 'the declared emergency access accounts',
    call: 'GET /users/{id}, /users/{id}/authentication/methods, /users/{id}/transitiveMemberOf for each account under breakGlass',
    service: 'entra',
    fields: {
      id: text,
      userPrincipalName: text,
      displayName: text,
      accountEnabled: flag,
      onPremisesImmutableId: text,
      groupIds: texts,
      methods: list(method),
    },
  }),
  signInAlertRules: listSection({
    title: 'alert rules of Azure Monitor and Sentinel',
    call: 'GET /subscriptions/{id}/providers/Microsoft.Insights/scheduledQueryRules, GET {workspace}/providers/Microsoft.SecurityInsights/alertRules',
    service: 'entra',
    fields: {
      id: text,
      name: text,
      properties: object({
        displayName: text,
        enabled: flag,
        query: text,
        criteria: object({ allOf: list(object({ query: text })) }),
      }),
    },
  }),
  userAuthenticationMethods: listSection({
    title: 'registered sign-in methods with their dates',
    call: 'GET /users/{id}/authentication/methods (beta)',
    service: 'entra',
    fields: { id: text, userPrincipalName: text, displayName: text, methods: list(method) },
  }),
  accessReviews: listSection({
    title: 'access reviews',
    call: 'GET /identityGovernance/accessReviews/definitions?$expand=instances',
    service: 'entra',
    fields: {
      id: text,
      displayName: text,
      status: text,
      scope: anything,
      instanceEnumerationScope: anything,
      settings: object({
        autoApplyDecisionsEnabled: flag,
        instanceDurationInDays: number,
        recurrence: object({
          pattern: object({ type: text, interval: number }),
          range: object({ type: text, startDate: text, endDate: text }),
        }),
      }),
      instances: list(object({ id: text, status: text, startDateTime: moment, endDateTime: moment })),
    },
  }),
  administrativeUnits: listSection({
    title: 'administrative units',
    call: 'GET /directory/administrativeUnits, GET /directory/administrativeUnits/{id}/members',
    service: 'entra',
    fields: { id: text, displayName: text, isMemberManagementRestricted: flag, memberIds: texts },
  }),
  roleAssignableGroups: listSection({
    title: 'groups that only privileged administrators can change',
    call: 'GET /groups?$filter=isAssignableToRole eq true',
    service: 'entra',
    fields: { id: text, displayName: text },
  }),
  appRoleAssignments: listSection({
    title: 'who may use each application',
    call: 'GET /servicePrincipals/{id}/appRoleAssignedTo',
    service: 'entra',
    fields: {
      id: text,
      /** `User`, `Group` or `ServicePrincipal`. */
      principalType: text,
      principalId: text,
      principalDisplayName: text,
      resourceId: text,
      resourceDisplayName: text,
    },
  }),
  siteRoleAssignments: listSection({
    title: 'permissions on the declared PHI sites',
    call: 'GET {site}/_api/web/roleassignments?$expand=Member,RoleDefinitionBindings',
    service: 'sharepoint',
    fields: {
      siteUrl: text,
      loginName: text,
      title: text,
      principalType: choice({ 1: 'user', 2: 'distributionList', 4: 'securityGroup', 8: 'sharePointGroup' }),
      /** Names of the permission levels, `Read`; what SharePoint gives by itself to who may see one file is left out. */
      roles: texts,
    },
  }),
};
