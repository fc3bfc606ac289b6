type Fields = Readonly<Record<string, unknown>>;

/** An object, or undefined for all else. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** The objects of a list; a lone object counts as a list of one, and JSON text is opened. */
export function objectsOf(value: unknown): Fields[] {
  const opened = typeof value === 'string' ? opens(value) : value;
  const list = Array.isArray(opened) ? opened : [opened];
  return list.map(fieldsOf).filter((entry) => entry !== undefined);
}

/** Text of a string, number or boolean, trimmed; undefined for all else and for the empty string. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** `True`, `true`, `1`, `$true` and `Yes` are yes, their opposites no; all else is unknown. */
export function yesOf(value: unknown): boolean | undefined {
  const text = textOf(value)?.toLowerCase();
  if (text === 'true' || text === '1' || text === '$true' || text === 'yes') return true;
  return text === 'false' || text === '0' || text === '$false' || text === 'no' ? false : undefined;
}

/** A whole number given as such or as text. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^\s*-?\d{1,15}\s*$/.test(value)) return undefined;
  return Number(value);
}

/** What JSON text holds, opened at most twice because Entra quotes twice; undefined when it is no JSON. */
export function opens(text: string): unknown {
  let value: unknown = text;
  for (let depth = 0; depth < 2 && typeof value === 'string'; depth += 1) {
    const trimmed = value.trim();
    if (!/^["[{]/.test(trimmed)) break;
    try {
      value = JSON.parse(trimmed);
    } catch {
      break;
    }
  }
  return value === text ? undefined : value;
}

/** Plain text of a value that may be JSON text: `"x"` and `["x"]` give `x`, several entries are joined by `; `. */
export function plainText(value: unknown): string {
  const opened = typeof value === 'string' ? (opens(value) ?? value) : value;
  if (Array.isArray(opened)) return opened.map(plainText).filter(Boolean).join('; ');
  return valueText(opened);
}

/** Name and value pairs of every form, names in lower case: `[{ Name, Value }]`, `[{ key, value }]`, an object keyed by name. */
export function pairsOf(value: unknown): Map<string, string> {
  const pairs = new Map<string, string>();
  const opened = typeof value === 'string' ? opens(value) : value;
  if (Array.isArray(opened)) {
    for (const entry of objectsOf(opened)) {
      const name = textOf(entry['Name'] ?? entry['name'] ?? entry['Key'] ?? entry['key']);
      if (name) pairs.set(name.toLowerCase(), valueText(entry['Value'] ?? entry['value']));
    }
  } else {
    for (const [name, given] of Object.entries(fieldsOf(opened) ?? {})) pairs.set(name.toLowerCase(), valueText(given));
  }
  return pairs;
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(';');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (textOf(value) ?? '');
}
