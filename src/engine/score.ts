import type { Result } from '../core/assessment.ts';
import { type Outcome, outcomes } from '../core/outcome.ts';
import { severityWeights } from '../core/severity.ts';

/** What an outcome counts as in the score. Unknown counts as not met: it can lower a score, never raise it. */
const credit: Record<Outcome, number> = {
  pass: 1,
  attested: 1,
  partial: 0.5,
  fail: 0,
  unknown: 0,
  excepted: 0,
  'not-licensed': 0,
  'not-applicable': 0,
};

/**
 * Share of the severity-weighted controls that hold, 0 to 100. `achievable` assumes every control that the tenant's
 * licenses allow, `withLicenses` every applicable one (always 100 unless nothing applies).
 */
export function scoreOf(results: readonly Pick<Result, 'outcome' | 'severity'>[]): {
  today: number;
  achievable: number;
  withLicenses: number;
} {
  const applicable = results.filter((result) => result.outcome !== 'not-applicable');
  const total = weigh(applicable, () => 1);
  if (total === 0) return { today: 0, achievable: 0, withLicenses: 0 };
  const percent = (value: number) => Math.floor((100 * value) / total);
  return {
    today: percent(weigh(applicable, (outcome) => credit[outcome])),
    achievable: percent(weigh(applicable, (outcome) => (outcome === 'not-licensed' ? 0 : 1))),
    withLicenses: 100,
  };
}

function weigh(results: readonly Pick<Result, 'outcome' | 'severity'>[], value: (outcome: Outcome) => number): number {
  return results.reduce((sum, result) => sum + severityWeights[result.severity] * value(result.outcome), 0);
}

const shortfall: Partial<Record<Outcome, number>> = { fail: 1, unknown: 0.75, partial: 0.8 };
const easeOfEffort = { minutes: 1, hours: 0.75, days: 0.5 };
const easeOfImpact = { none: 1, low: 0.95, medium: 0.85, high: 0.6 };

/** How much risk a fix takes away, 0 to 10: severity weight × how far the control is from holding × how common the attack is. */
function riskOf(result: Pick<Result, 'outcome' | 'severity' | 'commonAttack'>): number {
  return severityWeights[result.severity] * (shortfall[result.outcome] ?? 0) * (result.commonAttack ? 1.25 : 1);
}

/** How easy a fix is, 0 to 1: the admin's time and what people notice. */
function easeOf(result: Pick<Result, 'effort' | 'userImpact'>): number {
  return easeOfEffort[result.effort] * easeOfImpact[result.userImpact];
}

/** The results that ask for work, best first by risk × ease; ties by severity, then by id. */
export function rankFixes<
  R extends Pick<Result, 'control' | 'outcome' | 'severity' | 'effort' | 'userImpact' | 'commonAttack'>,
>(results: readonly R[]): R[] {
  const worth = (result: R) => riskOf(result) * easeOf(result);
  return results
    .filter((result) => riskOf(result) > 0)
    .toSorted(
      (a, b) =>
        worth(b) - worth(a) ||
        outcomes.indexOf(b.outcome) - outcomes.indexOf(a.outcome) ||
        a.control.localeCompare(b.control, 'en'),
    );
}
