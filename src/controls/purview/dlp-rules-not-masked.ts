import { type Context, defineControl } from '../../core/control.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import {
  type DlpPolicy,
  type DlpRule,
  activeRulesAmong,
  dlpReads,
  enforcedRules,
  places,
  reachOf,
  stateOf,
  withoutDlpLicense,
  workloads,
} from './dlp.ts';
import { type Finding, coversEveryCount } from './health-information.ts';
import { keyOf } from './phi-policy-changes.ts';

const exchange = workloads[0]!;

interface Masking {
  rule: DlpRule;
  policy: DlpPolicy;
  /** The first few of the rules that it hides, and how many there are. */
  masked: DlpRule[];
  count: number;
}
/** Enough to name, however many rules there are. */
const shownAtMost = 5;

/** A smaller number goes first; undefined when a number was not collected. */
function goesBefore(first: { priority?: number | null }, second: { priority?: number | null }): boolean | undefined {
  if (typeof first.priority !== 'number' || typeof second.priority !== 'number') return undefined;
  return first.priority < second.priority;
}

function sendersOf(policy: DlpPolicy): Set<string> {
  const named = [...places(policy.exchangeSender), ...places(policy.exchangeSenderMemberOf)];
  return new Set(named.map((place) => place[0]!.toLowerCase()));
}

/** Two policies that name different senders do not meet. */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === 0 || other.size === 0 || [...one].some((name) => other.has(name));
}

/** What a rule looks for; two rules that look for the same can be for different numbers of instances. */
function kindOf(finding: Finding): string {
  return finding.finds === 'nothing' ? finding.identifiers.toSorted().join() : 'phi';
}

/** Two rules on the same content for different numbers of instances never match the same message. */
function apart(left: Finding, right: Finding): boolean {
  return left.upTo < right.from || right.upTo < left.from;
}

/** Policies go by their own number, the rules within one policy by theirs. */
function maskings(policies: readonly DlpPolicy[], rules: readonly DlpRule[], context: Context) {
  const activeRules = activeRulesAmong(rules, context.takenAt);
  const inExchange = new Set(policies.filter((policy) => reachOf(policy, exchange, context).kind !== 'none'));
  const { personal, unread } = enforcedRules(policies, activeRules, context);
  const found = personal.filter(({ policy }) => inExchange.has(policy));
  const groups = [...Map.groupBy(found, ({ policy }) => policy)].map(([policy, reads]) => ({
    policy,
    senders: sendersOf(policy),
    reads: reads.map(({ rule, finding }) => ({ rule, finding, kind: kindOf(finding) })),
  }));
  const stopping = policies
    .filter((policy) => stateOf(policy) === 'enforced' && inExchange.has(policy))
    .flatMap((policy) => activeRules(policy))
    .filter(({ rule }) => rule.stopPolicyProcessing === true && rule.blockAccess !== true);
  let unordered = false;
  const masking: Masking[] = [];
  for (const stop of stopping) {
    const hidden: Masking = { rule: stop.rule, policy: stop.policy, masked: [], count: 0 };
    const senders = sendersOf(stop.policy);
    const counted = stop.finding && !coversEveryCount([stop.finding]) ? stop.finding : undefined;
    const kind = counted && kindOf(counted);
    for (const group of groups) {
      const same = group.policy === stop.policy;
      const policyBefore = same ? undefined : goesBefore(stop.policy, group.policy);
      if (policyBefore === false || !overlap(senders, group.senders)) continue;
      for (const read of group.reads) {
        const before = same ? goesBefore(stop.rule, read.rule) : policyBefore;
        if (read.rule === stop.rule || before === false) continue;
        if (counted && kind === read.kind && apart(counted, read.finding)) continue;
        if (before === undefined) unordered = true;
        else if (hidden.count < shownAtMost) hidden.masked.push(read.rule);
        if (before) hidden.count += 1;
      }
    }
    if (hidden.count > 0) masking.push(hidden);
  }
  return { found, unread: unread.filter(({ policy }) => inExchange.has(policy)), masking, unordered };
}

/** The names of the first few, and how many more there are. */
function namesOf(rules: readonly DlpRule[], count = rules.length): string {
  const shown = rules.slice(0, shownAtMost).map(({ name }) => name);
  return count > shown.length ? `${shown.join(', ')} and ${count - shown.length} more` : shown.join(', ');
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
        : notApplicable('No DLP rule in force finds PHI or identifiers in Exchange, so none can be masked.');
    }
    const expected = 'No earlier rule with StopPolicyProcessing true that does not block';
    if (masking.length > 0) {
      const names = namesOf(masking.map(({ rule }) => rule));
      return fail(
        `These earlier DLP rules stop before a rule on PHI runs: ${names}.`,
        masking.map(({ rule, policy, masked, count }) => ({
          id: rule.guid ?? rule.name ?? '',
          name: rule.name ?? '',
          expected,
          actual: `Priority ${policy.priority}.${rule.priority ?? 0}, stops, does not block; hides ${namesOf(masked, count)}`,
          readFrom: 'dlpRules.stopPolicyProcessing' as const,
        })),
        { wouldPassIf: `The rules on PHI run first, or these no longer stop processing: ${names}.` },
      );
    }
    if (unordered) return unknown("Can't tell: the order of DLP policies or rules was not collected.");
    return pass(
      `No earlier rule stops before these run: ${namesOf(found.map(({ rule }) => rule))}.`,
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
