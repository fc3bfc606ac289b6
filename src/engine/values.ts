import type { Change } from '../core/change.ts';
import { isPlainObject } from '../core/shape.ts';
import type { Snapshot } from '../core/snapshot.ts';

/** The present values of the fields that a change writes; empty for an object that does not exist yet. */
export function valuesBefore(
  change: Pick<Change, 'section' | 'operation' | 'match' | 'values'>,
  snapshot: Snapshot,
): Record<string, unknown> {
  const section = snapshot.sections[change.section];
  if (section.status !== 'read') return {};
  const record = Array.isArray(section.data)
    ? (section.data as Record<string, unknown>[]).find((entry) => matches(entry, change.match ?? {}))
    : (section.data as Record<string, unknown>);
  if (!record) return {};
  if (change.operation !== 'set') return { ...record };
  return Object.fromEntries(Object.keys(change.values ?? {}).map((path) => [path, valueAt(record, path)]));
}

function matches(entry: Record<string, unknown>, match: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(match).every(([key, value]) => equal(entry[key], value));
}

function valueAt(record: Record<string, unknown>, path: string): unknown {
  let value: unknown = record;
  for (const key of path.split('.')) value = isPlainObject(value) ? value[key] : undefined;
  return value === undefined ? null : value;
}

/** Equal as settings: lists without regard to order, absent as null. */
export function equal(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** The same text for values that are equal as settings. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(',')}]`;
  if (isPlainObject(value)) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined && inner !== null);
    return `{${entries
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
      .sort()
      .join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
