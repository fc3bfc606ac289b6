import type { JudgedOutcome } from '../../core/outcome.ts';
import { type DlpPolicy, type DlpRule, places, workloads } from './dlp.ts';
import { conditionOf, typesIn } from './rule-conditions.ts';

/**
 * SCuBA's own criterion for DLP: three types (SSN, ITIN, card number), judged rule by rule in enforced policies,
 * whatever else narrows a rule. It says nothing of PHI; controls use it only for the verdict on SCuBA's policies.
 */
const sensitiveTypes = [
  { name: 'U.S. Social Security Number (SSN)', id: 'a44669fe-0d48-453d-a9b1-2cc83f2cba77' },
  { name: 'U.S. Individual Taxpayer Identification Number (ITIN)', id: 'e55e2a32-f92d-4985-a35d-a0b269eb687b' },
  { name: 'Credit Card Number', id: '50842eb7-edc8-4019-85dd-5a5c1f2bb085' },
];

interface SensitiveRule {
  policy: DlpPolicy;
  rule: DlpRule;
  types: Set<string>;
}

/** Rules in force that name at least one of the three types; `unread` when a rule's conditions are not in the source. */
function sensitiveRules(policies: readonly DlpPolicy[], rules: readonly DlpRule[]) {
  const found: SensitiveRule[] = [];
  let unread = false;
  const byPolicy = Map.groupBy(rules, (rule) => rule.parentPolicyName);
  for (const policy of policies) {
    if (policy.enabled !== true || policy.mode?.toLowerCase() !== 'enable') continue;
    for (const rule of byPolicy.get(policy.name) ?? []) {
      if (rule.disabled !== false) continue;
      const types = typesOf(rule);
      if (!types) unread = true;
      else if (types.size > 0) found.push({ policy, rule, types });
    }
  }
  return { found, full: found.filter(({ types }) => types.size === sensitiveTypes.length), unread };
}

function typesOf(rule: DlpRule): Set<string> | undefined {
  const condition = conditionOf(rule);
  const named = condition && typesIn(condition);
  const text = typeof rule.advancedRule === 'string' && rule.advancedRule !== '' ? rule.advancedRule : undefined;
  if (!named && text === undefined) return undefined;
  const held = sensitiveTypes.filter(({ name, id }) =>
    named ? named.some((type) => type.name === name || type.id.toLowerCase() === id) : text!.includes(name),
  );
  return new Set(held.map(({ id }) => id));
}

type Policies = Record<string, JudgedOutcome>;

const both = (number: string, legacy: string, outcome: JudgedOutcome): Policies => ({
  [`MS.SECURITYSUITE.${number}`]: outcome,
  [`MS.DEFENDER.${legacy}`]: outcome,
});

/** Each of the three types is in some rule in force. */
export function typesVerdict(policies: readonly DlpPolicy[], rules: readonly DlpRule[]): Policies {
  const { found, unread } = sensitiveRules(policies, rules);
  const met = sensitiveTypes.every(({ id }) => found.some(({ types }) => types.has(id)));
  return both('3.1v1', '4.1v2', met ? 'pass' : unread ? 'unknown' : 'fail');
}

/** Each workload is wholly covered by a policy with a rule on all three types. */
export function workloadsVerdict(policies: readonly DlpPolicy[], rules: readonly DlpRule[]): Policies {
  const { full, unread } = sensitiveRules(policies, rules);
  const outcomes = workloads.map(({ token, location }): JudgedOutcome => {
    const reaching = full.filter(({ policy }) => (policy.workload ?? token).includes(token));
    const everywhere = reaching.some(({ policy }) =>
      places(policy[location]).some((names) => names.some((name) => name.toLowerCase() === 'all')),
    );
    if (everywhere) return 'pass';
    return unread || reaching.some(({ policy }) => policy[location] === undefined) ? 'unknown' : 'fail';
  });
  return both('3.2v1', '4.2v1', worst(outcomes));
}

/** Every rule on all three types blocks for everyone, and there is one. */
export function blocksVerdict(policies: readonly DlpPolicy[], rules: readonly DlpRule[]): Policies {
  return both(
    '3.3v1',
    '4.3v1',
    eachFull(policies, rules, ({ blockAccess, blockAccessScope }) => {
      if (blockAccess === undefined || (blockAccess === true && blockAccessScope === undefined)) return 'unknown';
      return blockAccess === true && blockAccessScope?.toLowerCase() === 'all' ? 'pass' : 'fail';
    }),
  );
}

/** Every rule on all three types tells somebody, and there is one. */
export function notifiesVerdict(policies: readonly DlpPolicy[], rules: readonly DlpRule[]): Policies {
  return both(
    '3.4v1',
    '4.4v1',
    eachFull(policies, rules, ({ notifyUser }) => {
      if (notifyUser === undefined) return 'unknown';
      return (notifyUser ?? []).some((who) => who !== '') ? 'pass' : 'fail';
    }),
  );
}

function eachFull(
  policies: readonly DlpPolicy[],
  rules: readonly DlpRule[],
  judge: (rule: DlpRule) => JudgedOutcome,
): JudgedOutcome {
  const { full, unread } = sensitiveRules(policies, rules);
  if (full.length === 0) return unread ? 'unknown' : 'fail';
  return worst([...full.map(({ rule }) => judge(rule)), ...(unread ? ['unknown' as const] : [])]);
}

function worst(outcomes: readonly JudgedOutcome[]): JudgedOutcome {
  return outcomes.includes('fail') ? 'fail' : outcomes.includes('unknown') ? 'unknown' : 'pass';
}
