import type { SectionName } from '../../src/core/snapshot.ts';
import type { Dice } from './dice.ts';
import { domains } from './mail.ts';
import type { Person } from './people.ts';

/** Conditional Access, sign-in methods, applications. */
export function accessSections(dice: Dice, admins: readonly Person[]) {
  const on = (probability = 0.8) => dice.chance(probability);
  const policy = (index: number) => ({
    id: dice.guid(),
    displayName: `Policy ${index}`,
    state: dice.pick(['enabled', 'enabled', 'enabledForReportingButNotEnforced', 'disabled']),
    modifiedDateTime: dice.day(300),
    conditions: {
      clientAppTypes: dice.pick([['all'], ['exchangeActiveSync', 'other'], ['browser', 'mobileAppsAndDesktopClients']]),
      userRiskLevels: on(0.1) ? ['high'] : [],
      signInRiskLevels: on(0.1) ? ['high'] : [],
      applications: { includeApplications: ['All'], excludeApplications: [], includeUserActions: [] },
      users: {
        includeUsers: on() ? ['All'] : [],
        excludeUsers: on(0.2) ? [dice.guid()] : [],
        includeGroups: [],
        excludeGroups: on(0.1) ? [dice.guid()] : [],
        includeRoles: on(0.3) ? ['62e90394-69f5-4237-9190-012177145e10'] : [],
        excludeRoles: [],
      },
      ...(on(0.2) && { platforms: { includePlatforms: ['iOS', 'android'], excludePlatforms: [] } }),
      ...(on(0.2) && { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } }),
    },
    grantControls: {
      operator: 'OR',
      builtInControls: dice.pick([['mfa'], ['block'], ['compliantDevice'], []]),
      customAuthenticationFactors: [],
      termsOfUse: [],
    },
    sessionControls: on(0.3)
      ? {
          signInFrequency: { isEnabled: true, type: 'hours', value: 12 },
          persistentBrowser: { isEnabled: true, mode: 'never' },
        }
      : null,
  });
  const app = (index: number) => ({
    objectId: dice.guid(),
    appId: dice.guid(),
    displayName: `App ${index}`,
    keyCredentials: [],
    passwordCredentials: [
      { keyId: dice.guid(), displayName: 'secret', startDateTime: dice.day(400), endDateTime: dice.day(10) },
    ],
    permissions: Array.from({ length: 8 }, () => ({
      roleId: dice.guid(),
      roleType: 'Application',
      roleDisplayName: dice.pick(['Mail.Read', 'Files.ReadWrite.All', 'User.Read']),
      applicationDisplayName: 'Microsoft Graph',
      isAdminConsented: true,
      isRisky: on(0.5),
    })),
  });
  const roleNames = [
    'Global Administrator',
    'Privileged Role Administrator',
    'User Administrator',
    'SharePoint Administrator',
    'Exchange Administrator',
    'Hybrid Identity Administrator',
    'Application Administrator',
    'Cloud Application Administrator',
  ];
  return {
    conditionalAccessPolicies: Array.from({ length: 20 }, (_, index) => policy(index)),
    namedLocations: [
      { id: dice.guid(), displayName: 'Office', isTrusted: true, ipRanges: [{ cidrAddress: '192.0.2.0/24' }] },
    ],
    authenticationMethodsPolicy: {
      policyMigrationState: dice.pick(['migrationComplete', 'migrationInProgress']),
      registrationEnforcement: {
        authenticationMethodsRegistrationCampaign: {
          state: 'enabled',
          includeTargets: [{ id: 'all_users', targetType: 'group' }],
          excludeTargets: [],
        },
      },
    },
    authenticationMethodConfigurations: [
      'MicrosoftAuthenticator',
      'Sms',
      'Voice',
      'Email',
      'Fido2',
      'SoftwareOath',
      'TemporaryAccessPass',
      'X509Certificate',
    ].map((id) => ({
      id,
      state: dice.pick(['enabled', 'disabled']),
      includeTargets: [{ id: 'all_users', targetType: 'group' }],
      excludeTargets: [],
      featureSettings: {
        displayAppInformationRequiredState: {
          state: 'enabled',
          includeTarget: { id: 'all_users', targetType: 'group' },
        },
        displayLocationInformationRequiredState: {
          state: 'enabled',
          includeTarget: { id: 'all_users', targetType: 'group' },
        },
      },
    })),
    securityDefaults: { isEnabled: false },
    identityProtectionNotifications: {
      isEnabled: on(),
      minRiskLevel: 'high',
      notificationRecipients: [],
      additionalRecipients: ['security@larkmeadow.example.com'],
    },
    authorizationPolicy: [
      {
        id: 'authorizationPolicy',
        allowInvitesFrom: dice.pick(['adminsAndGuestInviters', 'everyone']),
        guestUserRoleId: '2af84b1e-32c8-42b7-82bc-daa82404023b',
        allowedToUseSSPR: true,
        defaultUserRolePermissions: { allowedToCreateApps: on(0.3), permissionGrantPoliciesAssigned: [] },
        permissionGrantPolicyIdsAssignedToDefaultUserRole: [],
      },
    ],
    riskyDelegatedPermissionClassifications: [],
    adminConsentRequestPolicy: {
      isEnabled: on(),
      notifyReviewers: true,
      remindersEnabled: true,
      reviewers: [{ query: `/users/${dice.guid()}` }],
    },
    defaultAppManagementPolicy: {
      id: dice.guid(),
      displayName: 'Default',
      isEnabled: on(),
      applicationRestrictions: {
        passwordCredentials: [{ restrictionType: 'passwordAddition', state: 'enabled', maxLifetime: null }],
        keyCredentials: [],
      },
      servicePrincipalRestrictions: { passwordCredentials: [], keyCredentials: [] },
    },
    appManagementPolicies: [],
    privilegedApplications: Array.from({ length: 25 }, (_, index) => ({
      ...app(index),
      isMultiTenantEnabled: on(0.1),
    })),
    thirdPartyApplications: Array.from({ length: 25 }, (_, index) => ({
      ...app(index),
      signInAudience: 'AzureADMultipleOrgs',
      appOwnerOrganizationId: dice.guid(),
    })),
    servicePrincipals: Array.from({ length: 400 }, (_, index) => ({
      id: dice.guid(),
      appId: dice.guid(),
      displayName: `App ${index}`,
      accountEnabled: true,
      servicePrincipalType: 'Application',
    })),
    crossTenantAccessPolicy: {
      isServiceDefault: on(),
      b2bCollaborationInbound: {
        usersAndGroups: { accessType: 'allowed', targets: [{ target: 'AllUsers', targetType: 'user' }] },
        applications: { accessType: 'allowed', targets: [{ target: 'AllApplications', targetType: 'application' }] },
      },
    },
    legacyPolicies: [],
    entraDiagnosticSettings: [
      {
        id: 'a',
        name: 'logs',
        properties: {
          workspaceId: dice.guid(),
          logs: ['AuditLogs', 'SignInLogs', 'RiskyUsers', 'UserRiskEvents'].map((category) => ({
            category,
            enabled: on(),
          })),
        },
      },
    ],
    groupSettings: [
      {
        id: dice.guid(),
        displayName: 'Password Rule Settings',
        templateId: '5cf42378-d67d-4f36-ba46-e8b86229381d',
        values: [
          { name: 'EnableBannedPasswordCheck', value: 'True' },
          { name: 'LockoutThreshold', value: '10' },
          { name: 'LockoutDurationInSeconds', value: '60' },
        ],
      },
    ],
    privilegedUsers: admins.map((admin, index) => ({
      id: admin.id,
      displayName: admin.name,
      userPrincipalName: admin.address,
      onPremisesImmutableId: null,
      roles: [roleNames[index % roleNames.length]],
    })),
    privilegedServicePrincipals: [],
    privilegedRoles: roleNames.map((displayName) => ({
      displayName,
      roleTemplateId: dice.guid(),
      assignments: admins.slice(0, 4).map((admin) => ({
        id: dice.guid(),
        principalId: admin.id,
        assignmentType: 'Assigned',
        memberType: 'Direct',
        directoryScopeId: '/',
        roleDefinitionId: dice.guid(),
        startDateTime: dice.day(90),
        endDateTime: on() ? '2027-05-01T00:00:00Z' : null,
      })),
      rules: rulesOf(displayName, dice),
    })),
    roleAssignments: admins.map((admin) => ({
      id: dice.guid(),
      principalId: admin.id,
      roleDefinitionId: dice.guid(),
      directoryScopeId: '/',
      principal: {
        id: admin.id,
        displayName: admin.name,
        userPrincipalName: admin.address,
        '@odata.type': '#microsoft.graph.user',
      },
      roleDefinition: { id: dice.guid(), templateId: dice.guid(), displayName: dice.pick(roleNames) },
    })),
    domains: domains.map((id, index) => ({
      id,
      isRoot: true,
      isVerified: true,
      isDefault: index === 0,
      authenticationType: 'Managed',
      passwordValidityPeriodInDays: on() ? 2_147_483_647 : 90,
    })),
    activityBasedTimeoutPolicies: [
      {
        id: dice.guid(),
        displayName: 'Idle',
        isOrganizationDefault: true,
        definition: [
          '{"ActivityBasedTimeoutPolicy":{"Version":1,"ApplicationPolicies":[{"ApplicationId":"default","WebSessionIdleTimeout":"00:30:00"}]}}',
        ],
      },
    ],
    emergencyAccounts: [1, 2].map((index) => ({
      id: dice.guid(),
      userPrincipalName: `breakglass${index}@larkmeadow.example.com`,
      displayName: `Break glass ${index}`,
      accountEnabled: true,
      onPremisesImmutableId: null,
      groupIds: [],
      methods: [
        {
          id: dice.guid(),
          '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
          createdDateTime: dice.day(300),
        },
      ],
    })),
    signInAlertRules: [
      {
        id: 'a',
        name: 'Break glass',
        properties: {
          displayName: 'Break glass',
          enabled: on(),
          query: 'SigninLogs | where UserPrincipalName has "breakglass1"',
        },
      },
    ],
    accessReviews: [
      {
        id: dice.guid(),
        displayName: 'Guests',
        status: 'InProgress',
        scope: { query: '/groups' },
        settings: {
          autoApplyDecisionsEnabled: true,
          instanceDurationInDays: 14,
          recurrence: {
            pattern: { type: 'absoluteMonthly', interval: 3 },
            range: { type: 'noEnd', startDate: '2026-01-01' },
          },
        },
        instances: [{ id: dice.guid(), status: 'Completed', startDateTime: dice.day(60), endDateTime: dice.day(40) }],
      },
    ],
    administrativeUnits: [
      {
        id: dice.guid(),
        displayName: 'Clinicians',
        isMemberManagementRestricted: on(0.2),
        memberIds: admins.map((admin) => admin.id),
      },
    ],
    roleAssignableGroups: [],
    siteRoleAssignments: [],
  } satisfies Partial<Record<SectionName, unknown>>;
}

/** The rules of one role in Privileged Identity Management. */
function rulesOf(ruleSource: string, dice: Dice) {
  const on = () => dice.chance(0.8);
  const rule = (id: string, kind: string, values: object) => ({
    id,
    '@odata.type': `#microsoft.graph.unifiedRoleManagementPolicy${kind}Rule`,
    policyId: dice.guid(),
    ruleSource,
    ruleSourceType: 'Directory Role',
    ...values,
  });
  return [
    rule('Approval_EndUser_Assignment', 'Approval', { setting: { isApprovalRequired: on(), approvalStages: [] } }),
    rule('Expiration_Admin_Assignment', 'Expiration', { isExpirationRequired: on(), maximumDuration: 'P15D' }),
    rule('Expiration_Admin_Eligibility', 'Expiration', { isExpirationRequired: on(), maximumDuration: 'P365D' }),
    rule('Expiration_EndUser_Assignment', 'Expiration', { isExpirationRequired: true, maximumDuration: 'PT8H' }),
    rule('Enablement_EndUser_Assignment', 'Enablement', {
      enabledRules: ['MultiFactorAuthentication', 'Justification'],
    }),
    rule('AuthenticationContext_EndUser_Assignment', 'AuthenticationContext', { isEnabled: false, claimValue: '' }),
    ...[
      'Notification_Admin_Admin_Assignment',
      'Notification_Admin_Admin_Eligibility',
      'Notification_Admin_EndUser_Assignment',
    ].map((id) =>
      rule(id, 'Notification', {
        notificationType: 'Email',
        notificationRecipients: on() ? ['security@larkmeadow.example.com'] : [],
        isDefaultRecipientsEnabled: true,
      }),
    ),
  ];
}
