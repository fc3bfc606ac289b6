import { filledListSection } from '../filled-list.ts';
import { listSection, oneSection } from '../section.ts';
import { type Field, ShapeError, anything, flag, isPlainObject, list, number, text, texts } from '../shape.ts';

/** Recipients, senders and domains come as text, or as the object that Exchange wraps them in. */
const named: Field<string> = {
  wanted: 'a name or an address',
  decode(raw, path) {
    if (typeof raw === 'string') return raw;
    if (isPlainObject(raw)) {
      for (const key of ['Address', 'PrimarySmtpAddress', 'Domain', 'Sender', 'Value', 'Name']) {
        const value = raw[key] ?? raw[key.toLowerCase()];
        if (value !== null && value !== undefined) return named.decode(value, `${path}.${key}`);
      }
    }
    throw new ShapeError(path, 'a name or an address');
  },
};
const names = list(named);

/** Whom a rule applies to. Conditions of different kinds must all hold, exceptions of any kind suffice. */
const recipients = {
  identity: text,
  name: text,
  state: text,
  priority: number,
  sentTo: names,
  sentToMemberOf: names,
  recipientDomainIs: names,
  exceptIfSentTo: names,
  exceptIfSentToMemberOf: names,
  exceptIfRecipientDomainIs: names,
};

const policy = { identity: text, name: text, isDefault: flag, recommendedPolicyType: text };

export const defenderSections = {
  presetRules: listSection({
    title: 'preset security policy rules for Exchange Online Protection',
    call: 'Get-EOPProtectionPolicyRule',
    service: 'defender',
    fields: {
      ...recipients,
      hostedContentFilterPolicy: text,
      antiPhishPolicy: text,
      malwareFilterPolicy: text,
      conditions: anything,
      exceptions: anything,
    },
  }),
  presetDefenderRules: listSection({
    title: 'preset security policy rules for Defender for Office 365',
    call: 'Get-ATPProtectionPolicyRule',
    service: 'defender',
    fields: {
      ...recipients,
      safeAttachmentPolicy: text,
      safeLinksPolicy: text,
      conditions: anything,
      exceptions: anything,
    },
  }),
  builtInProtectionRules: listSection({
    title: 'Built-in protection rules',
    call: 'Get-ATPBuiltInProtectionRule',
    service: 'defender',
    fields: { ...recipients, safeAttachmentPolicy: text, safeLinksPolicy: text },
  }),
  malwareFilterPolicies: listSection({
    title: 'anti-malware policies',
    call: 'Get-MalwareFilterPolicy',
    service: 'defender',
    fields: { ...policy, enableFileFilter: flag, fileTypes: texts, zapEnabled: flag },
  }),
  malwareFilterRules: listSection({
    title: 'anti-malware rules',
    call: 'Get-MalwareFilterRule',
    service: 'defender',
    fields: { ...recipients, malwareFilterPolicy: text },
  }),
  safeAttachmentPolicies: listSection({
    title: 'Safe Attachments policies',
    call: 'Get-SafeAttachmentPolicy',
    service: 'defender',
    fields: { ...policy, isBuiltInProtection: flag, enable: flag, action: text },
  }),
  safeAttachmentRules: listSection({
    title: 'Safe Attachments rules',
    call: 'Get-SafeAttachmentRule',
    service: 'defender',
    fields: { ...recipients, safeAttachmentPolicy: text },
  }),
  safeLinksPolicies: listSection({
    title: 'Safe Links policies',
    call: 'Get-SafeLinksPolicy',
    service: 'defender',
    fields: {
      ...policy,
      isBuiltInProtection: flag,
      enableSafeLinksForEmail: flag,
      enableSafeLinksForTeams: flag,
      enableSafeLinksForOffice: flag,
      enableForInternalSenders: flag,
      scanUrls: flag,
      deliverMessageAfterScan: flag,
      trackClicks: flag,
    },
  }),
  safeLinksRules: listSection({
    title: 'Safe Links rules',
    call: 'Get-SafeLinksRule',
    service: 'defender',
    fields: { ...recipients, safeLinksPolicy: text },
  }),
  atpPolicies: listSection({
    title: 'Defender for Office 365 settings for SharePoint, OneDrive and Teams',
    call: 'Get-AtpPolicyForO365',
    service: 'defender',
    fields: { identity: text, name: text, enableATPForSPOTeamsODB: flag },
  }),
  antiPhishPolicies: listSection({
    title: 'anti-phishing policies',
    call: 'Get-AntiPhishPolicy',
    service: 'defender',
    fields: {
      ...policy,
      enabled: flag,
      enableTargetedUserProtection: flag,
      targetedUsersToProtect: names,
      targetedUserProtectionAction: text,
      enableOrganizationDomainsProtection: flag,
      enableTargetedDomainsProtection: flag,
      targetedDomainsToProtect: names,
      targetedDomainProtectionAction: text,
      enableFirstContactSafetyTips: flag,
      enableSimilarUsersSafetyTips: flag,
      enableSimilarDomainsSafetyTips: flag,
      enableUnusualCharactersSafetyTips: flag,
      enableViaTag: flag,
      enableUnauthenticatedSender: flag,
    },
  }),
  antiPhishRules: listSection({
    title: 'anti-phishing rules',
    call: 'Get-AntiPhishRule',
    service: 'defender',
    fields: { ...recipients, antiPhishPolicy: text },
  }),
  contentFilterPolicies: listSection({
    title: 'inbound anti-spam policies',
    call: 'Get-HostedContentFilterPolicy',
    service: 'defender',
    fields: {
      ...policy,
      spamAction: text,
      highConfidenceSpamAction: text,
      phishSpamAction: text,
      highConfidencePhishAction: text,
      allowedSenderDomains: names,
    },
  }),
  contentFilterRules: listSection({
    title: 'inbound anti-spam rules',
    call: 'Get-HostedContentFilterRule',
    service: 'defender',
    fields: { ...recipients, hostedContentFilterPolicy: text },
  }),
  connectionFilters: filledListSection({
    title: 'connection filter policies',
    call: 'Get-HostedConnectionFilterPolicy',
    service: 'defender',
    fields: { identity: text, name: text, iPAllowList: texts, enableSafeList: flag },
  }),
  teamsProtectionPolicies: listSection({
    title: 'Teams protection policies',
    call: 'Get-TeamsProtectionPolicy',
    service: 'defender',
    fields: { identity: text, name: text, zapEnabled: flag },
  }),
  teamsProtectionRules: listSection({
    title: 'Teams protection rules',
    call: 'Get-TeamsProtectionPolicyRule',
    service: 'defender',
    fields: { ...recipients, teamsProtectionPolicy: text },
  }),
  /** Whether the source could run the Defender for Office 365 commands: false means no license or no permission. */
  defenderLicense: oneSection({
    title: 'whether the Defender for Office 365 commands ran',
    call: 'Get-AtpPolicyForO365 (whether it runs)',
    service: 'defender',
    fields: { available: flag },
  }),
};
