import { type Settings, administrators, guid, people, tenant } from './people.ts';

const everyone = { id: 'all_users', targetType: 'group' };
const nobody = { id: '00000000-0000-0000-0000-000000000000', targetType: 'group' };
/** A feature that Microsoft decides about. */
const microsoftDecides = { state: 'default', includeTarget: everyone, excludeTarget: nobody };
const method = (id: string, state: 'enabled' | 'disabled') => ({
  id,
  state,
  includeTargets: [{ ...everyone, isRegistrationRequired: false }],
  excludeTargets: [],
});
const microsoftApps: [name: string, appId: string][] = [
  ['Microsoft Graph', '00000003-0000-0000-c000-000000000000'],
  ['Office 365 Exchange Online', '00000002-0000-0ff1-ce00-000000000000'],
  ['Office 365 SharePoint Online', '00000003-0000-0ff1-ce00-000000000000'],
];
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

export const access: Settings = {
  conditionalAccessPolicies: [],
  namedLocations: [],
  securityDefaults: { isEnabled: true },
  authenticationMethodsPolicy: {
    policyMigrationState: 'migrationComplete',
    registrationEnforcement: {
      authenticationMethodsRegistrationCampaign: {
        state: 'default',
        snoozeDurationInDays: 1,
        enforceRegistrationAfterAllowedSnoozes: true,
        includeTargets: [{ ...everyone, targetedAuthenticationMethod: 'microsoftAuthenticator' }],
        excludeTargets: [],
      },
    },
    reportSuspiciousActivitySettings: { state: 'default', includeTarget: everyone },
    systemCredentialPreferences: { state: 'default' },
  },
  authenticationMethodConfigurations: [
    method('Fido2', 'enabled'),
    {
      ...method('MicrosoftAuthenticator', 'enabled'),
      includeTargets: [{ ...everyone, isRegistrationRequired: false, authenticationMode: 'any' }],
      isSoftwareOathEnabled: true,
      featureSettings: {
        numberMatchingRequiredState: { ...microsoftDecides, state: 'enabled' },
        displayAppInformationRequiredState: microsoftDecides,
        displayLocationInformationRequiredState: microsoftDecides,
        companionAppAllowedState: microsoftDecides,
      },
    },
    {
      ...method('Sms', 'enabled'),
      includeTargets: [{ ...everyone, isRegistrationRequired: false, isUsableForSignIn: false }],
    },
    method('TemporaryAccessPass', 'disabled'),
    method('HardwareOath', 'disabled'),
    method('SoftwareOath', 'enabled'),
    method('Voice', 'disabled'),
    { ...method('Email', 'enabled'), allowExternalIdToUseEmailOtp: 'default' },
    method('X509Certificate', 'disabled'),
  ],
  userRegistrationDetails: people.map(({ id, name, address, userType, globalAdministrator, registered }) => ({
    id,
    userPrincipalName: address,
    userDisplayName: name,
    userType: userType.toLowerCase(),
    isAdmin: globalAdministrator,
    isMfaCapable: registered,
    isMfaRegistered: registered,
    isPasswordlessCapable: false,
    methodsRegistered: registered ? ['microsoftAuthenticatorPush', 'softwareOneTimePasscode'] : [],
    lastUpdatedDateTime: '2026-11-19T23:10:00.000Z',
  })),
};

export const privilege: Settings = {
  users: people.map(({ id, name, address, userType, createdAt, lastSignIn }) => ({
    id,
    userPrincipalName: address,
    displayName: name,
    accountEnabled: true,
    userType,
    onPremisesImmutableId: null,
    createdDateTime: createdAt,
    signInActivity: {
      lastSignInDateTime: lastSignIn,
      lastSuccessfulSignInDateTime: lastSignIn,
      lastNonInteractiveSignInDateTime: lastSignIn,
    },
  })),
  groupSettings: [],
  privilegedUsers: administrators.map(({ id, name, address }) => ({
    id,
    displayName: name,
    userPrincipalName: address,
    onPremisesImmutableId: null,
    roles: ['Global Administrator'],
  })),
  privilegedServicePrincipals: [],
  roleAssignments: administrators.map(({ id, name, address }, index) => ({
    id: guid('role', index + 1),
    principalId: id,
    roleDefinitionId: globalAdministrator,
    directoryScopeId: '/',
    principal: { id, displayName: name, userPrincipalName: address, '@odata.type': '#microsoft.graph.user' },
    roleDefinition: {
      id: globalAdministrator,
      templateId: globalAdministrator,
      displayName: 'Global Administrator',
    },
  })),
  domains: [tenant.domain, tenant.initialDomain].map((id) => ({
    id,
    isRoot: true,
    isVerified: true,
    isDefault: id === tenant.domain,
    authenticationType: 'Managed',
    passwordValidityPeriodInDays: 2_147_483_647,
  })),
  perUserMfa: people.map(({ id, name, address }) => ({
    id,
    userPrincipalName: address,
    displayName: name,
    perUserMfaState: 'disabled',
  })),
  activityBasedTimeoutPolicies: [],
  administrativeUnits: [],
  roleAssignableGroups: [],
  appRoleAssignments: [],
};

export const applications: Settings = {
  authorizationPolicy: [
    {
      id: 'authorizationPolicy',
      allowInvitesFrom: 'everyone',
      guestUserRoleId: '10dae51f-b6af-4016-8d66-8c2a99b929b3',
      allowedToUseSSPR: true,
      allowEmailVerifiedUsersToJoinOrganization: false,
      defaultUserRolePermissions: {
        allowedToCreateApps: true,
        allowedToCreateSecurityGroups: true,
        allowedToCreateTenants: true,
        allowedToReadOtherUsers: true,
        permissionGrantPoliciesAssigned: [
          'ManagePermissionGrantsForSelf.microsoft-user-default-recommended',
          'ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team',
          'ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-chat',
        ],
      },
    },
  ],
  riskyDelegatedPermissionClassifications: [],
  adminConsentRequestPolicy: { isEnabled: false, notifyReviewers: false, remindersEnabled: false, reviewers: [] },
  defaultAppManagementPolicy: {
    id: '00000000-0000-0000-0000-000000000000',
    displayName: 'Default app management tenant policy',
    isEnabled: false,
    applicationRestrictions: { passwordCredentials: [], keyCredentials: [] },
    servicePrincipalRestrictions: { passwordCredentials: [], keyCredentials: [] },
  },
  appManagementPolicies: [],
  privilegedApplications: [],
  thirdPartyApplications: [],
  servicePrincipals: microsoftApps.map(([displayName, appId], index) => ({
    id: guid('role', 100 + index),
    appId,
    displayName,
    accountEnabled: true,
    servicePrincipalType: 'Application',
  })),
  crossTenantAccessPolicy: {
    isServiceDefault: true,
    b2bCollaborationInbound: {
      usersAndGroups: { accessType: 'allowed', targets: [{ target: 'AllUsers', targetType: 'user' }] },
      applications: { accessType: 'allowed', targets: [{ target: 'AllApplications', targetType: 'application' }] },
    },
  },
  legacyPolicies: [],
};
