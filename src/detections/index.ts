import type { Detection } from '../core/detection.ts';
import { mailAllowListWidened } from './defender/mail-allow-list-widened.ts';
import { maliciousLinkOpened } from './defender/malicious-link-opened.ts';
import { maliciousMailDelivered } from './defender/malicious-mail-delivered.ts';
import { microsoftAlert } from './defender/microsoft-alert.ts';
import { protectionPolicyWeakened } from './defender/protection-policy-weakened.ts';
import { quarantineReleased } from './defender/quarantine-released.ts';
import { userRestrictedFromSending } from './defender/user-restricted-from-sending.ts';
import { accountMadeThenRaised } from './entra/account-made-then-raised.ts';
import { adminRoleGranted } from './entra/admin-role-granted.ts';
import { adminRoleGrantedOutsidePim } from './entra/admin-role-granted-outside-pim.ts';
import { appConsentRisky } from './entra/app-consent-risky.ts';
import { appCredentialAdded } from './entra/app-credential-added.ts';
import { appOwnerAdded } from './entra/app-owner-added.ts';
import { appPermissionGranted } from './entra/app-permission-granted.ts';
import { azureAccessElevated } from './entra/azure-access-elevated.ts';
import { breakGlassAccountChanged } from './entra/break-glass-account-changed.ts';
import { bulkAccountsRemoved } from './entra/bulk-accounts-removed.ts';
import { conditionalAccessExclusionAdded } from './entra/conditional-access-exclusion-added.ts';
import { conditionalAccessGrantWeakened } from './entra/conditional-access-grant-weakened.ts';
import { conditionalAccessWeakened } from './entra/conditional-access-weakened.ts';
import { crossTenantAccessLoosened } from './entra/cross-tenant-access-loosened.ts';
import { deviceCodeSignIn } from './entra/device-code-sign-in.ts';
import { diagnosticSettingRemoved } from './entra/diagnostic-setting-removed.ts';
import { disabledAccountSignIn } from './entra/disabled-account-sign-in.ts';
import { emergencyAccessUsed } from './entra/emergency-access-used.ts';
import { federationOrDomainChanged } from './entra/federation-or-domain-changed.ts';
import { guestInvitedFromConsumerDomain } from './entra/guest-invited-from-consumer-domain.ts';
import { guestMadeMember } from './entra/guest-made-member.ts';
import { impossibleTravel } from './entra/impossible-travel.ts';
import { legacyProtocolUsed } from './entra/legacy-protocol-used.ts';
import { lookAlikeAppName } from './entra/look-alike-app-name.ts';
import { manyDevicesRegistered } from './entra/many-devices-registered.ts';
import { mfaAcceptedAfterDenials } from './entra/mfa-accepted-after-denials.ts';
import { mfaFatigue } from './entra/mfa-fatigue.ts';
import { mfaFraudReported } from './entra/mfa-fraud-reported.ts';
import { mfaPolicyWeakened } from './entra/mfa-policy-weakened.ts';
import { mfaTurnedOff } from './entra/mfa-turned-off.ts';
import { namedLocationLoosened } from './entra/named-location-loosened.ts';
import { oldPasswordRetried } from './entra/old-password-retried.ts';
import { partnerAdded } from './entra/partner-added.ts';
import { passwordGuessing } from './entra/password-guessing.ts';
import { passwordSpray } from './entra/password-spray.ts';
import { pimSettingsWeakened } from './entra/pim-settings-weakened.ts';
import { privilegedAccountReset } from './entra/privileged-account-reset.ts';
import { scriptedSignIn } from './entra/scripted-sign-in.ts';
import { securityDefaultsOff } from './entra/security-defaults-off.ts';
import { sensitiveAccountWithoutMfa } from './entra/sensitive-account-without-mfa.ts';
import { sensitiveGroupChanged } from './entra/sensitive-group-changed.ts';
import { servicePrincipalFromNewCountry } from './entra/service-principal-from-new-country.ts';
import { sessionInTwoCountries } from './entra/session-in-two-countries.ts';
import { sessionOnTwoSystems } from './entra/session-on-two-systems.ts';
import { sharedAccount } from './entra/shared-account.ts';
import { signInAfterFailures } from './entra/sign-in-after-failures.ts';
import { signInAfterLeaving } from './entra/sign-in-after-leaving.ts';
import { signInFromNewCountry } from './entra/sign-in-from-new-country.ts';
import { signInMethodChangedAfterRisk } from './entra/sign-in-method-changed-after-risk.ts';
import { stolenToken } from './entra/stolen-token.ts';
import { tenantSettingsLoosened } from './entra/tenant-settings-loosened.ts';
import { tenantWideConsent } from './entra/tenant-wide-consent.ts';
import { unfamiliarSignIn } from './entra/unfamiliar-sign-in.ts';
import { wayAroundPolicyFound } from './entra/way-around-policy-found.ts';
import { exchangeRoleGranted } from './exchange/exchange-role-granted.ts';
import { externalForwarding } from './exchange/external-forwarding.ts';
import { legacyProtocolEnabled } from './exchange/legacy-protocol-enabled.ts';
import { mailConnectorWeakened } from './exchange/mail-connector-weakened.ts';
import { mailDestroyed } from './exchange/mail-destroyed.ts';
import { mailItemsTaken } from './exchange/mail-items-taken.ts';
import { mailToPrivateAccount } from './exchange/mail-to-private-account.ts';
import { mailboxAuditOff } from './exchange/mailbox-audit-off.ts';
import { mailboxDelegated } from './exchange/mailbox-delegated.ts';
import { mailboxOpenedByAdmin } from './exchange/mailbox-opened-by-admin.ts';
import { mailboxOpenedByNonOwner } from './exchange/mailbox-opened-by-non-owner.ts';
import { manyMailboxesForwardToOne } from './exchange/many-mailboxes-forward-to-one.ts';
import { outsideForwardingAllowed } from './exchange/outside-forwarding-allowed.ts';
import { phiMailedToPrivateAccount } from './exchange/phi-mailed-to-private-account.ts';
import { sentMailErased } from './exchange/sent-mail-erased.ts';
import { suspiciousInboxRule } from './exchange/suspicious-inbox-rule.ts';
import { transportRuleBypassesFilter } from './exchange/transport-rule-bypasses-filter.ts';
import { transportRuleDeletesMail } from './exchange/transport-rule-deletes-mail.ts';
import { transportRuleWeakened } from './exchange/transport-rule-weakened.ts';
import { unusualAppReadsMail } from './exchange/unusual-app-reads-mail.ts';
import { anchorFailed } from './organization/anchor-failed.ts';
import { dutyOverdue } from './organization/duty-overdue.ts';
import { feedSilent } from './organization/feed-silent.ts';
import { phiFromUnnamedNetwork } from './organization/phi-from-unnamed-network.ts';
import { advancedAuditRemoved } from './purview/advanced-audit-removed.ts';
import { alertPolicyDisabled } from './purview/alert-policy-disabled.ts';
import { auditRetentionShortened } from './purview/audit-retention-shortened.ts';
import { dlpOverride } from './purview/dlp-override.ts';
import { dlpPolicyWeakened } from './purview/dlp-policy-weakened.ts';
import { ediscoveryAccessGranted } from './purview/ediscovery-access-granted.ts';
import { ediscoveryPurge } from './purview/ediscovery-purge.ts';
import { ediscoverySearchExported } from './purview/ediscovery-search-exported.ts';
import { ediscoverySearchStarted } from './purview/ediscovery-search-started.ts';
import { holdOrRetentionRemoved } from './purview/hold-or-retention-removed.ts';
import { labelPolicyWeakened } from './purview/label-policy-weakened.ts';
import { labelsLowered } from './purview/labels-lowered.ts';
import { phiLabelLowered } from './purview/phi-label-lowered.ts';
import { phiToPrivateStorage } from './purview/phi-to-private-storage.ts';
import { sensitiveTypeRemoved } from './purview/sensitive-type-removed.ts';
import { unifiedAuditOff } from './purview/unified-audit-off.ts';
import { accessPolicyLoosened } from './sharepoint/access-policy-loosened.ts';
import { anonymousLink } from './sharepoint/anonymous-link.ts';
import { anonymousLinkUsed } from './sharepoint/anonymous-link-used.ts';
import { consumerOnedriveUsed } from './sharepoint/consumer-onedrive-used.ts';
import { copilotReadsPhi } from './sharepoint/copilot-reads-phi.ts';
import { everyoneGroupGranted } from './sharepoint/everyone-group-granted.ts';
import { externalShare } from './sharepoint/external-share.ts';
import { fileCopiedToPersonalSite } from './sharepoint/file-copied-to-personal-site.ts';
import { guestAddedToPhiSite } from './sharepoint/guest-added-to-phi-site.ts';
import { leaverDownloads } from './sharepoint/leaver-downloads.ts';
import { malwareInFile } from './sharepoint/malware-in-file.ts';
import { massDeletion } from './sharepoint/mass-deletion.ts';
import { massDownload } from './sharepoint/mass-download.ts';
import { massOverwrite } from './sharepoint/mass-overwrite.ts';
import { massRename } from './sharepoint/mass-rename.ts';
import { massSync } from './sharepoint/mass-sync.ts';
import { outsideTheRole } from './sharepoint/outside-the-role.ts';
import { permissionInheritanceBroken } from './sharepoint/permission-inheritance-broken.ts';
import { phiSiteFromNewCountry } from './sharepoint/phi-site-from-new-country.ts';
import { phiSiteFromUnnamedNetwork } from './sharepoint/phi-site-from-unnamed-network.ts';
import { recycleBinEmptied } from './sharepoint/recycle-bin-emptied.ts';
import { shareWithConsumerAccount } from './sharepoint/share-with-consumer-account.ts';
import { sharingPolicyLoosened } from './sharepoint/sharing-policy-loosened.ts';
import { siteAdminAdded } from './sharepoint/site-admin-added.ts';
import { slowMassDownload } from './sharepoint/slow-mass-download.ts';
import { unmanagedDeviceDownload } from './sharepoint/unmanaged-device-download.ts';
import { appInstalledUnapproved } from './teams/app-installed-unapproved.ts';
import { externalAccessLoosened } from './teams/external-access-loosened.ts';
import { fileSharedToExternalChat } from './teams/file-shared-to-external-chat.ts';
import { guestAddedToTeam } from './teams/guest-added-to-team.ts';
import { recordingDownloadedByOutsider } from './teams/recording-downloaded-by-outsider.ts';
import { teamMadePublic } from './teams/team-made-public.ts';

/** Every detection, in order of id. `node tools/registry.ts` writes it; a test holds the list against the folder. */
export const detections: readonly Detection[] = [
  mailAllowListWidened,
  maliciousLinkOpened,
  maliciousMailDelivered,
  microsoftAlert,
  protectionPolicyWeakened,
  quarantineReleased,
  userRestrictedFromSending,
  accountMadeThenRaised,
  adminRoleGranted,
  adminRoleGrantedOutsidePim,
  appConsentRisky,
  appCredentialAdded,
  appOwnerAdded,
  appPermissionGranted,
  azureAccessElevated,
  breakGlassAccountChanged,
  bulkAccountsRemoved,
  conditionalAccessExclusionAdded,
  conditionalAccessGrantWeakened,
  conditionalAccessWeakened,
  crossTenantAccessLoosened,
  deviceCodeSignIn,
  diagnosticSettingRemoved,
  disabledAccountSignIn,
  emergencyAccessUsed,
  federationOrDomainChanged,
  guestInvitedFromConsumerDomain,
  guestMadeMember,
  impossibleTravel,
  legacyProtocolUsed,
  lookAlikeAppName,
  manyDevicesRegistered,
  mfaAcceptedAfterDenials,
  mfaFatigue,
  mfaFraudReported,
  mfaPolicyWeakened,
  mfaTurnedOff,
  namedLocationLoosened,
  oldPasswordRetried,
  partnerAdded,
  passwordGuessing,
  passwordSpray,
  pimSettingsWeakened,
  privilegedAccountReset,
  scriptedSignIn,
  securityDefaultsOff,
  sensitiveAccountWithoutMfa,
  sensitiveGroupChanged,
  servicePrincipalFromNewCountry,
  sessionInTwoCountries,
  sessionOnTwoSystems,
  sharedAccount,
  signInAfterFailures,
  signInAfterLeaving,
  signInFromNewCountry,
  signInMethodChangedAfterRisk,
  stolenToken,
  tenantSettingsLoosened,
  tenantWideConsent,
  unfamiliarSignIn,
  wayAroundPolicyFound,
  exchangeRoleGranted,
  externalForwarding,
  legacyProtocolEnabled,
  mailConnectorWeakened,
  mailDestroyed,
  mailItemsTaken,
  mailToPrivateAccount,
  mailboxAuditOff,
  mailboxDelegated,
  mailboxOpenedByAdmin,
  mailboxOpenedByNonOwner,
  manyMailboxesForwardToOne,
  outsideForwardingAllowed,
  phiMailedToPrivateAccount,
  sentMailErased,
  suspiciousInboxRule,
  transportRuleBypassesFilter,
  transportRuleDeletesMail,
  transportRuleWeakened,
  unusualAppReadsMail,
  anchorFailed,
  dutyOverdue,
  feedSilent,
  phiFromUnnamedNetwork,
  advancedAuditRemoved,
  alertPolicyDisabled,
  auditRetentionShortened,
  dlpOverride,
  dlpPolicyWeakened,
  ediscoveryAccessGranted,
  ediscoveryPurge,
  ediscoverySearchExported,
  ediscoverySearchStarted,
  holdOrRetentionRemoved,
  labelPolicyWeakened,
  labelsLowered,
  phiLabelLowered,
  phiToPrivateStorage,
  sensitiveTypeRemoved,
  unifiedAuditOff,
  accessPolicyLoosened,
  anonymousLink,
  anonymousLinkUsed,
  consumerOnedriveUsed,
  copilotReadsPhi,
  everyoneGroupGranted,
  externalShare,
  fileCopiedToPersonalSite,
  guestAddedToPhiSite,
  leaverDownloads,
  malwareInFile,
  massDeletion,
  massDownload,
  massOverwrite,
  massRename,
  massSync,
  outsideTheRole,
  permissionInheritanceBroken,
  phiSiteFromNewCountry,
  phiSiteFromUnnamedNetwork,
  recycleBinEmptied,
  shareWithConsumerAccount,
  sharingPolicyLoosened,
  siteAdminAdded,
  slowMassDownload,
  unmanagedDeviceDownload,
  appInstalledUnapproved,
  externalAccessLoosened,
  fileSharedToExternalChat,
  guestAddedToTeam,
  recordingDownloadedByOutsider,
  teamMadePublic,
];
