import { type Context, defineControl } from '../../core/control.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import {
  type DlpPolicy,
  type DlpRule,
  activeRules,
  dlpReads,
  enforcedRules,
  places,
  reachOf,
  stateOf,
  withoutDlpLicense,
  workloads,
} from './dlp.ts';
import type { Finding } from './health-information.ts';
import { keyOf, quoted } from './phi-policy-changes.ts';

const exchange = workloads[0]!;

interface Masking {
  rule: DlpRule;
  policy: DlpPolicy;
  masked: DlpRule[];
}

/** Policies first, then the rules in them: a smaller number goes first. Undefined when a number was not collected. */
function goesBefore(
  first: { policy: DlpPolicy; rule: DlpRule },
  second: { policy: DlpPolicy; rule: DlpRule },
): boolean | undefined {
  const same = first.policy === second.policy;
  const [left, right] = same
    ? [first.rule.priority, second.rule.priority]
    : [first.policy.priority, second.policy.priority];
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  return left < right;
}

/** Two policies that name different senders do not meet. */
function overlap(left: DlpPolicy, right: DlpPolicy): boolean {
  const named = (policy: DlpPolicy) =>
    [...places(policy.exchangeSender), ...places(policy.exchangeSenderMemberOf)].map((place) =>
      place[0]!.toLowerCase(),
    );
  const [one, other] = [named(left), named(right)];
  return one.length === 0 || other.length === 0 || one.some((name) => other.includes(name));
}

/** Two rules on PHI for different numbers of instances never match the same message. */
function apart(left: Finding | undefined, right: Finding): boolean {
  return left !== undefined && left.finds === 'phi' && (left.upTo < right.from || right.upTo < left.from);
}

function maskings(policies: readonly DlpPolicy[], rules: readonly DlpRule[], context: Context) {
  const inExchange = (policy: DlpPolicy) => reachOf(policy, exchange, context).kind !== 'none';
  const { phi, unread } = enforcedRules(policies, rules, context);
  const found = phi.filter(({ policy }) => inExchange(policy));
  const stopping = policies
    .filter((policy) => stateOf(policy) === 'enforced' && inExchange(policy))
    .flatMap((policy) => activeRules(policy, rules, context.takenAt))
    .filter(({ rule }) => rule.stopPolicyProcessing === true && rule.blockAccess !== true);
  let unordered = false;
  const masking: Masking[] = stopping.flatMap((stop) => {
    const masked = found.filter((read) => {
      if (read.rule === stop.rule || !overlap(stop.policy, read.policy)) return false;
      if (apart(stop.finding, read.finding)) return false;
      const before = goesBefore(stop, read);
      if (before === undefined) unordered = true;
      return before === true;
    });
    return masked.length > 0 ? [{ rule: stop.rule, policy: stop.policy, masked: masked.map(({ rule }) => rule) }] : [];
  });
  return { found, unread: unread.filter(({ policy }) => inExchange(policy)), masking, unordered };
}

export const dlpRulesNotMasked = defineControl({
  id: 'purview.dlp-rules-not-masked',
  title: 'No earlier DLP rule keeps the rule on PHI from running',
  finding: 'An earlier DLP rule stops before the rule on PHI runs',
  severity: 'medium',
  rationale:
    'Mail is held against DLP rules in order. A rule marked "stop processing" ends the line: when it matches and does not block, the rule on PHI behind it never sees the message, and every list still shows that rule as on.',
  citations: ['164.312(e)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [],
  aliases: ['PV-13'],
  license: 'purview-dlp',
  reads: [...dlpReads, 'dlpRules.stopPolicyProcessing'],
  mayRead: ['dlpLicense'],
  evaluate({ dlpPolicies, dlpRules, dlpLicense }, context) {
    const unlicensed = withoutDlpLicense(dlpLicense);
    if (unlicensed) return unlicensed;
    const { found, unread, masking, unordered } = maskings(dlpPolicies, dlpRules, context);
    if (found.length === 0) {
      return unread.length > 0
        ? unknown("Can't tell: the conditions of rules in force were not collected.")
        : notApplicable('No DLP rule in force finds PHI in Exchange, so none can be masked.');
    }
    const expected = 'No earlier rule with StopPolicyProcessing true that does not block';
    if (masking.length > 0) {
      const names = masking.map(({ rule }) => rule.name).join(', ');
      return fail(
        `These earlier DLP rules stop before a rule on PHI runs: ${names}.`,
        masking.map(({ rule, policy, masked }) => ({
          id: rule.guid ?? rule.name ?? '',
          name: rule.name ?? '',
          expected,
          actual: `Priority ${policy.priority}.${rule.priority ?? 0}, stops, does not block; hides ${masked.map(({ name }) => name).join(', ')}`,
          readFrom: 'dlpRules.stopPolicyProcessing' as const,
        })),
        { wouldPassIf: `The rules on PHI run first, or these no longer stop processing: ${names}.` },
      );
    }
    if (unordered) return unknown("Can't tell: the order of DLP policies or rules was not collected.");
    return pass(
      `No earlier rule stops before these run: ${found.map(({ rule }) => rule.name).join(', ')}.`,
      found.map(({ rule, policy }) => ({
        id: rule.guid ?? rule.name ?? '',
        name: rule.name ?? '',
        expected,
        actual: `None before it (DLP policy ${policy.name})`,
        readFrom: 'dlpRules.stopPolicyProcessing' as const,
      })),
    );
  },
  remediation: {
    fix: 'Let the DLP rule on PHI run first',
    steps: [
      'Open the Microsoft Purview portal, Data loss prevention, Policies.',
      'Move the policy that finds PHI to the top (Move to top).',
      'Or open the earlier rule, Additional options, and clear "If there\'s a match for this rule, stop processing additional DLP policies and rules".',
    ],
    script: [
      "Set-DlpCompliancePolicy -Identity '<policy on PHI>' -Priority 0",
      "Set-DlpComplianceRule -Identity '<earlier rule>' -StopPolicyProcessing $false",
    ],
  },
  changes({ dlpPolicies, dlpRules }, context) {
    return maskings(dlpPolicies, dlpRules, context).masking.map(({ rule }) => ({
      section: 'dlpRules' as const,
      operation: 'set' as const,
      match: keyOf(rule),
      values: { stopPolicyProcessing: false },
      call: `Set-DlpComplianceRule -Identity ${quoted(rule.name)} -StopPolicyProcessing $false`,
      summary: `Let later DLP rules run after ${rule.name}`,
      notice: 'Nobody at once; mail that this rule matched is now also held against the rules behind it.',
      undo: 'restore' as const,
    }));
  },
  knownGaps: [
    'Whether one message can match both rules is not computed: any earlier rule in Exchange that stops counts.',
    'SharePoint and OneDrive apply the strictest of all matching rules, so order does not matter there.',
  ],
  assumed: ['A rule in test mode does not stop others; only enforced policies count.'],
});
