import type { Rule } from '../core/detection.ts';
import type { Entry } from './detect-entry.ts';

/**
 * The entries that fulfil a `distinct` rule with a `share`, or undefined: all from the first odd one on. What succeeds
 * in the midst of a spray was found by it.
 */
export function inSpiteOfOrdinary(
  rule: Extract<Rule, { kind: 'distinct' }>,
  entries: readonly Entry[],
  entry: Entry,
): readonly Entry[] | undefined {
  const { share } = rule;
  if (share === undefined) return entries;
  const all = new Set<number>();
  const odd = new Set<number>();
  let first = -1;
  for (const [index, { d = 0, s }] of entries.entries()) {
    all.add(d);
    if (s !== 'ordinary') {
      odd.add(d);
      if (first === -1) first = index;
    }
    // The newest entry is what is asked about: its own success does not make it ordinary.
    else if (d !== entry.d) odd.delete(d);
  }
  return odd.size >= rule.atLeast && odd.size >= share * all.size ? entries.slice(first) : undefined;
}
