import type { Context } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import type { ReadKey } from '../../core/snapshot.ts';
import { type Verdict, fail, notApplicable, partial, pass, unknown } from '../../core/verdict.ts';
import { type DlpPolicy, type DlpRule, activeRulesAmong, enforcedRules } from './dlp.ts';

interface Question {
  expected: string;
  readFrom: ReadKey;
  judge(rule: DlpRule): 'pass' | 'partial' | 'fail';
  actual(rule: DlpRule): string;
  /** "people are told": completes "All 4 rules in force on PHI or identifiers: …". */
  does: string;
  doesNot: string;
  wouldPassIf: string;
}

/**
 * Asks the same of every rule in force that finds PHI or identifiers of people. Where there is none,
 * purview.dlp-finds-phi says so.
 */
export function askPhiRules(
  policies: readonly DlpPolicy[],
  rules: readonly DlpRule[],
  context: Context,
  question: Question,
  scuba?: Record<string, JudgedOutcome>,
): Verdict {
  const extras = scuba ? { policies: scuba } : {};
  const { personal, unread } = enforcedRules(policies, activeRulesAmong(rules, context.takenAt), context);
  if (personal.length === 0 && unread.length === 0)
    return notApplicable('No DLP rule in force finds PHI or identifiers, so there is none to judge.', extras);
  const evidence = ({ rule, policy }: (typeof unread)[number]) => ({
    id: rule.guid ?? rule.name ?? '',
    name: rule.name ?? '',
    expected: question.expected,
    actual: `${question.actual(rule)} (DLP policy ${policy.name})`,
    readFrom: question.readFrom,
  });
  const isWeak = ({ rule }: (typeof unread)[number]) => question.judge(rule) !== 'pass';
  const weak = personal.filter(isWeak);
  if (weak.length > 0) {
    const why = `${weak.length} of ${personal.length} rules in force on PHI or identifiers: ${question.doesNot}.`;
    const hint = { ...extras, wouldPassIf: question.wouldPassIf };
    return weak.some(({ rule }) => question.judge(rule) === 'fail')
      ? fail(why, weak.map(evidence), hint)
      : partial(why, weak.map(evidence), hint);
  }
  const open = personal.length === 0 ? unread : unread.filter(isWeak);
  if (open.length > 0)
    return unknown(
      "Can't tell: the conditions of rules in force were not collected, so whether they are on PHI is not known.",
      open.map(evidence),
      extras,
    );
  const all =
    personal.length === 1
      ? 'The rule in force on PHI or identifiers'
      : `All ${personal.length} rules in force on PHI or identifiers`;
  return pass(`${all}: ${question.does}.`, personal.map(evidence), extras);
}

/** The rules that a change must touch. */
export function weakPhiRules(
  policies: readonly DlpPolicy[],
  rules: readonly DlpRule[],
  context: Context,
  judge: Question['judge'],
): DlpRule[] {
  const { personal } = enforcedRules(policies, activeRulesAmong(rules, context.takenAt), context);
  return personal.flatMap(({ rule }) => (judge(rule) === 'pass' ? [] : [rule]));
}

/** Entries of a list field that may also arrive as one text with commas. */
export function entriesOf(list: readonly string[] | null | undefined): string[] {
  return (list ?? [])
    .flatMap((entry) => entry.split(','))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
