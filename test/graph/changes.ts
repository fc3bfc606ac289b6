import type { Change } from '../../src/core/change.ts';
import type { SectionData, SectionName } from '../../src/core/snapshot.ts';
import { faxSp, globalAdmin, group, kim, mailRead } from './ids.ts';

const common = { call: '', summary: '', notice: '', undo: 'restore' as const };
const set = (section: SectionName, values: Change['values'], match?: Change['match']): Change => ({
  ...common,
  section,
  operation: 'set',
  ...(match && { match }),
  values,
});
const create = (section: SectionName, values: Record<string, unknown>, match: Change['match']): Change => ({
  ...common,
  section,
  operation: 'create',
  match,
  values,
});
const remove = (section: SectionName, match: Change['match']): Change => ({
  ...common,
  section,
  operation: 'remove',
  match,
});
const shown = {
  state: 'enabled',
  includeTarget: { targetType: 'group', id: 'all_users' },
  excludeTarget: { targetType: 'group', id: '00000000-0000-0000-0000-000000000000' },
};
const block = {
  restrictionType: 'passwordAddition',
  state: 'enabled',
  maxLifetime: null,
  restrictForAppsCreatedAfterDateTime: null,
};
const catalogue = 'device_vendor_msft_policy_config_defender_allowrealtimemonitoring';

/** Changes of the form that the controls make, at least one for each section that one of them changes. */
export const changes: readonly Change[] = [
  set('organizationContact', { securityComplianceNotificationMails: ['it@clinic.example.com'] }),
  set('domains', { passwordValidityPeriodInDays: 2147483647 }, { id: 'clinic.example.com' }),
  set('users', { accountEnabled: false }, { id: kim }),
  set('groups', { visibility: 'Private' }, { id: group }),
  create(
    'groups',
    {
      displayName: 'PHI role billing',
      description: 'Everybody who works as billing.',
      mailNickname: 'phi-role-billing',
      mailEnabled: false,
      securityEnabled: true,
    },
    { displayName: 'PHI role billing' },
  ),
  set(
    'conditionalAccessPolicies',
    { state: 'enabled', 'conditions.users.excludeUsers': [kim], 'grantControls.builtInControls': ['mfa'] },
    { id: '60000000-0000-0000-0000-000000000001' },
  ),
  set('conditionalAccessPolicies', { state: 'enabled' }, { displayName: 'MFA for everybody' }),
  create(
    'conditionalAccessPolicies',
    {
      displayName: 'Strong MFA',
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        clientAppTypes: ['all'],
        applications: { includeApplications: ['All'] },
        authenticationFlows: { transferMethods: 'deviceCodeFlow' },
        users: {
          includeUsers: ['All'],
          excludeUsers: [kim],
          excludeGroups: [],
          excludeRoles: [],
          excludeGuestsOrExternalUsers: {
            guestOrExternalUserTypes: 'serviceProvider',
            externalTenants: { membershipKind: 'all' },
          },
        },
      },
      grantControls: {
        operator: 'OR',
        builtInControls: [],
        authenticationStrength: { id: '00000000-0000-0000-0000-000000000004', displayName: 'Phishing-resistant MFA' },
      },
      sessionControls: {
        signInFrequency: { isEnabled: true, type: 'hours', value: 12, frequencyInterval: 'timeBased' },
      },
    },
    { displayName: 'Strong MFA' },
  ),
  remove('conditionalAccessPolicies', { displayName: 'MFA for everybody' }),
  create(
    'namedLocations',
    {
      displayName: 'Clinic',
      isTrusted: true,
      ipRanges: [{ cidrAddress: '192.0.2.0/24' }, { cidrAddress: '2001:db8::/32' }],
    },
    { displayName: 'Clinic' },
  ),
  set('namedLocations', { isTrusted: false }, { displayName: 'Office' }),
  set('authenticationMethodsPolicy', { policyMigrationState: 'migrationComplete' }),
  set('authenticationMethodConfigurations', { state: 'disabled' }, { id: 'Sms' }),
  set(
    'authenticationMethodConfigurations',
    { isSoftwareOathEnabled: false, 'featureSettings.displayAppInformationRequiredState': shown },
    { id: 'MicrosoftAuthenticator' },
  ),
  set(
    'authenticationMethodConfigurations',
    { 'featureSettings.numberMatchingRequiredState.state': 'enabled' },
    { id: 'MicrosoftAuthenticator' },
  ),
  set('securityDefaults', { isEnabled: true }),
  set('authorizationPolicy', { allowInvitesFrom: 'adminsAndGuestInviters' }, { id: 'authorizationPolicy' }),
  set(
    'authorizationPolicy',
    { 'defaultUserRolePermissions.allowedToCreateApps': false },
    { id: 'authorizationPolicy' },
  ),
  set('authorizationPolicy', { permissionGrantPolicyIdsAssignedToDefaultUserRole: [] }, { id: 'authorizationPolicy' }),
  set('crossTenantAccessPolicy', {
    'b2bCollaborationInbound.usersAndGroups': {
      accessType: 'blocked',
      targets: [{ target: 'AllUsers', targetType: 'user' }],
    },
  }),
  set('adminConsentRequestPolicy', { isEnabled: true }),
  set('defaultAppManagementPolicy', {
    isEnabled: true,
    'applicationRestrictions.passwordCredentials': [block],
    'servicePrincipalRestrictions.passwordCredentials': [block],
  }),
  set(
    'activityBasedTimeoutPolicies',
    { definition: ['{"ActivityBasedTimeoutPolicy":{"Version":1}}'] },
    { id: '63000000-0000-0000-0000-000000000001' },
  ),
  create(
    'activityBasedTimeoutPolicies',
    { displayName: 'Idle session timeout', isOrganizationDefault: true, definition: ['{}'] },
    { displayName: 'Idle session timeout' },
  ),
  remove('activityBasedTimeoutPolicies', { displayName: 'Idle' }),
  set(
    'groupSettings',
    { values: [{ name: 'EnableMIPLabels', value: 'True' }] },
    { id: '66000000-0000-0000-0000-000000000001' },
  ),
  create(
    'groupSettings',
    {
      displayName: 'Password Rule Settings',
      templateId: '5cf42378-d67d-4f36-ba46-e8b86229381d',
      values: [{ name: 'LockoutThreshold', value: '10' }],
    },
    { templateId: '5cf42378-d67d-4f36-ba46-e8b86229381d' },
  ),
  set('servicePrincipals', { accountEnabled: false }, { id: faxSp }),
  set('servicePrincipals', { accountEnabled: false }, { appId: 'c1f33bc0-bdb4-4248-ba9b-096807ddb43e' }),
  create(
    'servicePrincipals',
    { appId: 'c1f33bc0-bdb4-4248-ba9b-096807ddb43e', displayName: 'Microsoft 365 on the web', accountEnabled: false },
    { appId: 'c1f33bc0-bdb4-4248-ba9b-096807ddb43e' },
  ),
  set('thirdPartyApplications', { permissions: [] }, { appId: 'app-fax' }),
  set(
    'privilegedApplications',
    {
      permissions: [
        { roleType: 'Application', roleId: mailRead, resourceId: '30000000-0000-0000-0000-000000000001' },
        { roleType: 'Application', roleId: kim, resourceId: '30000000-0000-0000-0000-000000000001' },
      ],
    },
    { appId: 'app-own' },
  ),
  set('perUserMfa', { perUserMfaState: 'disabled' }, { id: kim }),
  create(
    'accessReviews',
    {
      displayName: 'Wardline: quarterly review of Global Administrator',
      status: 'NotStarted',
      instances: [],
      scope: {
        principalScopes: [{ query: '/users', queryType: 'MicrosoftGraph' }],
        resourceScopes: [
          { query: `/roleManagement/directory/roleDefinitions/${globalAdmin}`, queryType: 'MicrosoftGraph' },
        ],
      },
      settings: {
        autoApplyDecisionsEnabled: true,
        instanceDurationInDays: 14,
        recurrence: {
          pattern: { type: 'absoluteMonthly', interval: 3 },
          range: { type: 'noEnd', startDate: '2026-11-20' },
        },
      },
    },
    { displayName: 'Wardline: quarterly review of Global Administrator' },
  ),
  create(
    'accessReviews',
    {
      displayName: 'Guests',
      scope: { query: './members/microsoft.graph.user', queryType: 'MicrosoftGraph' },
      instanceEnumerationScope: { query: '/groups', queryType: 'MicrosoftGraph' },
      settings: { autoApplyDecisionsEnabled: true, instanceDurationInDays: 14 },
    },
    { displayName: 'Guests' },
  ),
  remove('accessReviews', { displayName: 'Wardline: quarterly review of guests' }),
  set('sharepointSettings', {
    sharingCapability: 'existingExternalUserSharingOnly',
    'idleSessionSignOut.isEnabled': true,
    sharingAllowedDomainList: ['partner.example.com'],
  }),
  set('deviceManagementSettings', { secureByDefault: true }),
  set(
    'deviceCompliancePolicies',
    { bitLockerEnabled: true, passwordRequired: true, passwordMinutesOfInactivityBeforeLock: 15 },
    { id: '67000000-0000-0000-0000-000000000001' },
  ),
  remove('managedDevices', { id: '68000000-0000-0000-0000-000000000001' }),
  set('managedDeviceCleanupSettings', { deviceInactivityBeforeRetirementInDays: 90 }),
  set(
    'managedAppPolicies',
    { pinRequired: true, saveAsBlocked: true, periodOfflineBeforeWipeIsEnforced: 'P90D' },
    { id: 'T_70000000-0000-0000-0000-000000000001' },
  ),
  create(
    'managedAppPolicies',
    {
      '@odata.type': '#microsoft.graph.androidManagedAppProtection',
      displayName: 'App protection for Android',
      pinRequired: true,
      saveAsBlocked: true,
      periodOfflineBeforeWipeIsEnforced: 'P90D',
      encryptAppData: true,
      assignments: [{ target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }],
    },
    { displayName: 'App protection for Android' },
  ),
  remove('managedAppPolicies', { displayName: 'Phones' }),
  create(
    'configurationPolicies',
    {
      name: 'OneDrive: no personal accounts',
      platforms: 'windows10',
      settings: [
        {
          settingInstance: {
            '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
            settingDefinitionId: catalogue,
            choiceSettingValue: { value: `${catalogue}_1`, children: [] },
          },
        },
      ],
      assignments: [{ target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' } }],
    },
    { name: 'OneDrive: no personal accounts' },
  ),
  remove('configurationPolicies', { name: 'Antivirus: real-time protection' }),
  set(
    'entraDiagnosticSettings',
    { 'properties.logs': [{ category: 'SignInLogs', enabled: true }] },
    { id: '/providers/microsoft.aadiam/diagnosticSettings/export' },
  ),
];

/** What controls and an undo do to the roles that were read: tighter rules, eligible in place of active, and back. */
export function roleChanges(roles: SectionData<'privilegedRoles'>): readonly Change[] {
  const [role] = roles;
  const match = { roleTemplateId: globalAdmin };
  const rules = role!.rules!.map((rule) => {
    if (rule.id === 'Expiration_EndUser_Assignment') return { ...rule, maximumDuration: 'PT4H' };
    if (rule.id === 'Approval_EndUser_Assignment')
      return { ...rule, setting: { ...rule.setting, isApprovalRequired: true } };
    return rule;
  });
  const assignments = role!.assignments!.filter(({ principalId }) => principalId !== kim);
  const gone = { id: 'gone', principalId: '10000000-0000-0000-0000-000000000009', assignmentType: 'Assigned' };
  return [
    set('privilegedRoles', { rules }, match),
    set('privilegedRoles', { assignments }, match),
    set('privilegedRoles', { assignments: [...role!.assignments!, gone] }, match),
  ];
}
