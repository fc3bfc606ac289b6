import { shapeOf } from '../../shape.ts';

/** What Get-TransportRule gives of every rule: names from ScubaGear's sample export. */
export const transportRuleShape = shapeOf(
  {
    unset: `
      ADComparisonAttribute ADComparisonOperator ActivationDate AddManagerAsRecipientType AddToRecipients
      AnyOfCcHeader AnyOfCcHeaderMemberOf AnyOfRecipientAddressContainsWords AnyOfRecipientAddressMatchesPatterns
      AnyOfToCcHeader AnyOfToCcHeaderMemberOf AnyOfToHeader AnyOfToHeaderMemberOf ApplyClassification
      ApplyHtmlDisclaimerFallbackAction ApplyHtmlDisclaimerLocation ApplyHtmlDisclaimerText
      ApplyRightsProtectionCustomizationTemplate ApplyRightsProtectionTemplate AttachmentContainsWords
      AttachmentExtensionMatchesWords AttachmentMatchesPatterns AttachmentNameMatchesPatterns
      AttachmentPropertyContainsWords AttachmentSizeOver BetweenMemberOf1 BetweenMemberOf2 BlindCopyTo Comments
      ContentCharacterSetContainsWords ContentMatchesPrompt ContentMatchesPromptVerdict CopyTo DlpPolicy
      ExceptIfADComparisonAttribute ExceptIfADComparisonOperator ExceptIfAnyOfCcHeader ExceptIfAnyOfCcHeaderMemberOf
      ExceptIfAnyOfRecipientAddressContainsWords ExceptIfAnyOfRecipientAddressMatchesPatterns ExceptIfAnyOfToCcHeader
      ExceptIfAnyOfToCcHeaderMemberOf ExceptIfAnyOfToHeader ExceptIfAnyOfToHeaderMemberOf
      ExceptIfAttachmentContainsWords ExceptIfAttachmentExtensionMatchesWords ExceptIfAttachmentMatchesPatterns
      ExceptIfAttachmentNameMatchesPatterns ExceptIfAttachmentPropertyContainsWords ExceptIfAttachmentSizeOver
      ExceptIfBetweenMemberOf1 ExceptIfBetweenMemberOf2 ExceptIfContentCharacterSetContainsWords
      ExceptIfContentMatchesPrompt ExceptIfContentMatchesPromptVerdict ExceptIfFrom ExceptIfFromAddressContainsWords
      ExceptIfFromAddressMatchesPatterns ExceptIfFromMemberOf ExceptIfFromScope ExceptIfHasClassification
      ExceptIfHeaderContainsMessageHeader ExceptIfHeaderContainsWords ExceptIfHeaderMatchesMessageHeader
      ExceptIfHeaderMatchesPatterns ExceptIfManagerAddresses ExceptIfManagerForEvaluatedUser
      ExceptIfMessageContainsAllDataClassifications ExceptIfMessageContainsDataClassifications ExceptIfMessageSizeOver
      ExceptIfMessageTypeMatches ExceptIfRecipientADAttributeContainsWords ExceptIfRecipientADAttributeMatchesPatterns
      ExceptIfRecipientAddressContainsWords ExceptIfRecipientAddressMatchesPatterns ExceptIfRecipientDomainIs
      ExceptIfRecipientInSenderList ExceptIfSCLOver ExceptIfSenderADAttributeContainsWords
      ExceptIfSenderADAttributeMatchesPatterns ExceptIfSenderDomainIs ExceptIfSenderInRecipientList
      ExceptIfSenderIpRanges ExceptIfSenderManagementRelationship ExceptIfSentTo ExceptIfSentToMemberOf
      ExceptIfSentToScope ExceptIfSubjectContainsWords ExceptIfSubjectMatchesPatterns
      ExceptIfSubjectOrBodyContainsWords ExceptIfSubjectOrBodyMatchesPatterns ExceptIfWithImportance Exceptions
      ExpiryDate From FromAddressContainsWords FromAddressMatchesPatterns FromMemberOf FromScope
      GenerateIncidentReport GenerateNotification HasClassification HeaderContainsMessageHeader HeaderContainsWords
      HeaderMatchesMessageHeader HeaderMatchesPatterns IncidentReportContent LogEventText ManagerAddresses
      ManagerForEvaluatedUser MessageContainsAllDataClassifications MessageContainsDataClassifications MessageSizeOver
      MessageTypeMatches ModerateMessageByUser PrependSubject RecipientADAttributeContainsWords
      RecipientADAttributeMatchesPatterns RecipientAddressContainsWords RecipientAddressMatchesPatterns
      RecipientDomainIs RecipientInSenderList RedirectMessageTo RejectMessageEnhancedStatusCode
      RejectMessageReasonText RemoveHeader RouteMessageOutboundConnector SCLOver SenderADAttributeContainsWords
      SenderADAttributeMatchesPatterns SenderDomainIs SenderInRecipientList SenderIpRanges
      SenderManagementRelationship SenderNotificationType SentTo SentToMemberOf SentToScope SetAuditSeverity
      SetHeaderName SetHeaderValue SetSCL SmtpRejectMessageRejectStatusCode SmtpRejectMessageRejectText
      SubjectContainsWords SubjectMatchesPatterns SubjectOrBodyContainsWords SubjectOrBodyMatchesPatterns
      WithImportance`,
    off: `
      ApplyOME AttachmentHasExecutableContent AttachmentIsPasswordProtected AttachmentIsUnsupported
      AttachmentProcessingLimitExceeded DeleteMessage Disconnect ExceptIfAttachmentHasExecutableContent
      ExceptIfAttachmentIsPasswordProtected ExceptIfAttachmentIsUnsupported ExceptIfAttachmentProcessingLimitExceeded
      ExceptIfHasNoClassification ExceptIfHasSenderOverride HasNoClassification HasSenderOverride ManuallyModified
      ModerateMessageByManager Quarantine RemoveOME RemoveOMEv2 RemoveRMSAttachmentEncryption
      RouteMessageOutboundRequireTls StopRuleProcessing UseLegacyRegex`,
    blank: `
      RuleConfigurationUnsupportedReason`,
  },
  {
    DlpPolicyId: '00000000-0000-0000-0000-000000000000',
    IsRuleConfigurationSupported: true,
    RecipientAddressType: 'Resolved',
    RegexSize: 0,
    RuleErrorAction: 'Ignore',
    RuleSubType: 'None',
    SenderAddressLocation: 'Header',
  },
);
