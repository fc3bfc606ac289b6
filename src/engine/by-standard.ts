import type { Result } from '../core/assessment.ts';
import type { Outcome } from '../core/outcome.ts';
import { parentOf, provision, provisions } from '../hipaa/index.ts';
import { ruleNames } from '../hipaa/provision.ts';

/** A standard of the regulation with the controls that serve it or one of its specifications. */
export interface StandardOutcomes {
  citation: string;
  title: string;
  /** "Security Rule" */
  rule: string;
  controls: { control: string; outcome: Outcome }[];
}

const worstFirst: readonly Outcome[] = [
  'fail',
  'unknown',
  'not-licensed',
  'partial',
  'excepted',
  'attested',
  'pass',
  'not-applicable',
];
const place = new Map(provisions.map(({ citation }, at) => [citation, at]));

/** Outcomes by standard, in the order of the regulation. A control that serves several stands under each of them. */
export function byStandard(results: readonly Pick<Result, 'control' | 'outcome' | 'citations'>[]): StandardOutcomes[] {
  const standards = new Map<string, StandardOutcomes>();
  for (const { control, outcome, citations } of results)
    for (const citation of new Set(citations.map((one) => standardOf(one)))) {
      const known = provision(citation);
      if (!known) continue;
      const standard = standards.get(citation) ?? {
        ...{ citation, title: known.title, rule: ruleNames[known.rule], controls: [] },
      };
      standard.controls.push({ control, outcome });
      standards.set(citation, standard);
    }
  return [...standards.values()]
    .map((one) => ({
      ...one,
      controls: one.controls.toSorted((a, b) => worstFirst.indexOf(a.outcome) - worstFirst.indexOf(b.outcome)),
    }))
    .toSorted((a, b) => (place.get(a.citation) ?? 0) - (place.get(b.citation) ?? 0));
}

/** The standard of a specification; a standard is its own. */
function standardOf(citation: string): string {
  const parent = parentOf(citation);
  return parent ? standardOf(parent.citation) : (provision(citation)?.citation ?? citation);
}
