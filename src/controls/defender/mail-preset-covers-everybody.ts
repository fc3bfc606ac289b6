import { defineControl } from '../../core/control.ts';
import { presetCoverage } from './preset-coverage.ts';
import { standardPresetForAll } from './standard-preset.ts';

export const mailPresetCoversEverybody = defineControl({
  id: 'defender.mail-preset-covers-everybody',
  title: 'A preset gives everybody Exchange Online Protection',
  finding: 'Some people have no preset for Exchange Online Protection',
  severity: 'medium',
  rationale:
    'A preset keeps spam, phishing and malware filters at what Microsoft advises today. People outside it depend on settings that somebody chose once, and one mailbox is enough to reach patient data.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.DEFENDER.1.2v1', level: 'shall' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/preset-security-policies' },
  ],
  aliases: ['X-06a'],
  reads: ['presetRules.sentTo', 'presetRules.sentToMemberOf', 'presetRules.recipientDomainIs'],
  mayRead: ['acceptedDomains'],
  evaluate({ presetRules, acceptedDomains }, { declared }) {
    return presetCoverage({
      section: 'presetRules',
      rules: presetRules,
      acceptedDomains,
      declared,
      policy: 'MS.DEFENDER.1.2v1',
      product: 'Exchange Online Protection',
    });
  },
  remediation: {
    fix: 'Apply the Standard preset to all recipients for Exchange Online Protection',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Preset Security Policies.',
      'Turn on Standard protection and choose Manage protection settings.',
      'On the page Apply Exchange Online Protection choose All recipients, leave out nobody without a declared reason, and save.',
    ],
    script: [
      "Set-EOPProtectionPolicyRule -Identity 'Standard Preset Security Policy' -SentTo $null -SentToMemberOf $null -RecipientDomainIs $null",
      "Enable-EOPProtectionPolicyRule -Identity 'Standard Preset Security Policy'",
    ],
  },
  changes({ presetRules }, { declared }) {
    return standardPresetForAll('presetRules', presetRules, declared);
  },
  knownGaps: [
    'Custom policies that are as strict as the presets do not count here; what policies hold is judged by other controls.',
  ],
});
