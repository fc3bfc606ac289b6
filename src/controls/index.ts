import type { Control } from '../core/control.ts';
import { attachmentTypesBlocked } from './defender/attachment-types-blocked.ts';
import { connectionFilterTrustsNobody } from './defender/connection-filter-trusts-nobody.ts';
import { defenderPresetCoversEverybody } from './defender/defender-preset-covers-everybody.ts';
import { infectedFilesNotDownloadable } from './defender/infected-files-not-downloadable.ts';
import { mailPresetCoversEverybody } from './defender/mail-preset-covers-everybody.ts';
import { malwareRemovedAfterDelivery } from './defender/malware-removed-after-delivery.ts';
import { ownDomainsProtectedFromImpersonation } from './defender/own-domains-protected-from-impersonation.ts';
import { partnersProtectedFromImpersonation } from './defender/partners-protected-from-impersonation.ts';
import { peopleProtectedFromImpersonation } from './defender/people-protected-from-impersonation.ts';
import { presetPoliciesOn } from './defender/preset-policies-on.ts';
import { safeAttachmentsCheckFiles } from './defender/safe-attachments-check-files.ts';
import { safeAttachmentsCoverAllMail } from './defender/safe-attachments-cover-all-mail.ts';
import { safeLinksCoverEverybody } from './defender/safe-links-cover-everybody.ts';
import { safetyTipsShown } from './defender/safety-tips-shown.ts';
import { sensitiveAccountsStrictDefender } from './defender/sensitive-accounts-strict-defender.ts';
import { sensitiveAccountsStrictMail } from './defender/sensitive-accounts-strict-mail.ts';
import { spamAndPhishingNotDelivered } from './defender/spam-and-phishing-not-delivered.ts';
import { teamsMessagesPurged } from './defender/teams-messages-purged.ts';
import { accessReviewsRecur } from './entra/access-reviews-recur.ts';
import { accessThroughGroups } from './entra/access-through-groups.ts';
import { adminConsentWorkflowOn } from './entra/admin-consent-workflow-on.ts';
import { adminDutiesSeparated } from './entra/admin-duties-separated.ts';
import { administrativeUnitsBoundScope } from './entra/administrative-units-bound-scope.ts';
import { adminsCloudOnly } from './entra/admins-cloud-only.ts';
import { appEnforcedRestrictions } from './entra/app-enforced-restrictions.ts';
import { appPasswordsOff } from './entra/app-passwords-off.ts';
import { appRegistrationAdminsOnly } from './entra/app-registration-admins-only.ts';
import { appSecretsBlocked } from './entra/app-secrets-blocked.ts';
import { authenticationMethodsMigrated } from './entra/authentication-methods-migrated.ts';
import { authenticatorNumberMatching } from './entra/authenticator-number-matching.ts';
import { authenticatorShowsContext } from './entra/authenticator-shows-context.ts';
import { bannedPasswordsAndLockout } from './entra/banned-passwords-and-lockout.ts';
import { breakGlassAccountsExcluded } from './entra/break-glass-accounts-excluded.ts';
import { breakGlassAccountsReady } from './entra/break-glass-accounts-ready.ts';
import { breakGlassUseAlerted } from './entra/break-glass-use-alerted.ts';
import { deviceCodeFlowBlocked } from './entra/device-code-flow-blocked.ts';
import { fineGrainedRolesPreferred } from './entra/fine-grained-roles-preferred.ts';
import { globalAdministratorActivationApproved } from './entra/global-administrator-activation-approved.ts';
import { globalAdministratorsFew } from './entra/global-administrators-few.ts';
import { guestDirectoryViewLimited } from './entra/guest-directory-view-limited.ts';
import { guestDomainsRestricted } from './entra/guest-domains-restricted.ts';
import { guestInvitesRestricted } from './entra/guest-invites-restricted.ts';
import { highRiskSignInsBlocked } from './entra/high-risk-sign-ins-blocked.ts';
import { highRiskUsersBlocked } from './entra/high-risk-users-blocked.ts';
import { legacyAuthenticationBlocked } from './entra/legacy-authentication-blocked.ts';
import { logsExported } from './entra/logs-exported.ts';
import { managedDeviceForMfaRegistration } from './entra/managed-device-for-mfa-registration.ts';
import { managedDeviceRequired } from './entra/managed-device-required.ts';
import { mfaForAllUsers } from './entra/mfa-for-all-users.ts';
import { mfaForGuests } from './entra/mfa-for-guests.ts';
import { noPermanentPrivilegedAssignments } from './entra/no-permanent-privileged-assignments.ts';
import { noSharedSignInAccounts } from './entra/no-shared-sign-in-accounts.ts';
import { passwordsDoNotExpire } from './entra/passwords-do-not-expire.ts';
import { perUserMfaRetired } from './entra/per-user-mfa-retired.ts';
import { phishingResistantMfaForAdmins } from './entra/phishing-resistant-mfa-for-admins.ts';
import { phishingResistantMfaForAllUsers } from './entra/phishing-resistant-mfa-for-all-users.ts';
import { privilegedActivationNotices } from './entra/privileged-activation-notices.ts';
import { privilegedActivationShort } from './entra/privileged-activation-short.ts';
import { privilegedAssignmentNotices } from './entra/privileged-assignment-notices.ts';
import { privilegedAssignmentsThroughPim } from './entra/privileged-assignments-through-pim.ts';
import { riskyUserAlertsSent } from './entra/risky-user-alerts-sent.ts';
import { securityDefaultsOrConditionalAccess } from './entra/security-defaults-or-conditional-access.ts';
import { sensitiveAppPermissionsApproved } from './entra/sensitive-app-permissions-approved.ts';
import { sessionDownloadsBlocked } from './entra/session-downloads-blocked.ts';
import { signInLocationsLimited } from './entra/sign-in-locations-limited.ts';
import { signInMethodsRenewed } from './entra/sign-in-methods-renewed.ts';
import { signInSessionsLimited } from './entra/sign-in-sessions-limited.ts';
import { staleAccountsDisabled } from './entra/stale-accounts-disabled.ts';
import { twoMethodsPerUser } from './entra/two-methods-per-user.ts';
import { userConsentOff } from './entra/user-consent-off.ts';
import { usersRegisteredForMfa } from './entra/users-registered-for-mfa.ts';
import { weakMethodsOff } from './entra/weak-methods-off.ts';
import { webSessionIdleTimeout } from './entra/web-session-idle-timeout.ts';
import { calendarSharingLimited } from './exchange/calendar-sharing-limited.ts';
import { customerLockboxOn } from './exchange/customer-lockbox-on.ts';
import { directSendRejected } from './exchange/direct-send-rejected.ts';
import { dkimSigningOn } from './exchange/dkim-signing-on.ts';
import { dmarcRejects } from './exchange/dmarc-rejects.ts';
import { encryptedMailUnaltered } from './exchange/encrypted-mail-unaltered.ts';
import { externalSendersMarked } from './exchange/external-senders-marked.ts';
import { imapPopOff } from './exchange/imap-pop-off.ts';
import { legacyTlsOff } from './exchange/legacy-tls-off.ts';
import { mailboxAuditingComplete } from './exchange/mailbox-auditing-complete.ts';
import { mailboxAuditingDefaultOn } from './exchange/mailbox-auditing-default-on.ts';
import { mailboxRetention } from './exchange/mailbox-retention.ts';
import { messageEncryptionWorks } from './exchange/message-encryption-works.ts';
import { modernAuthenticationOn } from './exchange/modern-authentication-on.ts';
import { noOutsideForwarding } from './exchange/no-outside-forwarding.ts';
import { outboundSpamForwardingOff } from './exchange/outbound-spam-forwarding-off.ts';
import { outlookWebStorageOff } from './exchange/outlook-web-storage-off.ts';
import { partnerTlsForced } from './exchange/partner-tls-forced.ts';
import { phiMailEncrypted } from './exchange/phi-mail-encrypted.ts';
import { remoteDomainForwardingOff } from './exchange/remote-domain-forwarding-off.ts';
import { sharedMailboxesCannotSignIn } from './exchange/shared-mailboxes-cannot-sign-in.ts';
import { smimeCertificatesValid } from './exchange/smime-certificates-valid.ts';
import { smtpAuthOff } from './exchange/smtp-auth-off.ts';
import { spfPublished } from './exchange/spf-published.ts';
import { appProtectionOn } from './intune/app-protection-on.ts';
import { compliancePoliciesProtective } from './intune/compliance-policies-protective.ts';
import { devicesWithoutPolicyNoncompliant } from './intune/devices-without-policy-noncompliant.ts';
import { endpointProtectionManaged } from './intune/endpoint-protection-managed.ts';
import { personalOnedriveSyncOff } from './intune/personal-onedrive-sync-off.ts';
import { staleDevicesCleaned } from './intune/stale-devices-cleaned.ts';
import { appBaas } from './organization/app-baas.ts';
import { backupsEncrypted } from './organization/backups-encrypted.ts';
import { defaultsReviewed } from './organization/defaults-reviewed.ts';
import { encryptionKeysDecided } from './organization/encryption-keys-decided.ts';
import { evaluationRepeated } from './organization/evaluation-repeated.ts';
import { licensesAllowControls } from './organization/licenses-allow-controls.ts';
import { microsoftBaa } from './organization/microsoft-baa.ts';
import { securityContactSet } from './organization/security-contact-set.ts';
import { servicesInBaaScope } from './organization/services-in-baa-scope.ts';
import { alertsReachPeople } from './purview/alerts-reach-people.ts';
import { auditLogOn } from './purview/audit-log-on.ts';
import { auditLogRetained } from './purview/audit-log-retained.ts';
import { defaultAlertsOn } from './purview/default-alerts-on.ts';
import { dlpBlocksPhi } from './purview/dlp-blocks-phi.ts';
import { dlpCoversWorkloads } from './purview/dlp-covers-workloads.ts';
import { dlpFindsPhi } from './purview/dlp-finds-phi.ts';
import { dlpIncidentReport } from './purview/dlp-incident-report.ts';
import { dlpOverrideJustified } from './purview/dlp-override-justified.ts';
import { dlpRulesNotMasked } from './purview/dlp-rules-not-masked.ts';
import { dlpTellsUser } from './purview/dlp-tells-user.ts';
import { dlpTestModeEnds } from './purview/dlp-test-mode-ends.ts';
import { healthDataAutoLabeled } from './purview/health-data-auto-labeled.ts';
import { labelDowngradeJustified } from './purview/label-downgrade-justified.ts';
import { labelReferencesExist } from './purview/label-references-exist.ts';
import { labelRightsLimited } from './purview/label-rights-limited.ts';
import { labelsWorkInSharepoint } from './purview/labels-work-in-sharepoint.ts';
import { phiAlertsExist } from './purview/phi-alerts-exist.ts';
import { phiLabelEncrypts } from './purview/phi-label-encrypts.ts';
import { phiLabelPublished } from './purview/phi-label-published.ts';
import { retentionCoversWorkloads } from './purview/retention-covers-workloads.ts';
import { anyoneLinksExpire } from './sharepoint/anyone-links-expire.ts';
import { anyoneLinksOff } from './sharepoint/anyone-links-off.ts';
import { anyoneLinksViewOnly } from './sharepoint/anyone-links-view-only.ts';
import { defaultLinkNarrow } from './sharepoint/default-link-narrow.ts';
import { defaultLinkViewOnly } from './sharepoint/default-link-view-only.ts';
import { departedOnedriveKept } from './sharepoint/departed-onedrive-kept.ts';
import { filesBackedUp } from './sharepoint/files-backed-up.ts';
import { guestsCannotReshare } from './sharepoint/guests-cannot-reshare.ts';
import { guestsExpire } from './sharepoint/guests-expire.ts';
import { idleSignOut } from './sharepoint/idle-sign-out.ts';
import { legacyAuthenticationOff } from './sharepoint/legacy-authentication-off.ts';
import { onedriveAnyoneLinksOff } from './sharepoint/onedrive-anyone-links-off.ts';
import { onedriveAvailable } from './sharepoint/onedrive-available.ts';
import { organizationLinksExpire } from './sharepoint/organization-links-expire.ts';
import { phiGroupsPrivate } from './sharepoint/phi-groups-private.ts';
import { phiSiteMembersCannotReshare } from './sharepoint/phi-site-members-cannot-reshare.ts';
import { phiSitesLabeled } from './sharepoint/phi-sites-labeled.ts';
import { phiSitesNotOpenToEveryone } from './sharepoint/phi-sites-not-open-to-everyone.ts';
import { phiSitesNotSharedOutside } from './sharepoint/phi-sites-not-shared-outside.ts';
import { publicGroupsDeclared } from './sharepoint/public-groups-declared.ts';
import { sharingLimitedToDomains } from './sharepoint/sharing-limited-to-domains.ts';
import { syncManagedDevicesOnly } from './sharepoint/sync-managed-devices-only.ts';
import { unmanagedDevicesLimited } from './sharepoint/unmanaged-devices-limited.ts';
import { verificationCodeReauthentication } from './sharepoint/verification-code-reauthentication.ts';
import { versionsKept } from './sharepoint/versions-kept.ts';
import { anonymousStartOff } from './teams/anonymous-start-off.ts';
import { appsControlled } from './teams/apps-controlled.ts';
import { channelEmailOff } from './teams/channel-email-off.ts';
import { externalAccessLimited } from './teams/external-access-limited.ts';
import { guestAccessDecided } from './teams/guest-access-decided.ts';
import { lobbyHoldsOutsiders } from './teams/lobby-holds-outsiders.ts';
import { officeWebStorageOff } from './teams/office-web-storage-off.ts';
import { outsiderControlOff } from './teams/outsider-control-off.ts';
import { personalAccountsBlocked } from './teams/personal-accounts-blocked.ts';
import { recordingsLimited } from './teams/recordings-limited.ts';
import { thirdPartyStorageOff } from './teams/third-party-storage-off.ts';
import { trialTenantsBlocked } from './teams/trial-tenants-blocked.ts';

/** Every control, in order of id. `npm run new control` adds the line; a test holds the list against the folder. */
export const controls: readonly Control[] = [
  attachmentTypesBlocked,
  connectionFilterTrustsNobody,
  defenderPresetCoversEverybody,
  infectedFilesNotDownloadable,
  mailPresetCoversEverybody,
  malwareRemovedAfterDelivery,
  ownDomainsProtectedFromImpersonation,
  partnersProtectedFromImpersonation,
  peopleProtectedFromImpersonation,
  presetPoliciesOn,
  safeAttachmentsCheckFiles,
  safeAttachmentsCoverAllMail,
  safeLinksCoverEverybody,
  safetyTipsShown,
  sensitiveAccountsStrictDefender,
  sensitiveAccountsStrictMail,
  spamAndPhishingNotDelivered,
  teamsMessagesPurged,
  accessReviewsRecur,
  accessThroughGroups,
  adminConsentWorkflowOn,
  adminDutiesSeparated,
  administrativeUnitsBoundScope,
  adminsCloudOnly,
  appEnforcedRestrictions,
  appPasswordsOff,
  appRegistrationAdminsOnly,
  appSecretsBlocked,
  authenticationMethodsMigrated,
  authenticatorNumberMatching,
  authenticatorShowsContext,
  bannedPasswordsAndLockout,
  breakGlassAccountsExcluded,
  breakGlassAccountsReady,
  breakGlassUseAlerted,
  deviceCodeFlowBlocked,
  fineGrainedRolesPreferred,
  globalAdministratorActivationApproved,
  globalAdministratorsFew,
  guestDirectoryViewLimited,
  guestDomainsRestricted,
  guestInvitesRestricted,
  highRiskSignInsBlocked,
  highRiskUsersBlocked,
  legacyAuthenticationBlocked,
  logsExported,
  managedDeviceForMfaRegistration,
  managedDeviceRequired,
  mfaForAllUsers,
  mfaForGuests,
  noPermanentPrivilegedAssignments,
  noSharedSignInAccounts,
  passwordsDoNotExpire,
  perUserMfaRetired,
  phishingResistantMfaForAdmins,
  phishingResistantMfaForAllUsers,
  privilegedActivationNotices,
  privilegedActivationShort,
  privilegedAssignmentNotices,
  privilegedAssignmentsThroughPim,
  riskyUserAlertsSent,
  securityDefaultsOrConditionalAccess,
  sensitiveAppPermissionsApproved,
  sessionDownloadsBlocked,
  signInLocationsLimited,
  signInMethodsRenewed,
  signInSessionsLimited,
  staleAccountsDisabled,
  twoMethodsPerUser,
  userConsentOff,
  usersRegisteredForMfa,
  weakMethodsOff,
  webSessionIdleTimeout,
  calendarSharingLimited,
  customerLockboxOn,
  directSendRejected,
  dkimSigningOn,
  dmarcRejects,
  encryptedMailUnaltered,
  externalSendersMarked,
  imapPopOff,
  legacyTlsOff,
  mailboxAuditingComplete,
  mailboxAuditingDefaultOn,
  mailboxRetention,
  messageEncryptionWorks,
  modernAuthenticationOn,
  noOutsideForwarding,
  outboundSpamForwardingOff,
  outlookWebStorageOff,
  partnerTlsForced,
  phiMailEncrypted,
  remoteDomainForwardingOff,
  sharedMailboxesCannotSignIn,
  smimeCertificatesValid,
  smtpAuthOff,
  spfPublished,
  appProtectionOn,
  compliancePoliciesProtective,
  devicesWithoutPolicyNoncompliant,
  endpointProtectionManaged,
  personalOnedriveSyncOff,
  staleDevicesCleaned,
  appBaas,
  backupsEncrypted,
  defaultsReviewed,
  encryptionKeysDecided,
  evaluationRepeated,
  licensesAllowControls,
  microsoftBaa,
  securityContactSet,
  servicesInBaaScope,
  alertsReachPeople,
  auditLogOn,
  auditLogRetained,
  defaultAlertsOn,
  dlpBlocksPhi,
  dlpCoversWorkloads,
  dlpFindsPhi,
  dlpIncidentReport,
  dlpOverrideJustified,
  dlpRulesNotMasked,
  dlpTellsUser,
  dlpTestModeEnds,
  healthDataAutoLabeled,
  labelDowngradeJustified,
  labelReferencesExist,
  labelRightsLimited,
  labelsWorkInSharepoint,
  phiAlertsExist,
  phiLabelEncrypts,
  phiLabelPublished,
  retentionCoversWorkloads,
  anyoneLinksExpire,
  anyoneLinksOff,
  anyoneLinksViewOnly,
  defaultLinkNarrow,
  defaultLinkViewOnly,
  departedOnedriveKept,
  filesBackedUp,
  guestsCannotReshare,
  guestsExpire,
  idleSignOut,
  legacyAuthenticationOff,
  onedriveAnyoneLinksOff,
  onedriveAvailable,
  organizationLinksExpire,
  phiGroupsPrivate,
  phiSiteMembersCannotReshare,
  phiSitesLabeled,
  phiSitesNotOpenToEveryone,
  phiSitesNotSharedOutside,
  publicGroupsDeclared,
  sharingLimitedToDomains,
  syncManagedDevicesOnly,
  unmanagedDevicesLimited,
  verificationCodeReauthentication,
  versionsKept,
  anonymousStartOff,
  appsControlled,
  channelEmailOff,
  externalAccessLimited,
  guestAccessDecided,
  lobbyHoldsOutsiders,
  officeWebStorageOff,
  outsiderControlOff,
  personalAccountsBlocked,
  recordingsLimited,
  thirdPartyStorageOff,
  trialTenantsBlocked,
];
