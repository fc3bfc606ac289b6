import type { Identifier } from '../core/phi.ts';

/** Characters of a sample at most. */
const longest = 40;

/**
 * A value's shape without the value: digits as #, letters as x. Of a name the initials stay, of a long number the
 * last two digits, so that a person who knows the file recognizes it; of health terms nothing does.
 */
export function masked(identifier: Identifier, value: string): string {
  const flat = value.replaceAll(/\s+/g, ' ').slice(0, longest);
  const shape = flat.replaceAll(/\p{N}/gu, '#').replaceAll(/[^\s#.,:;/()@_-]/gu, 'x');
  if (identifier === 'name')
    return flat.replaceAll(
      /(\p{L})[\p{L}\p{M}'’]*/gu,
      (word, first: string) => first + 'x'.repeat(word.length - first.length),
    );
  const digits = flat.replaceAll(/\P{N}/gu, '').length;
  if (digits < 7 || identifier === 'date' || identifier === 'health' || value.length > longest) return shape;
  return shape.slice(0, -2) + flat.slice(-2).replaceAll(/\P{N}/gu, 'x');
}

/** One form of a value however it is written, so that equal things have equal hashes. */
export function canonical(identifier: Identifier, value: string): string {
  const lower = value.normalize('NFKC').toLowerCase();
  switch (identifier) {
    case 'name':
      // "Delgado, Rosa" and "Rosa Delgado".
      return lower
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean)
        .sort()
        .join(' ');
    case 'date':
      return dayOf(lower);
    case 'email':
    case 'url':
    case 'ip':
      return lower.trim();
    default:
      return lower.replaceAll(/[^\p{L}\p{N}]/gu, '');
  }
}

/** 1985-01-31 for 01/31/1985 and 19850131; other writings as their letters and digits. */
function dayOf(text: string): string {
  const american = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  if (american) return `${american[3]}-${american[1]!.padStart(2, '0')}-${american[2]!.padStart(2, '0')}`;
  const iso = /^(\d{4})[/.-]?(\d{2})[/.-]?(\d{2})/.exec(text.trim());
  return iso ? `${iso[1]}-${iso[2]}-${iso[3]}` : text.replaceAll(/[^\p{L}\p{N}]/gu, '');
}
