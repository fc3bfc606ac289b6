/** One place in a value where it is not what it was. */
export interface Difference {
  /** `0.endDateTime`; empty for the value itself. */
  place: string;
  from: unknown;
  to: unknown;
}

/** Where two values differ: within objects by field, within lists of one length by place, else as a whole. */
export function differencesOf(from: unknown, to: unknown, place = ''): Difference[] {
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  const within = (key: string | number) => (place === '' ? String(key) : `${place}.${key}`);
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length)
    return from.flatMap((one, at) => differencesOf(one, to[at], within(at)));
  if (isRecord(from) && isRecord(to))
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) =>
      differencesOf(from[key], to[key], within(key)),
    );
  return [{ place, from, to }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
