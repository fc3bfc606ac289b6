import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
import { withoutDefender } from './license.ts';
import { judgeActing, lower, policyBehind, ruleName } from './mail-protection.ts';
import { protectionVerdict } from './protection-verdict.ts';
import { judgeSafeAttachments, safeAttachmentTiers } from './safe-attachments.ts';
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
  mayRead: ['safeAttachmentPolicies', 'safeAttachmentRules', 'builtInProtectionRules', 'acceptedDomains', 'defenderLicense'],
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
    const judge = judgeSafeAttachments(settings);
    const { acting } = judgeActing(safeAttachmentTiers(settings, context), judge, expected);
    if (acting.some((tier) => tier.state === 'unread')) return [];
    const weak = acting.filter((tier) => tier.state === 'weak');
    if (weak.some((tier) => tier.kind === 'strict' || tier.kind === 'standard')) return [];
    const custom = weak.flatMap((tier): Change[] => {
      const policy = tier.kind === 'custom' ? policyBehind(tier, settings.safeAttachmentPolicies) : undefined;
      if (!policy) return [];
      const identity = policy.identity ?? policy.name;
      return [
        {
          section: 'safeAttachmentPolicies',
          operation: 'set',
          match: policy.identity ? { identity } : { name: identity },
          values: { enable: true, action: 'Block' },
          call: `Set-SafeAttachmentPolicy -Identity '${identity}' -Enable $true -Action Block`,
          summary: `Block malware with Safe Attachments policy ${identity}`,
          notice: `${tier.appliesTo}: mail with attachments comes some minutes later, infected mail goes to quarantine.`,
          undo: 'restore',
        },
      ];
    });
    const fixed = custom.length === weak.length;
    if (fixed) return custom;
    const builtIn = settings.builtInProtectionRules?.[0];
    const weakBuiltIn = weak.some((tier) => tier.kind === 'built-in');
    if (!builtIn || weakBuiltIn) {
      const preset = standardPresetForAll('presetDefenderRules', settings.presetDefenderRules);
      return preset.length > 0 && policyBehindStandard(settings) ? preset : [];
    }
    return [...custom, closeBuiltIn(builtIn)];
  },
  knownGaps: ['Mail between two mailboxes of one group that is not routed through Exchange Online Protection is not looked at.'],
  assumed: ['That a Safe Attachments policy with Enable false checks nothing whatever its action says.'],
});

/** The Standard preset cures only when its own policy is known to block. */
function policyBehindStandard({ safeAttachmentPolicies }: { safeAttachmentPolicies: Parameters<typeof judgeSafeAttachments>[0]['safeAttachmentPolicies'] }) {
  return safeAttachmentPolicies?.some(
    (policy) => /standard preset security policy/i.test(policy.identity ?? '') && /^(block|dynamicdelivery)$/i.test(policy.action ?? '') && policy.enable !== false,
  );
}

function closeBuiltIn(rule: { identity?: string | null; name?: string | null; exceptIfSentTo?: string[] | null; exceptIfSentToMemberOf?: string[] | null; exceptIfRecipientDomainIs?: string[] | null }): Change {
  const left = [...lower(rule.exceptIfSentTo), ...lower(rule.exceptIfSentToMemberOf), ...lower(rule.exceptIfRecipientDomainIs)];
  return {
    section: 'builtInProtectionRules',
    operation: 'set',
    match: rule.identity ? { identity: rule.identity } : { name: rule.name },
    values: { exceptIfSentTo: null, exceptIfSentToMemberOf: null, exceptIfRecipientDomainIs: null },
    call: `Set-ATPBuiltInProtectionRule -Identity '${ruleName(rule)}' -ExceptIfSentTo $null -ExceptIfSentToMemberOf $null -ExceptIfRecipientDomainIs $null`,
    summary: 'Remove all exceptions from Built-in protection',
    notice: `${left.join(', ')}: their mail attachments are checked from now on.`,
    undo: 'restore',
  };
}
