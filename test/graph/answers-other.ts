import { faxSp, graphApp, kim, mailRead, ownApp, ownSp } from './ids.ts';

const iosPolicy = {
  id: 'T_70000000-0000-0000-0000-000000000001',
  displayName: 'Phones',
  isAssigned: true,
  pinRequired: false,
  saveAsBlocked: false,
  periodOfflineBeforeWipeIsEnforced: 'P90D',
  appDataEncryptionType: 'whenDeviceLocked',
  assignments: [{ id: 'a', target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }],
};
/** Answers about applications, devices and SharePoint as Microsoft Graph and Azure give them, by path. */
export const otherAnswers: Readonly<Record<string, unknown>> = {
  '/groupSettings': [
    {
      id: '66000000-0000-0000-0000-000000000001',
      displayName: 'Group.Unified',
      templateId: '62375ab9-6b52-47ed-826b-58e47e0e304b',
      values: [{ name: 'EnableMIPLabels', value: 'False' }],
    },
  ],
  '/servicePrincipals': [
    {
      id: graphApp,
      appId: '00000003-0000-0000-c000-000000000000',
      displayName: 'Microsoft Graph',
      accountEnabled: true,
      servicePrincipalType: 'Application',
      appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    },
    {
      id: ownSp,
      appId: 'app-own',
      displayName: 'Own app',
      accountEnabled: true,
      servicePrincipalType: 'Application',
      appOwnerOrganizationId: 'aaaaaaaa-0000-0000-0000-000000000001',
    },
    {
      id: faxSp,
      appId: 'app-fax',
      displayName: 'Fax',
      accountEnabled: true,
      servicePrincipalType: 'Application',
      signInAudience: 'AzureADMultipleOrgs',
      appOwnerOrganizationId: 'bbbbbbbb-0000-0000-0000-000000000001',
      passwordCredentials: [{ keyId: 'k', displayName: 'old', endDateTime: '2026-01-01T00:00:00Z', hint: 'abc' }],
    },
  ],
  '/servicePrincipals/{id}': {
    id: graphApp,
    appId: '00000003-0000-0000-c000-000000000000',
    displayName: 'Microsoft Graph',
    appRoles: [{ id: mailRead, value: 'Mail.Read' }],
    oauth2PermissionScopes: [{ id: 'scope-1', value: 'Files.Read.All' }],
  },
  '/servicePrincipals()': { id: faxSp },
  '/servicePrincipals/{id}/appRoleAssignments': [
    { id: 'grant-1', appRoleId: mailRead, resourceId: graphApp, resourceDisplayName: 'Microsoft Graph' },
  ],
  '/servicePrincipals/{id}/appRoleAssignedTo': [
    {
      id: 'given-1',
      principalType: 'User',
      principalId: kim,
      principalDisplayName: 'Kim Lee',
      resourceId: faxSp,
      resourceDisplayName: 'Fax',
    },
  ],
  '/servicePrincipals/{id}/delegatedPermissionClassifications': [
    { id: 'c', classification: 'low', permissionId: 'scope-1', permissionName: 'Mail.ReadWrite' },
    { id: 'd', classification: 'low', permissionId: 'scope-2', permissionName: 'User.Read' },
  ],
  '/applications': [
    {
      id: ownApp,
      appId: 'app-own',
      displayName: 'Own app',
      signInAudience: 'AzureADMyOrg',
      passwordCredentials: [],
      keyCredentials: [],
    },
  ],
  '/oauth2PermissionGrants': [
    { id: 'o', clientId: faxSp, consentType: 'AllPrincipals', resourceId: graphApp, scope: ' Files.Read.All openid' },
  ],
  '/deviceManagement': { settings: { secureByDefault: false, deviceComplianceCheckinThresholdDays: 30 } },
  '/deviceManagement/deviceCompliancePolicies': [
    {
      '@odata.type': '#microsoft.graph.windows10CompliancePolicy',
      id: '67000000-0000-0000-0000-000000000001',
      displayName: 'Windows',
      bitLockerEnabled: false,
      assignments: [],
    },
  ],
  '/deviceManagement/deviceCompliancePolicies/{id}': {
    '@odata.type': '#microsoft.graph.windows10CompliancePolicy',
    id: '67000000-0000-0000-0000-000000000001',
  },
  '/deviceManagement/managedDevices': [
    {
      id: '68000000-0000-0000-0000-000000000001',
      deviceName: 'FRONT-1',
      operatingSystem: 'Windows',
      complianceState: 'compliant',
      isEncrypted: true,
      lastSyncDateTime: '2026-05-01T00:00:00Z',
    },
  ],
  'beta /deviceManagement/managedDeviceCleanupSettings': { deviceInactivityBeforeRetirementInDays: '270' },
  'beta /deviceManagement/managedDeviceCleanupRules': [
    { id: 'r', displayName: 'All', deviceCleanupRulePlatformType: 'all', deviceInactivityBeforeRetirementInDays: 90 },
  ],
  '/deviceAppManagement/iosManagedAppProtections': [iosPolicy],
  '/deviceAppManagement/androidManagedAppProtections': [],
  'beta /deviceManagement/configurationPolicies': [
    { id: '69000000-0000-0000-0000-000000000001', name: 'Antivirus: real-time protection', settings: [] },
  ],
  'beta /deviceManagement/groupPolicyConfigurations': [
    { id: 'g', displayName: 'OneDrive', assignments: [], definitionValues: [{ enabled: true, definition: {} }] },
  ],
  '/admin/sharepoint/settings': {
    sharingCapability: 'externalUserAndGuestSharing',
    sharingDomainRestrictionMode: 'none',
    sharingAllowedDomainList: [],
    idleSessionSignOut: { isEnabled: false, warnAfterInSeconds: 0, signOutAfterInSeconds: 0 },
  },
  '/solutions/backupRestore/protectionPolicies': [
    { '@odata.type': '#microsoft.graph.exchangeProtectionPolicy', id: 'b', displayName: 'Mail', status: 'active' },
  ],
  'azure /providers/microsoft.aadiam/diagnosticSettings': {
    value: [
      {
        id: '/providers/microsoft.aadiam/diagnosticSettings/export',
        name: 'export',
        properties: { workspaceId: '/w', logs: [{ category: 'AuditLogs', enabled: true }] },
      },
    ],
  },
  'azure /subscriptions': { value: [{ subscriptionId: '80000000-0000-0000-0000-000000000001' }] },
  'azure /subscriptions/{id}/providers/Microsoft.Insights/scheduledQueryRules': {
    value: [{ id: 'q', name: 'q', properties: { enabled: true, criteria: { allOf: [{ query: 'SigninLogs' }] } } }],
  },
  'azure /subscriptions/{id}/providers/Microsoft.OperationalInsights/workspaces': { value: [{ id: '/w' }] },
  'azure /w/providers/Microsoft.SecurityInsights/alertRules': {
    value: [{ id: 's', name: 's', properties: { displayName: 'Break glass', enabled: true, query: 'SigninLogs' } }],
  },
};
