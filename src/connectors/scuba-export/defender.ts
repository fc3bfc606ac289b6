import type { ExportKey } from './key.ts';

const license = 'defender-office-p1';

/** ScubaGear 1.8 lacks the keys of anti-malware, Safe Attachments, Safe Links, anti-spam and Built-in protection; later versions write them. */
export const defenderKeys: ExportKey[] = [
  { section: 'presetRules', key: 'protection_policy_rules', command: 'Get-EOPProtectionPolicyRule' },
  { section: 'presetDefenderRules', key: 'atp_policy_rules', command: 'Get-ATPProtectionPolicyRule', license },
  {
    section: 'builtInProtectionRules',
    key: 'built_in_protection_rules',
    command: 'Get-ATPBuiltInProtectionRule',
    license,
  },
  { section: 'malwareFilterPolicies', key: 'anti_malware_policies', command: 'Get-MalwareFilterPolicy' },
  { section: 'malwareFilterRules', key: 'anti_malware_rules', command: 'Get-MalwareFilterRule' },
  { section: 'safeAttachmentPolicies', key: 'safe_attachment_policies', command: 'Get-SafeAttachmentPolicy', license },
  { section: 'safeAttachmentRules', key: 'safe_attachment_rules', command: 'Get-SafeAttachmentRule', license },
  { section: 'safeLinksPolicies', key: 'safe_links_policies', command: 'Get-SafeLinksPolicy', license },
  { section: 'safeLinksRules', key: 'safe_links_rules', command: 'Get-SafeLinksRule', license },
  { section: 'atpPolicies', key: 'atp_policy_for_o365', command: 'Get-AtpPolicyForO365', license },
  { section: 'antiPhishPolicies', key: 'anti_phish_policies', command: 'Get-AntiPhishPolicy' },
  { section: 'antiPhishRules', key: 'anti_phish_rules', command: 'Get-AntiPhishRule' },
  {
    section: 'contentFilterPolicies',
    key: 'hosted_content_filter_policies',
    command: 'Get-HostedContentFilterPolicy',
  },
  { section: 'contentFilterRules', key: 'hosted_content_filter_rules', command: 'Get-HostedContentFilterRule' },
  { section: 'connectionFilters', key: 'conn_filter', command: 'Get-HostedConnectionFilterPolicy' },
  {
    section: 'defenderLicense',
    key: 'defender_license',
    pick: (value) => (value === null || value === undefined ? undefined : { available: value }),
  },
];
