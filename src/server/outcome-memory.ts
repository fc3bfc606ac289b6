import type { Assessment } from '../core/assessment.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Blobs } from '../store/blobs.ts';

/** Most assessments that are remembered. */
const most = 500;

/** Outcomes by control, of assessments by the hash of their document: a document never changes. */
export function outcomeMemory(): (blobs: Blobs, document: string) => Promise<ReadonlyMap<string, Outcome>> {
  const known = new Map<string, ReadonlyMap<string, Outcome>>();
  return async (blobs, document) => {
    const met = known.get(document);
    if (met) return met;
    const { results } = JSON.parse(String(await blobs.get(document))) as Assessment;
    const outcomes = new Map(results.map(({ control, outcome }) => [control, outcome]));
    if (known.size >= most) known.delete(known.keys().next().value!);
    known.set(document, outcomes);
    return outcomes;
  };
}
