/**
 * Decoders for settings as Microsoft's tools really deliver them: PascalCase or camelCase keys, numbers and
 * booleans as strings, `/Date(ms)/` stamps, one-element lists as bare objects, `[null]` for "none".
 *
 * A decoded field is `undefined` when the document does not hold it and `null` when the document says null,
 * so that a control can tell "not collected" from "not set". A value of the wrong type throws `ShapeError`.
 */
export class ShapeError extends Error {
  readonly path: string;
  readonly wanted: string;

  constructor(path: string, wanted: string) {
    super(`${path || 'value'}: expected ${wanted}`);
    this.name = 'ShapeError';
    this.path = path;
    this.wanted = wanted;
  }
}

export interface Field<T> {
  readonly wanted: string;
  decode(raw: unknown, path: string): T;
}

export type Fields = Record<string, Field<unknown>>;
export type ValueOf<F> = F extends Field<infer T> ? T : never;
/** Known fields, each absent (`undefined`), null, or decoded; fields that the shape does not name stay as they came. */
export type RecordOf<F extends Fields> = { [K in keyof F]?: ValueOf<F[K]> | null };

function scalar<T>(wanted: string, convert: (raw: unknown) => T | undefined): Field<T> {
  return {
    wanted,
    decode(raw, path) {
      const value = convert(raw);
      if (value === undefined) throw new ShapeError(path, wanted);
      return value;
    },
  };
}

export const text: Field<string> = scalar('text', (raw) => {
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
  // PowerShell writes some values as { Value: "x", … } when an enum or SmtpAddress is serialized whole.
  const inner = wrapped(raw);
  return typeof inner === 'string' ? inner : undefined;
});

export const flag: Field<boolean> = scalar('true or false', (raw) => {
  if (typeof raw === 'boolean') return raw;
  if (typeof raw === 'string' && /^\$?(true|false)$/i.test(raw)) return /true$/i.test(raw);
  if (raw === 0 || raw === 1) return raw === 1;
  const inner = wrapped(raw) ?? (isPlainObject(raw) ? raw['IsPresent'] : undefined);
  return typeof inner === 'boolean' ? inner : undefined;
});

export const number: Field<number> = scalar('a number', (raw) => {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined;
  if (typeof raw === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(raw)) return Number(raw);
  const inner = wrapped(raw);
  return typeof inner === 'number' ? inner : undefined;
});

/** A moment as ISO 8601 in UTC. Accepts ISO text, `/Date(ms)/` and `{ DateTime }`. */
export const moment: Field<string> = scalar('a date', (raw) => {
  const value = isPlainObject(raw) ? (raw['value'] ?? raw['DateTime']) : raw;
  if (typeof value !== 'string') return undefined;
  const stamp = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(value);
  const at = stamp ? Number(stamp[1]) : Date.parse(value);
  return Number.isFinite(at) && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : undefined;
});

/** Anything, kept as it came. */
export const anything: Field<unknown> = { wanted: 'anything', decode: (raw) => raw };

/** A list; a bare value is a list of one, null and `[null]` are empty. */
export function list<T>(of: Field<T>): Field<T[]> {
  return {
    wanted: `a list of ${of.wanted}`,
    decode: (raw, path) => asList(raw).map((entry, index) => of.decode(entry, `${path}[${index}]`)),
  };
}

export const texts: Field<string[]> = list(text);

/**
 * A setting that arrives as a number (SharePoint's enums) or as its name; decoded to the name.
 * `names` maps the number to the name, e.g. `{ 0: 'disabled', 1: 'externalUserSharingOnly' }`. Unknown names are kept.
 */
export function choice(names: Record<number, string>): Field<string> {
  const byLower = new Map(Object.values(names).map((name) => [name.toLowerCase(), name]));
  return scalar(`one of ${Object.values(names).join(', ')}`, (raw) => {
    const value = isPlainObject(raw) ? wrapped(raw) : raw;
    const asNumber =
      typeof value === 'number'
        ? value
        : typeof value === 'string' && /^-?\d+$/.test(value)
          ? Number(value)
          : undefined;
    if (asNumber !== undefined) return names[asNumber] ?? String(asNumber);
    return typeof value === 'string' ? (byLower.get(value.toLowerCase()) ?? value) : undefined;
  });
}

/** An object with known fields. Field names match without regard to case. */
export function object<F extends Fields>(fields: F): Field<RecordOf<F>> & { readonly fields: F } {
  const byLower = new Map(Object.entries(fields).map(([name, field]) => [name.toLowerCase(), { name, field }]));
  return {
    fields,
    wanted: 'an object',
    decode(raw, path) {
      if (!isPlainObject(raw)) throw new ShapeError(path, 'an object');
      const decoded: Record<string, unknown> = {};
      for (const key of Object.keys(raw)) {
        if (key === '__proto__') continue;
        const known = byLower.get(key.toLowerCase());
        const value = raw[key];
        if (!known) decoded[key] = value;
        else if (value === null || value === undefined) decoded[known.name] = null;
        else decoded[known.name] = known.field.decode(value, path ? `${path}.${key}` : key);
      }
      return decoded as RecordOf<F>;
    },
  };
}

/** A list from what PowerShell made of one: `x` is `[x]`, null and `[null]` are `[]`. */
export function asList(raw: unknown): unknown[] {
  if (raw === null || raw === undefined) return [];
  if (Array.isArray(raw)) return raw.filter((entry) => entry !== null && entry !== undefined);
  return isPlainObject(raw) && Object.keys(raw).length === 0 ? [] : [raw];
}

/** Text, numbers and booleans as text; anything else is empty. For values that a shape left as they came. */
export function plainText(raw: unknown): string {
  return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : '';
}

export function isPlainObject(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

function wrapped(raw: unknown): unknown {
  return isPlainObject(raw) ? (raw['Value'] ?? raw['value']) : undefined;
}
