import type { JudgedOutcome } from '../../core/outcome.ts';
import { type Verdict, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { type ActingTier, type Judged, type Tier, actingTiers, judgeActing, scubaVerdict } from './mail-protection.ts';

/** One question to the policies that act on the recipients, and the words for its answer. */
interface ProtectionQuestion {
  tiers: readonly Tier[];
  judge(tier: Tier): Judged;
  /** SCuBA policy id, and what ScubaGear asks where it differs from `judge`. */
  scuba?: { id: string; judge?: (tier: Tier) => Judged; customs?: 'first' | 'every' };
  /** What a good policy holds: "EnableFileFilter true with exe, cmd, vbe". */
  expected: string;
  /** Ends "… for all recipients": "The attachment filter is on". */
  good: string;
  /** Ends "… for …": "The attachment filter is off or incomplete". */
  weak: string;
  /** What Microsoft fixes in the Standard and Strict presets; said when a preset covers everybody and its settings were not read. */
  presetHolds: string;
  /** The settings that must be read: "anti-malware policies". */
  policies: string;
}

/** Pass, partial, fail or unknown by the recipients really covered; the SCuBA policy by ScubaGear's own rule. */
export function protectionVerdict(question: ProtectionQuestion): Verdict {
  const { outcome, acting, resources } = judgeActing(question.tiers, question.judge, question.expected);
  const weak = acting.filter((tier) => tier.state === 'weak');
  const policies: Record<string, JudgedOutcome> = {};
  if (question.scuba) {
    const { id, judge = question.judge, customs } = question.scuba;
    policies[id] = scubaVerdict(question.tiers, judge, customs);
  }
  const remark = scubaRemark(outcome, policies);
  if (outcome === 'pass') {
    const where = acting.map((tier) => `${tier.name} (${tier.appliesTo})`).join('; ');
    return pass(`${question.good} for all recipients: ${where}.${remark}`, resources, { policies });
  }
  if (outcome === 'unknown') {
    const lacking = acting.filter((tier) => tier.state === 'unread').map((tier) => tier.name);
    return unknown(
      `Can't tell: the settings that decide (${question.policies}) are not in the source for ${[...new Set(lacking)].join(', ')}.${presetProof(question.tiers, question.presetHolds)}${remark}`,
      resources,
      { policies },
    );
  }
  const found = weak.map((tier) => `${tier.appliesTo} (${tier.name})`).join('; ');
  return (outcome === 'partial' ? partial : fail)(`${question.weak} for ${found}.${remark}`, resources, {
    wouldPassIf: wouldPassIf(weak, acting, question.expected),
    policies,
  });
}

function wouldPassIf(weak: readonly ActingTier[], acting: readonly ActingTier[], expected: string): string {
  const fixed = `The policy behind ${weak.map((tier) => tier.name).join(', ')} has ${expected}.`;
  const leftOut = acting.filter((tier) => tier.scope.everyone === true).flatMap((tier) => tier.scope.leavesOut);
  return leftOut.length > 0 ? `${fixed} Or you declare as left out: ${leftOut.join(', ')}.` : fixed;
}

function scubaRemark(outcome: JudgedOutcome, policies: Readonly<Record<string, JudgedOutcome>>): string {
  return Object.entries(policies)
    .filter(
      ([, verdict]) =>
        verdict !== outcome &&
        verdict !== 'unknown' &&
        outcome !== 'unknown' &&
        !(verdict === 'fail' && outcome === 'partial'),
    )
    .map(([id, verdict]) => ` ScubaGear's rule for ${id}, which looks at one policy only, says ${verdict}.`)
    .join('');
}

/** What a preset that covers everybody proves when its settings were not read. */
function presetProof(tiers: readonly Tier[], holds: string): string {
  const acting = actingTiers(tiers);
  const presetsOnly = acting.every((tier) => tier.kind === 'strict' || tier.kind === 'standard');
  if (!presetsOnly || acting.at(-1)?.scope.everyone !== true) return '';
  const names = acting.map((tier) => tier.name).join(' and the ');
  return ` What was read: the ${names} ${acting.length > 1 ? 'together cover' : 'covers'} all recipients, and Microsoft itself fixes the settings (${holds}). A source that holds the policies confirms it.`;
}

/** The weak policies that a command can set; undefined when one of them is not ours to set or not known. */
export function settableWeak(tiers: readonly Tier[], judge: (tier: Tier) => Judged): readonly ActingTier[] | undefined {
  const { acting } = judgeActing(tiers, judge, '');
  if (acting.some((tier) => tier.state === 'unread')) return undefined;
  const weak = acting.filter((tier) => tier.state === 'weak');
  return weak.every((tier) => tier.kind === 'custom' || tier.kind === 'default') ? weak : undefined;
}
