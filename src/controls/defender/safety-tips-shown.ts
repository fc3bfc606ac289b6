import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import { quoted } from '../../core/powershell.ts';
import {
  type AntiPhishPolicy,
  type AntiPhishSettings,
  antiPhishPolicy,
  antiPhishTiers,
  anyPolicyCoveringAll,
  isOn,
  presetCovers,
  presetKindOf,
} from './anti-phish.ts';
import { withoutDefender } from './license.ts';
import type { Judged, Tier } from './mail-protection.ts';
import { protectionVerdict, settableWeak } from './protection-verdict.ts';
import { allOf } from './recipient-scope.ts';

const tips = [
  'enableFirstContactSafetyTips',
  'enableSimilarUsersSafetyTips',
  'enableSimilarDomainsSafetyTips',
  'enableUnusualCharactersSafetyTips',
  'enableViaTag',
  'enableUnauthenticatedSender',
] as const;
const named = (tip: string) => `${tip[0]!.toUpperCase()}${tip.slice(1)}`;
const expected = `${tips.map(named).join(', ')} true`;

/** A preset counts by itself: Microsoft fixes its safety tips. */
function judgeTips(settings: AntiPhishSettings) {
  return (tier: Tier): Judged => {
    if (tier.kind === 'strict' || tier.kind === 'standard')
      return { state: 'good', actual: "safety tips fixed by Microsoft's preset" };
    const policy = antiPhishPolicy(tier, settings);
    if (!policy || policy.enabled === undefined) return { state: 'unread', actual: 'its policy was not read' };
    if (policy.enabled !== true) return { state: 'weak', actual: 'Enabled false' };
    const off = tips.filter((tip) => policy[tip] === false || policy[tip] === null);
    if (off.length > 0) return { state: 'weak', actual: `${off.map(named).join(', ')} false` };
    return tips.some((tip) => policy[tip] === undefined)
      ? { state: 'unread', actual: 'its policy was not read in full' }
      : { state: 'good', actual: 'all six safety tips on' };
  };
}

function scubaOutcome(settings: AntiPhishSettings): JudgedOutcome {
  const meets = (policy: AntiPhishPolicy) => allOf(!presetKindOf(policy), ...tips.map((tip) => isOn(policy[tip])));
  const own = anyPolicyCoveringAll(settings, meets);
  const presets = new Set((['strict', 'standard'] as const).map((kind) => presetCovers(kind, settings.presetRules)));
  if (own === 'pass' || presets.has(true)) return 'pass';
  return own === 'unknown' || presets.has(undefined) ? 'unknown' : 'fail';
}

export const safetyTipsShown = defineControl({
  id: 'defender.safety-tips-shown',
  title: 'Outlook warns everybody of unusual senders',
  finding: 'Some people get mail from unusual senders without a warning',
  severity: 'low',
  rationale:
    'A line above the message ("You don\'t often get email from …") reaches people in the moment when they decide whether to answer with patient data. It is a security reminder that works without a course.',
  citations: ['164.308(a)(5)(ii)(A)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.2.4v1', level: 'should' },
    { source: 'ORCA', id: 'ORCA.119' },
    { source: 'ORCA', id: 'ORCA.123' },
    { source: 'ORCA', id: 'ORCA.224' },
    { source: 'ORCA', id: 'ORCA.241' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/anti-phishing-policies-about' },
  ],
  aliases: ['DF-07'],
  license: 'defender-office-p1',
  reads: ['antiPhishPolicies'],
  mayRead: ['antiPhishRules', 'presetRules', 'acceptedDomains', 'defenderLicense'],
  evaluate(settings, context) {
    const unlicensed = withoutDefender(settings.defenderLicense, context);
    if (unlicensed) return unlicensed;
    const verdict = protectionVerdict({
      tiers: antiPhishTiers(settings, context.declared),
      judge: judgeTips(settings),
      expected,
      good: 'Safety tips are on',
      weak: 'Safety tips are off or incomplete',
      presetHolds: 'all six safety tips are on',
      policies: 'anti-phishing policies and rules',
    });
    return { ...verdict, policies: { 'MS.SECURITYSUITE.2.4v1': scubaOutcome(settings) } };
  },
  remediation: {
    fix: 'Turn on all safety tips',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Anti-phishing.',
      'Open each policy named here, choose Edit actions.',
      'Under Safety tips & indicators select every entry, and save.',
    ],
    script: [`Set-AntiPhishPolicy -Identity '<policy>' ${tips.map((tip) => `-${named(tip)} $true`).join(' ')}`],
  },
  changes(settings, context) {
    const weak = settableWeak(antiPhishTiers(settings, context.declared), judgeTips(settings)) ?? [];
    return weak.flatMap((tier): Change[] => {
      const policy = antiPhishPolicy(tier, settings);
      if (!policy) return [];
      const identity = policy.identity ?? policy.name;
      return [
        {
          section: 'antiPhishPolicies',
          operation: 'set',
          match: policy.identity ? { identity } : { name: identity },
          values: { enabled: true, ...Object.fromEntries(tips.map((tip) => [tip, true])) },
          call: `Set-AntiPhishPolicy -Identity ${quoted(identity)} -Enabled $true ${tips.map((tip) => `-${named(tip)} $true`).join(' ')}`,
          summary: `Turn on all safety tips in anti-phishing policy ${identity}`,
          notice: `A line of warning stands above some messages, for ${tier.appliesTo}.`,
          undo: 'restore',
        },
      ];
    });
  },
  assumed: [
    'That the tip for similar senders needs Defender for Office 365; the others also work without it.',
    'That the Standard and Strict presets hold all six safety tips (Microsoft documentation).',
  ],
});
