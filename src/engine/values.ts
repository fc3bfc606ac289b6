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
    ? recordOf(section.data, change.match ?? {})
    : (section.data as Record<string, unknown>);
  if (!record) return {};
  if (change.operation !== 'set') return { ...record };
  return Object.fromEntries(Object.keys(change.values ?? {}).map((path) => [path, valueAt(record, path)]));
}

type Records = readonly Record<string, unknown>[];

/** Records of a list by the values of some of its fields: a plan asks for each of thousands of mailboxes. */
const indexes = new WeakMap<Records, Map<string, Map<string, Record<string, unknown>>>>();

/** The first record that matches. Lists of a snapshot do not change. */
function recordOf(list: Records, match: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const fields = Object.keys(match).sort();
  const own = indexes.get(list) ?? new Map<string, Map<string, Record<string, unknown>>>();
  indexes.set(list, own);
  const name = fields.join(' ');
  let index = own.get(name);
  if (!index) {
    own.set(name, (index = new Map()));
    for (const entry of list) {
      const key = keyOf(entry, fields);
      if (!index.has(key)) index.set(key, entry);
    }
  }
  return index.get(keyOf(match, fields));
}

function keyOf(entry: Readonly<Record<string, unknown>>, fields: readonly string[]): string {
  return fields.map((field) => canonical(entry[field])).join(' ');
}

function valueAt(record: Record<string, unknown>, path: string): unknown {
  let value: unknown = record;
  for (const key of path.split('.')) value = isPlainObject(value) ? value[key] : undefined;
  return value === undefined ? null : value;
}

/** Equal as settings: lists without regard to order, absent as null. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  // Plain values are most of a tenant, and need no text made of them.
  const plain = (value: unknown) => typeof value === 'string' || typeof value === 'boolean';
  return plain(a) && plain(b) ? false : canonical(a) === canonical(b);
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
