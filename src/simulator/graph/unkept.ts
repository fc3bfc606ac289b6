/**
 * Properties that Microsoft's metadata has and the tables of the resources lack, by type: nothing here holds or writes
 * them, so they are null when they are selected. From the v1.0 metadata (MIT license, Microsoft Corporation); a test
 * holds the list against it.
 */
const names: Readonly<Record<string, string>> = {
  accessReviewScheduleDefinition: 'additionalNotificationRecipients createdBy stageSettings',
  activityBasedTimeoutPolicy: 'deletedDateTime',
  administrativeUnit: 'deletedDateTime membershipRule membershipRuleProcessingState membershipType',
  appManagementPolicy: 'deletedDateTime',
  appRoleAssignment: 'deletedDateTime',
  channel: 'isFavoriteByDefault layoutType migrationMode originalCreatedDateTime summary',
  chat: 'isHiddenForAllMembers migrationMode onlineMeetingInfo originalCreatedDateTime viewpoint',
  chatMessage: 'eventDetail mentions messageHistory policyViolation reactions',
  application: `
    addIns api appRoles applicationTemplateId authenticationBehaviors certification createdByAppId
    defaultRedirectUri deletedDateTime disabledByMicrosoftStatus groupMembershipClaims info
    isDeviceOnlyAuthSupported isDisabled logo managerApplications nativeAuthenticationApisEnabled
    oauth2RequirePostResponse optionalClaims parentalControlSettings publicClient requestSignatureVerification
    samlMetadataUrl serviceManagementReference servicePrincipalLockConfiguration spa tokenEncryptionKeyId uniqueName
    verifiedPublisher`,
  crossTenantAccessPolicyConfigurationDefault: `
    appServiceConnectInbound invitationRedemptionIdentityProviderConfiguration m365CollaborationInbound
    m365CollaborationOutbound tenantRestrictions`,
  deviceManagement: `
    deviceProtectionOverview intuneAccountId intuneBrand userExperienceAnalyticsSettings windowsMalwareOverview`,
  directoryRole: 'deletedDateTime',
  domain: 'state',
  drive: 'createdBy eTag lastModifiedBy parentReference sharePointIds system',
  driveItem: `
    audio bundle content description location package pendingOperations publication remoteItem searchResult
    sharepointIds specialFolder video webDavUrl`,
  driveItemVersion: 'content publication',
  fido2AuthenticationMethod: 'attestationLevel passkeyType publicKeyCredential',
  group: `
    accessType allowExternalSenders assignedLabels assignedLicenses autoSubscribeNewMembers expirationDateTime
    hasMembersWithLicenseErrors hideFromAddressLists hideFromOutlookClients infoCatalogs isArchived isFavorite
    isManagementRestricted isSubscribedByMail licenseProcessingState onPremisesDomainName
    onPremisesExtensionAttributes onPremisesLastSyncDateTime onPremisesNetBiosName onPremisesProvisioningErrors
    onPremisesSamAccountName onPremisesSecurityIdentifier organizationId preferredDataLocation preferredLanguage
    renewedDateTime securityIdentifier serviceProvisioningErrors theme uniqueName unseenConversationsCount
    unseenCount unseenMessagesCount welcomeMessageEnabled`,
  managedDevice: `
    activationLockBypassCode androidSecurityPatchLevel azureADRegistered complianceGracePeriodExpirationDateTime
    configurationManagerClientEnabledFeatures deviceActionResults deviceCategoryDisplayName deviceEnrollmentType
    deviceHealthAttestationState deviceRegistrationState easActivated easActivationDateTime easDeviceId
    enrollmentProfileName ethernetMacAddress exchangeAccessState exchangeAccessStateReason
    exchangeLastSuccessfulSyncDateTime freeStorageSpaceInBytes iccid imei managementCertificateExpirationDate meid
    partnerReportedThreatState phoneNumber physicalMemoryInBytes remoteAssistanceSessionErrorDetails
    remoteAssistanceSessionUrl requireUserEnrollmentApproval subscriberCarrier totalStorageSpaceInBytes udid
    wiFiMacAddress`,
  message: 'conversationIndex internetMessageHeaders uniqueBody',
  organization: `
    businessPhones defaultUsageLocation deletedDateTime marketingNotificationEmails mobileDeviceManagementAuthority
    onPremisesLastSyncDateTime partnerTenantType provisionedPlans securityComplianceNotificationPhones`,
  phoneAuthenticationMethod: 'smsSignInState',
  privilegedAccessGroupEligibilityScheduleInstance: 'eligibilityScheduleId',
  protectionPolicyBase: 'createdBy lastModifiedBy protectionPolicyArtifactCount',
  servicePrincipal: `
    addIns appDescription applicationTemplateId createdByAppId customSecurityAttributes deletedDateTime homepage
    info isDisabled loginUrl logoutUrl notificationEmailAddresses preferredSingleSignOnMode
    preferredTokenSigningKeyThumbprint replyUrls resourceSpecificApplicationPermissions samlSingleSignOnSettings
    tokenEncryptionKeyId verifiedPublisher`,
  signIn: 'authenticationAppDeviceDetails homeTenantId resourceTenantId riskEventTypes userAgent',
  site: 'createdBy eTag error lastModifiedBy parentReference sharepointIds',
  team: `
    classification firstChannelName funSettings guestSettings internalId memberSettings messagingSettings
    specialization summary`,
  tenantAppManagementPolicy: 'deletedDateTime',
  unifiedRoleAssignmentScheduleInstance: 'roleAssignmentOriginId',
  unifiedRoleAssignmentScheduleRequest: 'approvalId completedDateTime createdBy customData ticketInfo',
  unifiedRoleDefinition: 'rolePermissions',
  unifiedRoleEligibilityScheduleRequest: 'approvalId completedDateTime createdBy customData ticketInfo',
  unifiedRoleManagementPolicy: 'lastModifiedBy',
  user: `
    aboutMe ageGroup authorizationInfo birthday consentProvidedForMinor creationType customSecurityAttributes
    deviceEnrollmentLimit employeeHireDate employeeOrgData employeeType faxNumber hireDate identities
    identityParentId imAddresses interests isManagementRestricted legalAgeGroupClassification
    licenseAssignmentStates mailboxSettings mySite onPremisesDistinguishedName onPremisesDomainName
    onPremisesExtensionAttributes onPremisesProvisioningErrors onPremisesSamAccountName onPremisesSecurityIdentifier
    onPremisesUserPrincipalName pastProjects postalCode preferredDataLocation preferredName print provisionedPlans
    responsibilities schools securityIdentifier serviceProvisioningErrors skills state streetAddress`,
};

const byType = new Map(Object.entries(names).map(([type, text]) => [type, new Set(text.trim().split(/\s+/))]));

/** Whether Microsoft's type has the property, though the simulator keeps nothing under it. */
export function isUnkept(type: string, property: string): boolean {
  return byType.get(type)?.has(property) ?? false;
}
