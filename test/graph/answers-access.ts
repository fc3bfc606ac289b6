import { glass, globalAdmin, group, kim, ownApp, ownSp } from './ids.ts';

const setting = {
  isApprovalRequired: false,
  isApprovalRequiredForExtension: false,
  isRequestorJustificationRequired: true,
  approvalMode: 'SingleStage',
  approvalStages: [
    {
      approvalStageTimeOutInDays: 1,
      isApproverJustificationRequired: true,
      isEscalationEnabled: false,
      escalationTimeInMinutes: 0,
      primaryApprovers: [{ '@odata.type': '#microsoft.graph.singleUser', userId: kim, description: 'Kim Lee' }],
      escalationApprovers: [],
    },
  ],
};
const target = (operation: string) => ({
  caller: 'EndUser',
  operations: [operation],
  level: 'Assignment',
  inheritableSettings: [],
  enforcedSettings: [],
});
const rules = [
  {
    '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyExpirationRule',
    id: 'Expiration_EndUser_Assignment',
    isExpirationRequired: true,
    maximumDuration: 'P1D',
    target: target('all'),
  },
  {
    '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyApprovalRule',
    id: 'Approval_EndUser_Assignment',
    setting,
    target: target('all'),
  },
  {
    '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyEnablementRule',
    id: 'Enablement_EndUser_Assignment',
    enabledRules: ['Justification'],
    target: target('all'),
  },
];
const assignment = {
  id: 'assignment-1',
  principalId: kim,
  roleDefinitionId: globalAdmin,
  directoryScopeId: '/',
  appScopeId: null,
  assignmentType: 'Assigned',
  memberType: 'Direct',
  startDateTime: null,
  endDateTime: null,
  principal: {
    '@odata.type': '#microsoft.graph.user',
    id: kim,
    displayName: 'Kim Lee',
    userPrincipalName: 'kim@clinic.example.com',
  },
};
const policy = {
  '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#identity/conditionalAccess/policies',
  id: '60000000-0000-0000-0000-000000000001',
  displayName: 'MFA for everybody',
  state: 'enabledForReportingButNotEnforced',
  createdDateTime: '2026-01-01T00:00:00Z',
  modifiedDateTime: null,
  templateId: null,
  conditions: {
    clientAppTypes: ['all'],
    platforms: null,
    locations: null,
    userRiskLevels: [],
    signInRiskLevels: [],
    applications: { includeApplications: ['All'], excludeApplications: [], includeUserActions: [] },
    users: {
      includeUsers: ['All'],
      excludeUsers: [],
      includeGroups: [],
      excludeGroups: [],
      includeRoles: [],
      excludeRoles: [],
      includeGuestsOrExternalUsers: null,
      excludeGuestsOrExternalUsers: {
        guestOrExternalUserTypes: 'serviceProvider',
        externalTenants: {
          '@odata.type': '#microsoft.graph.conditionalAccessAllExternalTenants',
          membershipKind: 'all',
        },
      },
    },
  },
  grantControls: {
    operator: 'OR',
    builtInControls: [],
    customAuthenticationFactors: [],
    termsOfUse: [],
    'authenticationStrength@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#x',
    authenticationStrength: {
      id: '00000000-0000-0000-0000-000000000002',
      displayName: 'Multifactor authentication',
      allowedCombinations: ['fido2'],
      combinationConfigurations: [],
    },
  },
  sessionControls: null,
};
const feature = {
  state: 'default',
  includeTarget: { targetType: 'group', id: 'all_users' },
  excludeTarget: { targetType: 'group', id: '00000000-0000-0000-0000-000000000000' },
};
const authenticator = {
  '@odata.type': '#microsoft.graph.microsoftAuthenticatorAuthenticationMethodConfiguration',
  id: 'MicrosoftAuthenticator',
  state: 'enabled',
  isSoftwareOathEnabled: true,
  featureSettings: { displayAppInformationRequiredState: feature, displayLocationInformationRequiredState: feature },
  includeTargets: [{ id: 'all_users', targetType: 'group', isRegistrationRequired: false, authenticationMode: 'any' }],
  excludeTargets: [],
};
const methodsPolicy = {
  id: 'authenticationMethodsPolicy',
  policyMigrationState: 'preMigration',
  registrationEnforcement: {
    authenticationMethodsRegistrationCampaign: {
      state: 'default',
      snoozeDurationInDays: 1,
      includeTargets: [],
      excludeTargets: [],
    },
  },
  authenticationMethodConfigurations: [
    authenticator,
    {
      '@odata.type': '#microsoft.graph.smsAuthenticationMethodConfiguration',
      id: 'Sms',
      state: 'enabled',
      includeTargets: [{ id: 'all_users', targetType: 'group', isUsableForSignIn: true }],
      excludeTargets: [],
    },
  ],
};
const passwordAddition = {
  restrictionType: 'passwordAddition',
  state: 'enabled',
  maxLifetime: null,
  restrictForAppsCreatedAfterDateTime: null,
};
const method = {
  '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
  id: 'key-1',
  displayName: 'Key',
  createdDateTime: '2026-02-03T00:00:00Z',
  aaGuid: 'x',
};

/** Answers about people, roles and sign-in as Microsoft Graph gives them, by path. */
export const accessAnswers: Readonly<Record<string, unknown>> = {
  '/subscribedSkus': [
    {
      skuPartNumber: 'SPB',
      skuId: 'sku-1',
      consumedUnits: 20,
      capabilityStatus: 'Enabled',
      prepaidUnits: { enabled: 25, suspended: 0, warning: 0, lockedOut: 0 },
      servicePlans: [{ servicePlanName: 'AAD_PREMIUM_P2', servicePlanId: 'p', provisioningStatus: 'Success' }],
    },
    {
      skuPartNumber: 'OLD',
      capabilityStatus: 'Suspended',
      servicePlans: [{ servicePlanName: 'INTUNE_A', provisioningStatus: 'Success' }],
    },
  ],
  '/organization': [
    {
      id: 'aaaaaaaa-0000-0000-0000-000000000001',
      displayName: 'Clinic',
      technicalNotificationMails: ['it@clinic.example.com'],
      securityComplianceNotificationMails: [],
      privacyProfile: null,
    },
  ],
  '/domains': [
    {
      id: 'clinic.example.com',
      isRoot: true,
      isVerified: true,
      isDefault: true,
      authenticationType: 'Managed',
      passwordValidityPeriodInDays: 90,
    },
  ],
  '/users': [
    {
      id: kim,
      userPrincipalName: 'kim@clinic.example.com',
      displayName: 'Kim Lee',
      accountEnabled: true,
      userType: 'Member',
      onPremisesImmutableId: null,
      createdDateTime: '2025-01-01T00:00:00Z',
      signInActivity: { lastSignInDateTime: '2026-11-01T00:00:00Z', lastNonInteractiveSignInDateTime: null },
    },
    {
      id: '10000000-0000-0000-0000-000000000003',
      userPrincipalName: 'guest_example.net#EXT#@clinic.example.com',
      userType: 'Guest',
      accountEnabled: true,
    },
  ],
  '/users/{id}': (path: string) => ({
    '@odata.type': '#microsoft.graph.user',
    id: path.includes(kim) ? kim : glass,
    userPrincipalName: path.includes(kim) ? 'kim@clinic.example.com' : 'glass@clinic.example.com',
    displayName: path.includes(kim) ? 'Kim Lee' : 'Break glass',
    accountEnabled: true,
    onPremisesImmutableId: null,
  }),
  '/users/{id}/transitiveMemberOf/microsoft.graph.group': [{ id: group }],
  '/users/{id}/authentication/methods': [method],
  'beta /users/{id}/authentication/requirements': { perUserMfaState: 'enforced' },
  '/users/{id}/drive': {
    id: 'b!drive',
    webUrl: 'https://clinic-my.sharepoint.com/personal/kim',
    owner: { user: { id: kim, displayName: 'Kim Lee', email: 'kim@clinic.example.com' } },
    quota: { total: 1099511627776, used: 10, remaining: 1099511627766, state: 'normal' },
  },
  '/groups': [
    {
      id: group,
      displayName: 'Front desk',
      visibility: 'Public',
      groupTypes: ['Unified'],
      resourceProvisioningOptions: ['Team'],
    },
  ],
  '/groups/{id}/transitiveMembers': [{ '@odata.type': '#microsoft.graph.user', id: glass }],
  '/identity/conditionalAccess/policies': [policy],
  '/identity/conditionalAccess/policies/{id}': policy,
  '/identity/conditionalAccess/namedLocations': [
    {
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      id: '61000000-0000-0000-0000-000000000001',
      displayName: 'Office',
      isTrusted: true,
      ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' }],
    },
  ],
  '/identity/conditionalAccess/namedLocations/{id}': {
    '@odata.type': '#microsoft.graph.ipNamedLocation',
    id: '61000000-0000-0000-0000-000000000001',
    displayName: 'Office',
  },
  '/policies/authenticationMethodsPolicy': methodsPolicy,
  'beta /policies/authenticationMethodsPolicy': {
    ...methodsPolicy,
    reportSuspiciousActivitySettings: { state: 'enabled', includeTarget: { id: 'all_users', targetType: 'group' } },
    systemCredentialPreferences: { state: 'default' },
    authenticationMethodConfigurations: [
      {
        ...authenticator,
        featureSettings: { ...authenticator.featureSettings, numberMatchingRequiredState: feature },
      },
    ],
  },
  '/policies/identitySecurityDefaultsEnforcementPolicy': { id: 'x', isEnabled: false },
  '/policies/authorizationPolicy': {
    id: 'authorizationPolicy',
    allowInvitesFrom: 'everyone',
    guestUserRoleId: 'a0b1b346-4d3e-4e8b-98f8-753987be4970',
    defaultUserRolePermissions: {
      allowedToCreateApps: true,
      allowedToCreateSecurityGroups: true,
      permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.microsoft-user-default-low'],
    },
  },
  '/policies/crossTenantAccessPolicy/default': {
    isServiceDefault: true,
    b2bCollaborationInbound: {
      usersAndGroups: { accessType: 'allowed', targets: [{ target: 'AllUsers', targetType: 'user' }] },
      applications: { accessType: 'allowed', targets: [{ target: 'AllApplications', targetType: 'application' }] },
    },
  },
  '/policies/adminConsentRequestPolicy': {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#policies/adminConsentRequestPolicy/$entity',
    isEnabled: false,
    notifyReviewers: true,
    remindersEnabled: true,
    requestDurationInDays: 30,
    version: 1,
    reviewers: [{ query: `/users/${kim}`, queryType: 'MicrosoftGraph', queryRoot: null }],
  },
  '/policies/defaultAppManagementPolicy': {
    id: '00000000-0000-0000-0000-000000000000',
    displayName: 'Default app management tenant policy',
    isEnabled: false,
    applicationRestrictions: { passwordCredentials: [], keyCredentials: [] },
    servicePrincipalRestrictions: { passwordCredentials: [], keyCredentials: [] },
  },
  '/policies/appManagementPolicies': [
    {
      id: '62000000-0000-0000-0000-000000000001',
      displayName: 'Strict',
      isEnabled: true,
      restrictions: { passwordCredentials: [passwordAddition], keyCredentials: [] },
    },
  ],
  '/policies/appManagementPolicies/{id}/appliesTo': [
    { '@odata.type': '#microsoft.graph.application', id: ownApp, appId: 'app-own', displayName: 'Own app' },
  ],
  '/policies/activityBasedTimeoutPolicies': [
    {
      id: '63000000-0000-0000-0000-000000000001',
      displayName: 'Idle',
      definition: ['{"ActivityBasedTimeoutPolicy":{"Version":1,"ApplicationPolicies":[]}}'],
      isOrganizationDefault: true,
    },
  ],
  '/policies/roleManagementPolicyAssignments': [
    { id: 'x', policyId: 'DirectoryRole_1', roleDefinitionId: globalAdmin, policy: { id: 'DirectoryRole_1', rules } },
    { id: 'y', policyId: 'Group_1', roleDefinitionId: 'member', policy: { id: 'Group_1', rules: rules.slice(0, 1) } },
  ],
  '/roleManagement/directory/roleAssignmentScheduleInstances': [
    assignment,
    {
      ...assignment,
      id: 'assignment-2',
      principalId: group,
      principal: { '@odata.type': '#microsoft.graph.group', id: group, displayName: 'Admins' },
    },
    {
      ...assignment,
      id: 'assignment-3',
      principalId: ownSp,
      principal: { '@odata.type': '#microsoft.graph.servicePrincipal', id: ownSp, displayName: 'Own app' },
    },
  ],
  '/roleManagement/directory/roleEligibilityScheduleInstances': [],
  '/roleManagement/directory/roleEligibilityScheduleRequests': [
    { action: 'adminAssign', justification: 'Wardline: eligible in place of always active' },
  ],
  '/roleManagement/directory/roleAssignments': [
    {
      id: 'plain-1',
      principalId: kim,
      roleDefinitionId: globalAdmin,
      directoryScopeId: '/',
      principal: assignment.principal,
    },
  ],
  '/roleManagement/directory/roleDefinitions': [
    { id: globalAdmin, templateId: globalAdmin, displayName: 'Global Administrator' },
  ],
  '/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances': [
    { id: 'e', groupId: group, principal: { '@odata.type': '#microsoft.graph.user', id: kim } },
  ],
  '/identityGovernance/accessReviews/definitions': [
    {
      id: '64000000-0000-0000-0000-000000000001',
      displayName: 'Wardline: quarterly review of guests',
      status: 'InProgress',
      scope: {},
      settings: { autoApplyDecisionsEnabled: true, instanceDurationInDays: 14, recurrence: null },
    },
  ],
  '/identityGovernance/accessReviews/definitions/{id}/instances': [
    { id: 'i', status: 'InProgress', startDateTime: '2026-10-01T00:00:00Z', endDateTime: '2026-10-15T00:00:00Z' },
  ],
  '/directory/administrativeUnits': [
    { id: '65000000-0000-0000-0000-000000000001', displayName: 'North', isMemberManagementRestricted: null },
  ],
  '/directory/administrativeUnits/{id}/members': [{ '@odata.type': '#microsoft.graph.user', id: kim }],
  '/reports/authenticationMethods/userRegistrationDetails': [
    { id: kim, userPrincipalName: 'kim@clinic.example.com', isMfaRegistered: true, methodsRegistered: ['mobilePhone'] },
  ],
  'beta /identityProtection/settings/notifications': { isEnabled: true, notificationRecipients: [] },
  'beta /legacy/policies': [
    { id: 'l', displayName: 'B2BManagementPolicy', type: 'B2BManagementPolicy', definition: ['{}'] },
  ],
};
