/**
 * Text and values from a tenant as PostgreSQL takes them into `text` and `jsonb`: no zero character and no half of a
 * surrogate pair, both replaced by U+FFFD. A display name may hold either, and must not stop the others' storing.
 * What has to come back letter for letter goes into a `json` column or a blob instead.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\u{fffd}');
}

/** JSON text of `value`, with all its texts and keys made storable. */
export function storableJson(value: unknown): string {
  return JSON.stringify(cleaned(value));
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storableText(key), cleaned(inner)]));
}
