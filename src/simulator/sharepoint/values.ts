import { plainText } from '../../core/shape.ts';
import { type TenantPropertyKind, enumerations } from './tenant-properties.ts';

/** What a property holds when nobody ever set it. */
export function emptyValue(kind: TenantPropertyKind): unknown {
  return { flag: false, number: 0, text: null, list: [] }[kind];
}

/**
 * A value as CSOM or a snapshot brings it, in the form in which SharePoint keeps it: enumerations are numbers, domain
 * lists one text. `undefined` when it does not fit.
 */
export function propertyValue(name: string, kind: TenantPropertyKind, given: unknown): unknown {
  if (given === null) return kind === 'list' ? [] : kind === 'text' ? null : undefined;
  const choice = enumerations[name];
  if (choice) {
    const text = plainText(given);
    const byName = choice.names.findIndex((known) => known.toLowerCase() === text.toLowerCase());
    const number =
      byName >= 0 ? byName : /^uninitialized$/i.test(text) ? -1 : /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    const least = choice.unset ? -1 : 0;
    return number >= least && number < choice.names.length ? number : undefined;
  }
  switch (kind) {
    case 'flag':
      return typeof given === 'boolean'
        ? given
        : /^(true|false)$/i.test(plainText(given))
          ? /true/i.test(plainText(given))
          : undefined;
    case 'number':
      return /^-?\d+$/.test(plainText(given)) ? Number(given) : undefined;
    case 'text':
      return Array.isArray(given) ? given.join(' ') : plainText(given);
    case 'list':
      return Array.isArray(given) ? [...(given as unknown[])] : undefined;
  }
}
