import { defineControl } from '../../core/control.ts';
import { withoutDefender } from './license.ts';
import { presetCoverage } from './preset-coverage.ts';
import { standardPresetForAll } from './standard-preset.ts';

export const defenderPresetCoversEverybody = defineControl({
  id: 'defender.defender-preset-covers-everybody',
  title: 'A preset gives everybody Defender for Office 365 protection',
  finding: 'Some people have no preset for Defender for Office 365',
  severity: 'medium',
  rationale:
    'Safe Links and Safe Attachments act on people only through a policy that names them. A preset for everybody also covers the workforce member who joins tomorrow.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.DEFENDER.1.3v1', level: 'shall' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/preset-security-policies' },
  ],
  aliases: ['X-06b'],
  license: 'defender-office-p1',
  reads: ['presetDefenderRules.sentTo', 'presetDefenderRules.sentToMemberOf', 'presetDefenderRules.recipientDomainIs'],
  mayRead: ['acceptedDomains', 'defenderLicense'],
  evaluate({ presetDefenderRules, acceptedDomains, defenderLicense }, context) {
    const unlicensed = withoutDefender(defenderLicense, context);
    if (unlicensed) return unlicensed;
    return presetCoverage({
      section: 'presetDefenderRules',
      rules: presetDefenderRules,
      acceptedDomains,
      declared: context.declared,
      policy: 'MS.DEFENDER.1.3v1',
      product: 'Defender for Office 365',
    });
  },
  remediation: {
    fix: 'Apply the Standard preset to all recipients for Defender for Office 365',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Preset Security Policies.',
      'Turn on Standard protection and choose Manage protection settings.',
      'On the page Apply Defender for Office 365 protection choose All recipients, leave out nobody without a declared reason, and save.',
    ],
    script: [
      "Set-ATPProtectionPolicyRule -Identity 'Standard Preset Security Policy' -SentTo $null -SentToMemberOf $null -RecipientDomainIs $null",
      "Enable-ATPProtectionPolicyRule -Identity 'Standard Preset Security Policy'",
    ],
  },
  changes({ presetDefenderRules, defenderLicense }, { declared }) {
    return defenderLicense?.available === false
      ? []
      : standardPresetForAll('presetDefenderRules', presetDefenderRules, declared);
  },
  knownGaps: [
    'Custom policies that are as strict as the presets do not count here; what policies hold is judged by other controls.',
  ],
});
