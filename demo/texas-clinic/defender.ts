import type { Settings } from './people.ts';

/** The file types that the default anti-malware policy blocks. */
const blockedTypes =
  'ace ani apk app appx arj bat cab cmd com deb dex dll docm elf exe hta img iso jar jnlp kext lha lib library lnk lzh macho msc msi msix msp mst pif ppa ppam reg rev scf scr sct sys uif vb vbe vbs vxd wsc wsf wsh xll xz z';

const builtIn = 'Built-In Protection Policy';

/** No preset is on; Built-in protection and the default policies stand alone. */
export const defender: Settings = {
  presetRules: [],
  presetDefenderRules: [],
  builtInProtectionRules: [
    {
      identity: 'ATP Built-In Protection Rule',
      name: 'ATP Built-In Protection Rule',
      state: 'Enabled',
      priority: 0,
      sentTo: null,
      sentToMemberOf: null,
      recipientDomainIs: null,
      exceptIfSentTo: null,
      exceptIfSentToMemberOf: null,
      exceptIfRecipientDomainIs: null,
      safeAttachmentPolicy: builtIn,
      safeLinksPolicy: builtIn,
    },
  ],
  malwareFilterPolicies: [
    {
      identity: 'Default',
      name: 'Default',
      isDefault: true,
      recommendedPolicyType: 'Custom',
      enableFileFilter: true,
      fileTypes: blockedTypes.split(' '),
      zapEnabled: true,
    },
  ],
  malwareFilterRules: [],
  safeAttachmentPolicies: [
    {
      identity: builtIn,
      name: builtIn,
      isDefault: false,
      recommendedPolicyType: 'Custom',
      isBuiltInProtection: true,
      enable: true,
      action: 'Block',
    },
  ],
  safeAttachmentRules: [],
  safeLinksPolicies: [
    {
      identity: builtIn,
      name: builtIn,
      isDefault: false,
      recommendedPolicyType: 'Custom',
      isBuiltInProtection: true,
      enableSafeLinksForEmail: true,
      enableSafeLinksForTeams: true,
      enableSafeLinksForOffice: true,
      enableForInternalSenders: false,
      scanUrls: true,
      deliverMessageAfterScan: true,
      trackClicks: true,
    },
  ],
  safeLinksRules: [],
  atpPolicies: [{ identity: 'Default', name: 'Default', enableATPForSPOTeamsODB: true }],
  antiPhishPolicies: [
    {
      identity: 'Office365 AntiPhish Default',
      name: 'Office365 AntiPhish Default',
      isDefault: true,
      recommendedPolicyType: 'Custom',
      enabled: true,
      enableTargetedUserProtection: false,
      targetedUsersToProtect: [],
      targetedUserProtectionAction: 'NoAction',
      enableOrganizationDomainsProtection: false,
      enableTargetedDomainsProtection: false,
      targetedDomainsToProtect: [],
      targetedDomainProtectionAction: 'NoAction',
      enableFirstContactSafetyTips: false,
      enableSimilarUsersSafetyTips: false,
      enableSimilarDomainsSafetyTips: false,
      enableUnusualCharactersSafetyTips: false,
      enableViaTag: true,
      enableUnauthenticatedSender: true,
    },
  ],
  antiPhishRules: [],
  contentFilterPolicies: [
    {
      identity: 'Default',
      name: 'Default',
      isDefault: true,
      recommendedPolicyType: 'Custom',
      spamAction: 'MoveToJmf',
      highConfidenceSpamAction: 'MoveToJmf',
      phishSpamAction: 'MoveToJmf',
      highConfidencePhishAction: 'Quarantine',
      allowedSenderDomains: [],
    },
  ],
  contentFilterRules: [],
  connectionFilters: [{ identity: 'Default', name: 'Default', iPAllowList: [], enableSafeList: false }],
  defenderLicense: { available: true },
};
