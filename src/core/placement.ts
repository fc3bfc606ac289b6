import type { ContentStore } from './content.ts';

/** What a store is for. `ehr-only`: what belongs there belongs in the EHR, so that none of it may lie in Microsoft 365. */
export const storePurposes = ['phi', 'non-phi', 'ehr-only'] as const;
export type StorePurpose = (typeof storePurposes)[number];

/**
 * Where PHI may lie. `anywhere`: only stores declared `non-phi` are closed to it. `declared`: only in stores declared
 * `phi`. `ehr-only`: nowhere in Microsoft 365; the count must be zero.
 */
export const placementRules = ['anywhere', 'declared', 'ehr-only'] as const;
export type PlacementRule = (typeof placementRules)[number];

/** `placement` of wardline.yaml. */
export interface Placement {
  phi: PlacementRule;
  /** The record system outside Microsoft 365. */
  ehr?: { name: string; owner?: string };
  /** The first that fits a store counts. */
  stores: readonly { match: string; purpose: StorePurpose; owner?: string }[];
  /** Stores in which alone a class may lie, as patterns. */
  classes: Partial<Readonly<Record<'PHI' | 'PHI_SENSITIVE', readonly string[]>>>;
}

type Known = { [K in keyof Pick<ContentStore, 'kind' | 'name' | 'url' | 'site' | 'owner'>]: ContentStore[K] | null };

/**
 * Whether a pattern names a store: by its address or one above it, its site, its owner, its name, or kind and owner
 * (`onedrive:*`). `*` stands for any letters; case does not count.
 */
export function namesStore(pattern: string, { kind, name, url, site, owner }: Known): boolean {
  const wanted = pattern.trim().toLowerCase().replace(/\/+$/, '');
  const names = [url, site, owner, name, `${kind}:${owner ?? name}`];
  return names.some((given) => {
    if (given === null || given === undefined) return false;
    const text = given.toLowerCase().replace(/\/+$/, '');
    return fits(wanted, text) || (wanted.startsWith('https://') && fits(`${wanted}/*`, text));
  });
}

/** Piece after piece, so that no pattern takes longer than its text. */
function fits(pattern: string, text: string): boolean {
  const pieces = pattern.split('*');
  if (pieces.length === 1) return pattern === text;
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  if (!text.startsWith(first) || text.length < first.length + last.length) return false;
  const end = text.length - last.length;
  if (!text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
