import { shapeOf } from '../../shape.ts';

/** What Get-DlpCompliancePolicy gives of every policy: names from ScubaGear's sample export. */
export const dlpPolicyShape = shapeOf(
  {
    unset: `
    AutoEnableAfter DistributionResults EnforcementPlanes ErrorMetadata ExtendedProperties IsFromSmartInsights
    ItemStatistics LastStatusUpdateTime LogicalWorkload MatchedItemsCount PolicyTemplateInfo RuleMatchBlob
    SimulationStatus TopNLocationStatistics TotalItemsCount UserAdministrativeUnitMembershipMap WorkloadStatistics`,
    none: `
    EndpointDlpAdaptiveScopes EndpointDlpAdaptiveScopesException EndpointDlpLocation EndpointDlpLocationException
    ExceptIfOneDriveSharedBy ExceptIfOneDriveSharedByMemberOf ExchangeAdaptiveScopes ExchangeAdaptiveScopesException
    ExchangeLocation ExchangeOnPremisesLocation ExchangeSender ExchangeSenderException ExchangeSenderMemberOf
    ExchangeSenderMemberOfException LocationExclusions LocationInclusions OnPremisesScannerDlpLocation
    OnPremisesScannerDlpLocationException OneDriveAdaptiveScopes OneDriveAdaptiveScopesException OneDriveLocation
    OneDriveLocationException OneDriveSharedBy OneDriveSharedByMemberOf PolicyRBACScopes PowerBIDlpLocation
    PowerBIDlpLocationException SharePointAdaptiveScopes SharePointAdaptiveScopesException SharePointLocation
    SharePointLocationException SharePointOnPremisesLocation SharePointOnPremisesLocationException
    TeamsAdaptiveScopes TeamsAdaptiveScopesException TeamsLocation TeamsLocationException ThirdPartyAppDlpLocation
    ThirdPartyAppDlpLocationException`,
    off: `
    ForceValidate IsColdDataSimulationPolicy IsSimulationPolicy Summary`,
    blank: `
    EndpointDlpExtendedLocations`,
  },
  {
    CompletedLocations: 0,
    DistributionSyncStatus: 'Success',
    ExpectedLocations: 0,
    FailedLocations: 0,
    GlobalListType: 'None',
    PolicyCategory: 'Unknown',
    Type: 'Dlp',
  },
);

/** What Get-DlpComplianceRule gives of every rule: names from the same. */
export const dlpRuleShape = shapeOf(
  {
    unset: `
    AccessScope AccessTimeControl ActivationDate AddRecipients AdvancedRule AdvancedRuleBuilderContext
    ApplyHtmlDisclaimer AttachmentCountOver BlockAccessScope ContentContainsSensitiveInformation
    ContentMissingSensitivityLabel DeviceManagementType DocumentCreatedByMemberOf EncryptRMSTemplate
    EndpointDlpBrowserRestrictions EndpointDlpRestrictions ErrorMetadata ExceptIfAccessScope
    ExceptIfContentContainsSensitiveInformation ExceptIfDeviceManagementType ExceptIfDocumentCreatedByMemberOf
    ExceptIfFrom ExceptIfFromMemberOf ExceptIfFromScope ExceptIfHeaderContainsTokens ExceptIfHeaderContainsWords
    ExceptIfHeaderMatchesPatterns ExceptIfMessageLabelChangeDetected ExceptIfMessageTypeMatches
    ExceptIfRecipientADAttributeContainsWords ExceptIfRecipientADAttributeMatchesPatterns
    ExceptIfSenderADAttributeContainsWords ExceptIfSenderADAttributeMatchesPatterns ExceptIfSentToMemberOf
    ExceptIfWithImportance ExecutionRuleGuids ExpiryDate From FromMemberOf HasActivity HeaderContainsTokens
    HeaderContainsWords HeaderMatchesPatterns IncidentReportContent MapRecipients MessageLabelChangeDetected
    MessageTypeMatches MipRestrictAccess Moderate ModifySubject NonBifurcatingAccessScope NotifyAllowOverride
    NotifyEmailOnedriveRemediationActions NotifyEndpointUser NotifyOverrideRequirements NotifyPolicyTipDisplayOption
    NotifyUserType OnPremisesScannerDlpRestrictions PowerBIDlpRestrictions RecipientADAttributeContainsWords
    RecipientADAttributeMatchesPatterns RedactSensitiveInfo RedirectMessageTo RestrictAccess RuleErrorAction
    SenderADAttributeContainsWords SenderADAttributeMatchesPatterns SenderAddressLocation SenderType SentToMemberOf
    SetHeader StorageBindings ThirdPartyAppDlpRestrictions WithImportance`,
    none: `
    AccessedBy AccessedByMemberOf AnyOfRecipientAddressContainsWords AnyOfRecipientAddressMatchesPatterns
    BlockDomains BlockDomainsExcept BlockUsers BlockUsersExcept ContentCharacterSetContainsWords
    ContentExtensionMatchesWords ContentFileTypeMatches ContentPropertyContainsWords DocumentContainsWords
    DocumentCreatedBy DocumentMatchesPatterns DocumentNameMatchesPatterns DocumentNameMatchesWords
    ExceptIfAccessedBy ExceptIfAccessedByMemberOf ExceptIfAnyOfRecipientAddressContainsWords
    ExceptIfAnyOfRecipientAddressMatchesPatterns ExceptIfContentCharacterSetContainsWords
    ExceptIfContentExtensionMatchesWords ExceptIfContentFileTypeMatches ExceptIfContentPropertyContainsWords
    ExceptIfDocumentContainsWords ExceptIfDocumentCreatedBy ExceptIfDocumentMatchesPatterns
    ExceptIfDocumentNameMatchesPatterns ExceptIfDocumentNameMatchesWords ExceptIfFromAddressContainsWords
    ExceptIfFromAddressMatchesPatterns ExceptIfRecipientDomainIs ExceptIfSenderDomainIs ExceptIfSenderIPRanges
    ExceptIfSentTo ExceptIfSharedWithDomain ExceptIfSubjectContainsWords ExceptIfSubjectMatchesPatterns
    ExceptIfSubjectOrBodyContainsWords ExceptIfSubjectOrBodyMatchesPatterns
    ExceptIfTeamsSharedWithParticipantCategory ExceptIfUnscannableDocumentExtensionIs ExceptIfUrlContainsText
    FromAddressContainsWords FromAddressMatchesPatterns GenerateAlert GenerateIncidentReport HasLabelDowngradedFrom
    NotifyJustificationCustomTextTranslations NotifyPolicyTipCustomTextTranslations NotifyUser RecipientDomainIs
    RemoveHeader SenderDomainIs SenderIPRanges SentTo SharedByIRMAgentRisk SharedByIRMUserRisk SharedWithDomain
    SubjectContainsWords SubjectMatchesPatterns SubjectOrBodyContainsWords SubjectOrBodyMatchesPatterns
    TeamsSharedWithParticipantCategory UnscannableDocumentExtensionIs UrlContainsText`,
    off: `
    AttachmentIsNotLabeled BlockAccess BlockDomainsOrUsers ContentIsNotLabeled ContentIsShared Disabled
    DocumentIsPasswordProtected DocumentIsUnsupported EvaluateRulePerComponent ExceptIfContentIsShared
    ExceptIfDocumentIsPasswordProtected ExceptIfDocumentIsUnsupported ExceptIfHasSenderOverride
    ExceptIfProcessingLimitExceeded HasSenderOverride IsAdvancedRule IsObjectUnderSystemOperation IsSummarizedPsRule
    MessageIsNotLabeled ProcessingLimitExceeded Quarantine RemoveRMSTemplate RestrictBrowserAccess
    RestrictWebGrounding SPMoveToQuarantineLocation StopPolicyProcessing`,
    blank: `
    ApplyBrandingTemplate DocumentSizeOver ExceptIfDocumentSizeOver ExceptIfMessageSizeOver MessageSizeOver
    NotifyEmailCustomSenderDisplayName NotifyEmailCustomSubject NotifyEmailCustomText NotifyJustificationCustomText
    NotifyPolicyTipCustomDialog NotifyPolicyTipCustomText NotifyPolicyTipUrl RuleXml SourceType
    TriggerPowerAutomateFlow`,
  },
  {
    AlertProperties: { AggregationType: 'None' },
    EnforcePortalAccess: true,
    MaximumBlobRuleLength: 0,
    NotifyEmailExchangeIncludeAttachment: true,
    ReportSeverityLevel: 'Low',
  },
);
