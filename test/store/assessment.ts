import type { Assessment, Result } from '../../src/core/assessment.ts';
import { countOutcomes } from '../../src/core/outcome.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { at } from './harness.ts';

/** An assessment that holds just these results; what a store test does not look at is filled in. */
export function assessmentOf(results: readonly Partial<Result>[], assessedAt: string = at): Assessment {
  const whole = results.map(resultOf);
  return {
    kind: 'wardline.assessment',
    version: 1,
    run: '0123456789abcdef',
    wardline: '0.1.0',
    tenant: { id: 't', name: 'Larkmeadow Family Clinic', cloud: 'commercial' },
    takenAt: assessedAt,
    assessedAt,
    source: { kind: 'wardline', tool: 'test' },
    baseline: { id: 'clinic', title: 'Clinic' },
    score: { today: 50, achievable: 90, withLicenses: 100 },
    counts: countOutcomes(whole),
    results: whole,
    citations: [],
    notices: [],
    unrecognized: [],
  };
}

/** A result of `control` with an outcome, and the objects that it names: id, or id and their own outcome. */
export function result(
  control: string,
  outcome: Outcome,
  objects: readonly (string | [id: string, outcome: Outcome])[] = [],
): Partial<Result> {
  return {
    control,
    outcome,
    resources: objects.map((object) => {
      const [id, own] = typeof object === 'string' ? [object, undefined] : object;
      return {
        id,
        name: `Name of ${id}`,
        expected: 'on',
        actual: 'off',
        readFrom: 'GET /x',
        ...(own && { outcome: own }),
      };
    }),
  };
}

function resultOf(given: Partial<Result>): Result {
  return {
    control: 'entra.x',
    title: 'Good',
    headline: 'Bad',
    service: 'entra',
    outcome: 'fail',
    severity: 'high',
    safeguards: [],
    citations: [],
    references: [],
    aliases: [],
    why: 'It is so.',
    resources: [],
    missing: [],
    rationale: 'R',
    responsibility: 'you',
    effort: 'minutes',
    userImpact: 'none',
    parameters: {},
    knownGaps: [],
    fix: { title: 'F', steps: [], script: [], changes: [] },
    ...given,
  };
}
