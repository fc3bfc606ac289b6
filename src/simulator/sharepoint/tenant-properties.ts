/**
 * Properties of Microsoft.Online.SharePoint.TenantAdministration.Tenant by the kind of their value. Names are those of
 * a real `_api/SPO.Tenant` answer (ScubaGear's public sample, CC0); a name that is not here does not exist.
 */
const flagNames = `
  AIBuilderEnabled AllowAppsBypassOfUnmanagedDevicePolicy AllowClassicPublishingSiteCreation
  AllowCommentsTextOnEmailEnabled AllowDownloadingNonWebViewableFiles AllowEditing
  AllowEveryoneExceptExternalUsersClaimInPrivateSite AllowFileArchive AllowFileArchiveOnNewSitesByDefault
  AllowGuestUserShareToUsersNotInSiteCollection AllowLegacyAuthProtocolsEnabledSetting
  AllowLegacyBrowserAuthProtocolsEnabledSetting AllowLimitedAccessOnUnmanagedDevices
  AllowOverrideForBlockUserInfoVisibility AllowSensitivityLabelOnRecords
  AllowSharingOutsideRestrictedAccessControlGroups AllowWebPropertyBagUpdateWhenDenyAddAndCustomizePagesIsEnabled
  AnyoneLinkTrackUsers AppBypassInformationBarriers AppOnlyBypassPeoplePickerPolicies
  ApplyAppEnforcedRestrictionsToAdHocRecipients AutofillColumnsEnabled BccExternalSharingInvitations
  BlockAccessOnUnmanagedDevices BlockAppAccessWithAuthenticationContext BlockDownloadFileTypePolicy
  BlockDownloadOfAllFilesForGuests BlockDownloadOfAllFilesOnUnmanagedDevices BlockDownloadOfViewableFilesForGuests
  BlockDownloadOfViewableFilesOnUnmanagedDevices BlockMacSync BlockSendLabelMismatchEmail
  BusinessConnectivityServiceDisabled ClassicPagesRestrictMode CommentsOnFilesDisabled CommentsOnListItemsDisabled
  CommentsOnSitePagesDisabled ContentSecurityPolicyConfigSynced ContentSecurityPolicyEnforcement
  CoreDefaultLinkToExistingAccess CoreRequestFilesLinkEnabled CustomScriptsRestrictMode DataverseUsageConsentEnabled
  DelayContentSecurityPolicyEnforcement DelayDenyAddAndCustomizePagesEnforcement
  DelayDenyAddAndCustomizePagesEnforcementOnClassicPublishingSites DelegateRestrictedAccessControlConfiguration
  DelegateRestrictedContentDiscoveryConfiguration DisableAddToOneDrive DisableBackToClassic
  DisableCustomAppAuthentication DisableDocumentLibraryDefaultLabeling DisableOutlookPSTVersionTrimming
  DisablePersonalListCreation DisableReportProblemDialog DisableSharePointStoreAccess DisableSpacesActivation
  DisableSpfxTopBottomPlaceholdersInElevatedContent DisableVivaConnectionsAnalytics DisallowInfectedFileDownload
  DisplayNamesOfFileViewers DisplayNamesOfFileViewersInSpo DisplayStartASiteOption DocumentUnderstandingEnabled
  ESignatureEnabled EmailAttestationEnabled EmailAttestationRequired EnableAIPIntegration
  EnableAutoExpirationVersionTrim EnableAutoNewsDigest EnableAzureADB2BIntegration EnableDirectToCustomerBilling
  EnableDiscoverableByOrganizationForVideos EnableGuestSignInAcceleration EnableMediaReactions
  EnableMinimumVersionRequirement EnableMipSiteLabel EnableNotificationsSubscriptions EnablePromotedFileHandlers
  EnableRestrictedAccessControl EnableSensitivityLabelForOneNote EnableSensitivityLabelForPDF
  EnableSensitivityLabelForVideoFiles EnableSiteArchive EnableTenantRestrictionsInsights
  EnabledFlightAllowAADB2BSkipCheckingOTP EnforceRequestDigest
  ExemptNativeUsersFromTenantLevelRestricedAccessControl ExtendPermissionsToUnprotectedFiles ExternalServicesEnabled
  ExternalUserExpirationRequired FilePickerExternalImageSearchEnabled HardDeprecationRPSEnabled
  HasAdminCompletedCUConfiguration HasIntelligentContentServicesCapability HasTopicExperiencesCapability
  HideSyncButtonOnDocLib HideSyncButtonOnODB IBImplicitGroupBased IPAddressEnforcement IncludeAtAGlanceInShareEmails
  InformationBarriersSuspension IsAppBarTemporarilyDisabled IsCollabMeetingNotesFluidEnabled
  IsDataAccessInCardDesignerEnabled IsEnableAppAuthPopUpEnabled IsFluidEnabled IsHubSitesMultiGeoFlightEnabled
  IsLoopEnabled IsMnAFlightEnabled IsMultiGeo IsMultipleHomeSitesFlightEnabled
  IsMultipleVivaConnectionsFlightEnabled IsOnlyCertifiedAppsAllowed IsUnmanagedSyncClientForTenantRestricted
  IsUnmanagedSyncClientRestrictionFlightEnabled IsVivaHomeFlightEnabled IsVivaHomeGAFlightEnabled IsWBFluidEnabled
  KnowledgeAgentEnabled LegacyAuthProtocolsEnabled LegacyBrowserAuthProtocolsEnabled M365AdditionalStorageSPOEnabled
  M365SharePointStorageEnabled MachineLearningCaptureEnabled MarkAllFilesAsSensitiveByDefault
  MassDeleteNotificationDisabled MassDeleteNotificationDisabledForODB MassDeleteNotificationDisabledForSPO
  MobileFriendlyUrlEnabledInTenant NewSharePointExperienceOptIn NotificationsInOneDriveForBusinessEnabled
  NotificationsInSharePointEnabled NotifyOwnersWhenInvitationsAccepted NotifyOwnersWhenItemsReshared
  ODBTranslationEnabled OfficeClientADALDisabled OneDriveDefaultLinkToExistingAccess OneDriveForGuestsEnabled
  OneDriveRequestFilesLinkEnabled OptOutOfGrooveBlock OptOutOfGrooveSoftBlock OwnerAnonymousNotification
  PermissiveBrowserFileHandlingOverride PrebuiltEnabled PreventExternalUsersFromResharing
  ProvisionSharedWithEveryoneFolder PublicCdnEnabled ReduceTempTokenLifetimeEnabled
  RequireAcceptingAccountMatchInvitedAccount RestrictExternalSharingForAgents RestrictResourceAccountAccess
  RestrictedOneDriveLicense RestrictedSharePointLicense SearchResolveExactEmailOrUPN SelfServiceSiteCreationDisabled
  SharePointAddInsBlocked SharePointAddInsDisabled ShowAllUsersClaim ShowEveryoneClaim
  ShowEveryoneExceptExternalUsersClaim ShowNGSCDialogForSyncOnODB ShowOpenInDesktopOptionForSyncedFiles
  ShowPeoplePickerGroupSuggestionsForIB ShowPeoplePickerSuggestionsForGuestUsers
  SiteOwnerManageLegacyServicePrincipalEnabled SiteOwnersCanAccessMissingContent SocialBarOnSitePagesDisabled
  StopAlerts StopNew2010Workflows StopNew2013Workflows SyncPrivacyProfileProperties TaxonomyTaggingEnabled
  TranslationEnabled UniversalAnnotationDisabled UnlicensedOdbSyntexBillingEnabled UseFindPeopleInPeoplePicker
  UsePersistentCookiesForExplorerView ViewInFileExplorerEnabled ViewersCanCommentOnMediaDisabled
  Workflow2010Disabled
`;
const numberNames = `
  AIBuilderEnabledInContentCenter AllowAnonymousMeetingParticipantsToAccessWhiteboards AuthContextResilienceMode
  BlockDownloadLinksFileType BlockUserInfoVisibilityInOneDrive BlockUserInfoVisibilityInSharePoint
  ConditionalAccessPolicy CoreBlockGuestsAsSiteAdmin CoreDefaultShareLinkRole CoreDefaultShareLinkScope
  CoreLoopDefaultSharingLinkRole CoreLoopDefaultSharingLinkScope CoreLoopSharingCapability
  CoreOrganizationSharingLinkMaxExpirationInDays CoreOrganizationSharingLinkRecommendedExpirationInDays
  CoreRequestFilesLinkExpirationInDays CoreSharingCapability DefaultLinkPermission DefaultSharingLinkType
  DocumentUnderstandingEnabledInContentCenter EmailAttestationReAuthDays ExpireVersionsAfterDays
  ExternalUserExpireInDays FileAnonymousLinkType FolderAnonymousLinkType IPAddressWACTokenLifetime
  ImageTaggingOption KnowledgeAgentScopeMode LimitedAccessFileType MajorVersionLimit MarkNewFilesSensitiveByDefault
  MediaTranscription MediaTranscriptionAutomaticFeatures OCRModeForAdminSites OCRModeForComplianceODBs
  OCRModeForComplianceSites ODBAccessRequests ODBMembersCanShare ODBSensitivityRefreshWindowInHours
  ODBSharingCapability OneDriveBlockGuestsAsSiteAdmin OneDriveDefaultShareLinkRole OneDriveDefaultShareLinkScope
  OneDriveLoopDefaultSharingLinkRole OneDriveLoopDefaultSharingLinkScope OneDriveLoopSharingCapability
  OneDriveOrganizationSharingLinkMaxExpirationInDays OneDriveOrganizationSharingLinkRecommendedExpirationInDays
  OneDriveRequestFilesLinkExpirationInDays OrphanedPersonalSitesRetentionPeriod PrebuiltEnabledInContentCenter
  RecycleBinRetentionPeriod ReduceTempTokenLifetimeValue RequireAnonymousLinksExpireInDays ResourceQuota
  ResourceQuotaAllocated SharingCapability SharingDomainRestrictionMode SpecialCharactersStateInFileFolderNames
  StreamLaunchConfig StreamLaunchConfigUpdateCount TlsTokenBindingPolicyValue Workflows2013State
`;
const textNames = `
  AIBuilderDefaultPowerAppsEnvironment AIBuilderSiteListFileName AllOrganizationSecurityGroupId
  AllowSelectSGsInODBListInTenant AllowSelectSecurityGroupsInSPSitesList AmplifyAdminSettings
  AppAccessInformationBarriersAllowList ArchiveRedirectUrl ArchivedFileStorageUsageMB
  AutofillColumnsSiteListFileName BccExternalSharingInvitationsList BlockUserInfoVisibility BonusStorageQuotaMB
  CompatibilityRange ConditionalAccessPolicyErrorHelpLink CustomizedExternalSharingServiceUrl
  DefaultContentCenterSite DefaultODBMode DenySelectSGsInODBListInTenant DenySelectSecurityGroupsInSPSitesList
  DisabledAdaptiveCardExtensionIds DisabledWebPartIds DocumentUnderstandingSiteListFileName FileVersionPolicyXml
  GuestSharingGroupAllowListInTenant IPAddressAllowList ImageTaggingSiteListFileName KnowledgeAgentSiteListFileName
  LabelMismatchEmailHelpLink NoAccessRedirectUrl OCRAdminSiteListFileName OCRComplianceSiteListFileName
  OneDriveStorageQuota OrgNewsSiteUrl PrebuiltSiteListFileName PublicCdnAllowedFileTypes ReactivationCost
  RestrictedAccessControlForOneDriveErrorHelpLink RestrictedAccessControlforSitesErrorHelpLink RootSiteUrl
  SPJitDlpPolicyData SharingAllowedDomainList SharingBlockedDomainList SignInAccelerationDomain StartASiteFormUrl
  StorageQuota StorageQuotaAllocated StreamLaunchConfigLastUpdated TaxonomyTaggingSiteListFileName
  TranslationSiteListFileName WhoCanShareAllowListInTenant WhoCanShareAllowListInTenantByPrincipalIdentity
`;
const listNames = `
  AllowedDomainListForSyncClient BlockDownloadFileTypeIds ContentTypeSyncSiteTemplatesList
  DisabledModernListTemplateIds ESignatureAppList ESignatureSiteList ESignatureThirdPartyProviderInfoList
  ExcludedBlockDownloadGroupIds ExcludedFileExtensionsForSyncClient GuestSharingGroupAllowListInTenantByGroupId
  GuestSharingGroupAllowListInTenantByPrincipalIdentity PublicCdnOrigins RestrictExternalSharing
  VersionPolicyFileTypeOverride WhoCanShareAllowListInTenantByGroupId
`;

export type TenantPropertyKind = 'flag' | 'number' | 'text' | 'list';

const words = (names: string): string[] => names.trim().split(/\s+/);

export const tenantProperties: ReadonlyMap<string, TenantPropertyKind> = new Map([
  ...words(flagNames).map((name) => [name, 'flag'] as const),
  ...words(numberNames).map((name) => [name, 'number'] as const),
  ...words(textNames).map((name) => [name, 'text'] as const),
  ...words(listNames).map((name) => [name, 'list'] as const),
]);

/** Enumerations (m365-api §5) by the names of their members; the number is the place. `-1` is "uninitialized" where it is allowed. */
export const enumerations: Readonly<Record<string, { names: readonly string[]; unset?: boolean }>> = {
  SharingCapability: sharing(),
  ODBSharingCapability: sharing(),
  CoreSharingCapability: sharing(),
  DefaultSharingLinkType: { names: ['None', 'Direct', 'Internal', 'AnonymousAccess'] },
  DefaultLinkPermission: link(),
  FileAnonymousLinkType: link(),
  FolderAnonymousLinkType: link(),
  SharingDomainRestrictionMode: { names: ['None', 'AllowList', 'BlockList'] },
  ConditionalAccessPolicy: { names: ['AllowFullAccess', 'AllowLimitedAccess', 'BlockAccess', 'AuthenticationContext'] },
  ODBMembersCanShare: { names: ['Unspecified', 'On', 'Off'] },
  CoreDefaultShareLinkScope: scope(),
  OneDriveDefaultShareLinkScope: scope(),
  CoreDefaultShareLinkRole: role(),
  OneDriveDefaultShareLinkRole: role(),
};

function sharing(): { names: string[] } {
  return {
    names: ['Disabled', 'ExternalUserSharingOnly', 'ExternalUserAndGuestSharing', 'ExistingExternalUserSharingOnly'],
  };
}

function link(): { names: string[] } {
  return { names: ['None', 'View', 'Edit'] };
}

function scope(): { names: string[]; unset: true } {
  return { names: ['Anyone', 'Organization', 'SpecificPeople'], unset: true };
}

function role(): { names: string[]; unset: true } {
  return { names: ['None', 'View', 'Edit', 'Review', 'RestrictedView'], unset: true };
}
