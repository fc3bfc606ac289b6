import type { ExportKey } from './key.ts';

export const entraAppsKeys: ExportKey[] = [
  {
    section: 'authorizationPolicy',
    key: 'authorization_policies',
    command: 'Get-MgBetaPolicyAuthorizationPolicy',
  },
  {
    section: 'riskyDelegatedPermissionClassifications',
    key: 'risky_delegated_permission_classifications',
    command: 'Get-ServicePrincipalsWithRiskyDelegatedPermissionClassifications',
  },
  // The two app lists come out empty when any one of these fails: the Format-… commands work on what the others read.
  {
    section: 'privilegedApplications',
    key: 'risky_applications',
    command: [
      'Get-ApplicationsWithRiskyPermissions',
      'Get-ServicePrincipalsWithRiskyPermissions',
      'Format-RiskyApplications',
    ],
  },
  {
    section: 'thirdPartyApplications',
    key: 'risky_third_party_service_principals',
    command: ['Get-ServicePrincipalsWithRiskyPermissions', 'Format-RiskyThirdPartyServicePrincipals'],
  },
  {
    section: 'defaultAppManagementPolicy',
    key: 'default_app_management_policy',
    command: 'Get-MgBetaPolicyDefaultAppManagementPolicy',
  },
  {
    section: 'appManagementPolicies',
    key: 'app_management_policies',
    command: ['Get-MgBetaPolicyAppManagementPolicy', 'Get-AppManagementPolicies'],
  },
];
