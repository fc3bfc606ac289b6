const prefix = /^(?:45cfr|45c\.f\.r\.)?(?:parts?(?:16[04],?(?!\.))?)?(?:§+|sections?|secs?\.?)?/i;
const shape = /^\d{3}\.\d{3}(?:\([A-Za-z0-9]{1,5}\))*$/;

/**
 * `45 CFR § 164.312 (a)(2)(i)` becomes `164.312(a)(2)(i)`; undefined for what is no citation. Letter case stays,
 * because (A) and (a), (I) and (i) are different paragraphs.
 */
export function normalizeCitation(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 100) return undefined;
  const plain = text.replace(/\s+/g, '').replace(prefix, '');
  return shape.test(plain) ? plain : undefined;
}

/** `164.312(a)(2)(i)` lies under `164.312(a)(2)`, `164.312(a)` and `164.312`, not under `164.312(a)(2)(ii)`. */
export function liesUnder(citation: string, ancestor: string): boolean {
  return citation.startsWith(`${ancestor}(`);
}

/** The nearest of the candidates to what somebody typed, best first. Case and brackets do not count: `164.312d`. */
export function nearest(text: unknown, candidates: readonly string[], limit: number): string[] {
  if (typeof text !== 'string' || text.length > 100) return [];
  const start = text.search(/\d{3}\.?\d{3}/);
  if (start === -1) return [];
  const typed = bare(text.slice(start));
  return candidates
    .map((candidate) => ({ candidate, distance: editDistance(typed, bare(candidate)) }))
    .filter(({ distance }) => distance <= 2)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Levenshtein: how many signs have to be added, dropped or changed. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
