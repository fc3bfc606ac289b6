import { defineControl } from '../../core/control.ts';
import { withoutDefender } from './license.ts';
import { judgeActing } from './mail-protection.ts';
import { isEnabled } from './recipient-scope.ts';
import { protectionVerdict } from './protection-verdict.ts';
import {
  blockInPolicy,
  closeBuiltIn,
  judgeSafeAttachments,
  safeAttachmentTiers,
  standardBlocks,
} from './safe-attachments.ts';
import { standardPresetForAll } from './standard-preset.ts';

const expected = 'Action Block or DynamicDelivery';

export const safeAttachmentsCoverAllMail = defineControl({
  id: 'defender.safe-attachments-cover-all-mail',
  title: 'Safe Attachments opens every mail attachment in a sandbox first',
  finding: 'Some people get mail attachments that Safe Attachments has not checked',
  severity: 'medium',
  rationale:
    'Malware that no scanner knows yet gets past signatures. Safe Attachments opens a file in a closed room before a workforce member does; people left out of it are where ransomware starts.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.1.3v1', level: 'shall' },
    { source: 'ORCA', id: 'ORCA.124' },
    { source: 'ORCA', id: 'ORCA.227' },
    { source: 'CIS', id: 'CIS.M365.2.1.4' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/safe-attachments-about' },
  ],
  aliases: ['DF-03'],
  license: 'defender-office-p1',
  reads: [
    'presetDefenderRules.state',
    'presetDefenderRules.sentTo',
    'presetDefenderRules.sentToMemberOf',
    'presetDefenderRules.recipientDomainIs',
  ],
  mayRead: [
    'safeAttachmentPolicies',
    'safeAttachmentRules',
    'builtInProtectionRules',
    'acceptedDomains',
    'defenderLicense',
  ],
  evaluate(settings, context) {
    const unlicensed = withoutDefender(settings.defenderLicense, context);
    if (unlicensed) return unlicensed;
    return protectionVerdict({
      tiers: safeAttachmentTiers(settings, context),
      judge: judgeSafeAttachments(settings),
      scuba: { id: 'MS.SECURITYSUITE.1.3v1' },
      expected,
      good: 'Safe Attachments blocks malware in mail',
      weak: 'Safe Attachments does not block malware in mail',
      presetHolds: 'Safe Attachments is on with action Block',
      policies: 'Safe Attachments policies and rules',
    });
  },
  remediation: {
    fix: 'Cover all mail with Safe Attachments',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Preset Security Policies.',
      'Turn on Standard protection and apply Defender for Office 365 protection to all recipients.',
      'Or open Safe Attachments, open each policy named here and choose Block or Dynamic Delivery.',
      'For Built-in protection, choose Add exclusions and remove those that nobody needs.',
    ],
    script: [
      "Enable-ATPProtectionPolicyRule -Identity 'Standard Preset Security Policy'",
      "Set-SafeAttachmentPolicy -Identity '<policy>' -Enable $true -Action Block",
    ],
  },
  changes(settings, context) {
    const { acting } = judgeActing(safeAttachmentTiers(settings, context), judgeSafeAttachments(settings), expected);
    const weak = acting.filter((tier) => tier.state === 'weak');
    if (
      acting.some((tier) => tier.state === 'unread') ||
      weak.some((tier) => tier.kind === 'strict' || tier.kind === 'standard')
    )
      return [];
    const custom = weak.filter((tier) => tier.kind === 'custom').flatMap((tier) => blockInPolicy(tier, settings));
    const others = weak.filter((tier) => tier.kind !== 'custom');
    const [builtIn] = settings.builtInProtectionRules ?? [];
    if (others.length === 0) return custom;
    if (builtIn && isEnabled(builtIn) && others.every((tier) => tier.kind === 'none'))
      return [...custom, closeBuiltIn(builtIn, context.declared)];
    return standardBlocks(settings)
      ? standardPresetForAll('presetDefenderRules', settings.presetDefenderRules, context.declared)
      : [];
  },
  assumed: ['That a Safe Attachments policy with Enable false checks nothing whatever its action says.'],
});
