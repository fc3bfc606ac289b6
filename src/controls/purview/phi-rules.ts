import type { Context } from '../../core/control.ts';
import type { JudgedOutcome } from '../../core/outcome.ts';
import type { ReadKey } from '../../core/snapshot.ts';
import { type Verdict, fail, notApplicable, partial, pass, unknown } from '../../core/verdict.ts';
import { type DlpPolicy, type DlpRule, enforcedRules } from './dlp.ts';

interface Question {
  expected: string;
  readFrom: ReadKey;
  judge(rule: DlpRule): 'pass' | 'partial' | 'fail';
  actual(rule: DlpRule): string;
  /** "tell the person": completes "3 of 4 rules that find PHI do not …". */
  does: string;
  doesNot: string;
  wouldPassIf: string;
}

/** Asks the same of every rule in force that finds PHI. Where there is none, purview.dlp-finds-phi says so. */
export function askPhiRules(
  policies: readonly DlpPolicy[],
  rules: readonly DlpRule[],
  context: Context,
  question: Question,
  scuba?: Record<string, JudgedOutcome>,
): Verdict {
  const extras = scuba ? { policies: scuba } : {};
  const { phi, unread } = enforcedRules(policies, rules, context);
  if (phi.length === 0) {
    return unread.length > 0
      ? unknown("Can't tell: the conditions of rules in force were not collected.", [], extras)
      : notApplicable('No DLP rule in force finds PHI, so there is none to judge.', extras);
  }
  const evidence = ({ rule, policy }: (typeof phi)[number]) => ({
    id: rule.guid ?? rule.name ?? '',
    name: rule.name ?? '',
    expected: question.expected,
    actual: `${question.actual(rule)} (DLP policy ${policy.name})`,
    readFrom: question.readFrom,
  });
  const weak = phi.filter(({ rule }) => question.judge(rule) !== 'pass');
  const all = phi.length === 1 ? 'The rule in force that finds PHI' : `All ${phi.length} rules in force that find PHI`;
  if (weak.length === 0) return pass(`${all}: ${question.does}.`, phi.map(evidence), extras);
  const why = `${weak.length} of ${phi.length} rules in force that find PHI: ${question.doesNot}.`;
  const hint = { ...extras, wouldPassIf: question.wouldPassIf };
  return weak.some(({ rule }) => question.judge(rule) === 'fail')
    ? fail(why, weak.map(evidence), hint)
    : partial(why, weak.map(evidence), hint);
}

/** The rules that a change must touch. */
export function weakPhiRules(
  policies: readonly DlpPolicy[],
  rules: readonly DlpRule[],
  context: Context,
  judge: Question['judge'],
): DlpRule[] {
  return enforcedRules(policies, rules, context).phi.flatMap(({ rule }) => (judge(rule) === 'pass' ? [] : [rule]));
}

/** Entries of a list field that may also arrive as one text with commas. */
export function entriesOf(list: readonly string[] | null | undefined): string[] {
  return (list ?? [])
    .flatMap((entry) => entry.split(','))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
