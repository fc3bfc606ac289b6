import type { SectionName, UnavailableReason } from '../../src/core/snapshot.ts';

/** What a run on this clinic could not read, and why: the demo must show how unknown looks. */
export const unread: Readonly<Partial<Record<SectionName, [UnavailableReason, string]>>> = {
  userAuthenticationMethods: [
    'no-permission',
    'The reader may not see registered sign-in methods: UserAuthenticationMethod.Read.All was not granted.',
  ],
  entraDiagnosticSettings: [
    'not-collected',
    'Entra diagnostic settings lie in Azure Resource Manager, and this run has no connection to it.',
  ],
  signInAlertRules: [
    'not-collected',
    'Alert rules lie in Azure Monitor and Sentinel, and this run has no connection to Azure.',
  ],
  emergencyAccounts: ['not-collected', 'No emergency access account is declared, so none was looked up.'],
  siteRoleAssignments: ['not-collected', 'No site with PHI is declared, so no permissions on one were read.'],
  privilegedRoles: ['not-licensed', 'Privileged Identity Management needs Microsoft Entra ID P2.'],
  accessReviews: ['not-licensed', 'Access reviews need Microsoft Entra ID P2 or Governance.'],
  identityProtectionNotifications: ['not-licensed', 'Identity Protection needs Microsoft Entra ID P2.'],
  teamsProtectionPolicies: ['not-licensed', 'Protection of Teams messages needs Defender for Office 365 Plan 2.'],
  teamsProtectionRules: ['not-licensed', 'Protection of Teams messages needs Defender for Office 365 Plan 2.'],
};
