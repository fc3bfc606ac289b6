import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
import { quoted } from '../../core/powershell.ts';
import { withoutDefender } from './license.ts';
import { type Tier, judgeActing, policyBehind } from './mail-protection.ts';
import { protectionVerdict } from './protection-verdict.ts';
import {
  type SafeLinksSettings,
  flagName,
  judgeSafeLinks,
  safeLinksFlags,
  safeLinksParts,
  safeLinksPolicyVerdict,
  safeLinksTiers,
} from './safe-links.ts';
import { standardPresetForAll } from './standard-preset.ts';

const expected = `${safeLinksFlags.map(flagName).join(', ')} true`;

export const safeLinksCoverEverybody = defineControl({
  id: 'defender.safe-links-cover-everybody',
  title: 'Safe Links checks links in mail, Teams and Office for everybody',
  finding: 'Some people follow links that Safe Links does not check',
  severity: 'medium',
  rationale:
    'A link can be harmless when a message arrives and harmful an hour later. Safe Links looks again at the moment of the click, and its click record shows who followed a phishing link and whose mailbox with patient data is at risk.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.7.1v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.7.2v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.7.3v1', level: 'should' },
    { source: 'ORCA', id: 'ORCA.156' },
    { source: 'ORCA', id: 'ORCA.236' },
    { source: 'ORCA', id: 'ORCA.237' },
    { source: 'ORCA', id: 'ORCA.238' },
    { source: 'CIS', id: 'CIS.M365.2.1.1' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/safe-links-about' },
  ],
  aliases: ['DF-05'],
  license: 'defender-office-p1',
  reads: [],
  mayRead: [
    'presetDefenderRules',
    'presetRules',
    'safeLinksPolicies',
    'safeLinksRules',
    'acceptedDomains',
    'defenderLicense',
  ],
  evaluate(settings, context) {
    const unlicensed = withoutDefender(settings.defenderLicense, context);
    if (unlicensed) return unlicensed;
    const verdict = protectionVerdict({
      tiers: safeLinksTiers(settings, context),
      judge: judgeSafeLinks(settings),
      expected,
      good: 'Safe Links checks mail, Teams and Office',
      weak: 'Safe Links is off or incomplete',
      presetHolds: 'Safe Links is on for mail, Teams and Office, internal mail included',
      policies: 'Safe Links policies, their rules and the preset rules for Defender for Office 365',
    });
    const policies = Object.fromEntries(
      Object.entries(safeLinksParts).map(([id, flags]) => [id, safeLinksPolicyVerdict(settings, flags)]),
    );
    return { ...verdict, policies };
  },
  remediation: {
    fix: 'Cover everybody with Safe Links',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Preset Security Policies.',
      'Turn on Standard protection and apply Defender for Office 365 protection to all recipients.',
      'Or open Safe Links and in each policy named here turn on checking for email, Teams and Office 365 apps, for internal mail, real-time scanning, waiting for the scan, and click tracking.',
    ],
    script: [
      "Enable-ATPProtectionPolicyRule -Identity 'Standard Preset Security Policy'",
      `Set-SafeLinksPolicy -Identity '<policy>' ${safeLinksFlags.map((flag) => `-${flagName(flag)} $true`).join(' ')}`,
    ],
  },
  changes(settings, context) {
    const { acting } = judgeActing(safeLinksTiers(settings, context), judgeSafeLinks(settings), expected);
    const weak = acting.filter((tier) => tier.state === 'weak');
    if (acting.some((tier) => tier.state === 'unread')) return [];
    return weak.every((tier) => tier.kind === 'custom')
      ? weak.flatMap((tier) => turnOn(tier, settings))
      : standardPresetForAll('presetDefenderRules', settings.presetDefenderRules ?? [], context.declared);
  },
  knownGaps: [
    'Links inside encrypted messages and attachments of unknown formats are not checked by Safe Links itself.',
  ],
  assumed: [
    'That the Standard and Strict presets hold all seven settings (Microsoft documentation).',
    'That Built-in protection checks no links in mail between people of the same organization.',
  ],
});

function turnOn(tier: Tier, { safeLinksPolicies }: Pick<SafeLinksSettings, 'safeLinksPolicies'>): Change[] {
  const policy = policyBehind(tier, safeLinksPolicies);
  if (!policy) return [];
  const identity = policy.identity ?? policy.name;
  return [
    {
      section: 'safeLinksPolicies',
      operation: 'set',
      match: policy.identity ? { identity } : { name: identity },
      values: Object.fromEntries(safeLinksFlags.map((flag) => [flag, true])),
      call: `Set-SafeLinksPolicy -Identity ${quoted(identity)} ${safeLinksFlags.map((flag) => `-${flagName(flag)} $true`).join(' ')}`,
      summary: `Turn on every Safe Links check in policy ${identity}`,
      notice: 'The people whom it covers: links are checked at the click, and a harmful one shows a warning page.',
      undo: 'restore',
    },
  ];
}
