import type { AuditEvent } from '../../core/audit-event.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import { fieldsOf, objectsOf, opens, pairsOf, textOf } from '../../core/audit/values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One of `additionalDetails`, name without case. The unified log keeps them as JSON text among ExtendedProperties. */
export function detailOf(event: AuditEvent, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const graph = objectsOf(event.raw['additionalDetails']);
  const found = graph.find((entry) => textOf(entry['key'])?.toLowerCase() === wanted);
  if (found) return textOf(found['value']);
  const extended = event.raw['ExtendedProperties'];
  if (extended === undefined) return undefined;
  const packed = pairsOf(extended).get('additionaldetails');
  const details = packed === undefined ? undefined : fieldsOf(opens(packed));
  return details && textOf(Object.entries(details).find(([key]) => key.toLowerCase() === wanted)?.[1]);
}

/** The account that a record is about: its user target, else ObjectId. */
export function accountOf(event: AuditEvent): string {
  const user = targetsOf(event).find(({ kind }) => kind === 'user');
  return user?.name ?? user?.id ?? event.object ?? 'unknown';
}

/** The object in a value that is JSON text; of a list the first. */
export function objectIn(text: string | undefined): Fields | undefined {
  return text ? objectsOf(text)[0] : undefined;
}

/** A value by path, names without case: `users.excludeUsers`. */
export function valueAt(fields: Fields | undefined, path: string): unknown {
  let value: unknown = fields;
  for (const step of path.toLowerCase().split('.')) {
    const inner = fieldsOf(value);
    if (!inner) return undefined;
    value = Object.entries(inner).find(([name]) => name.toLowerCase() === step)?.[1];
  }
  return value;
}

/** A list of texts by path; empty for all else. Objects are told by their id or address. */
export function textsAt(fields: Fields | undefined, path: string): string[] {
  const value = valueAt(fields, path);
  if (!Array.isArray(value)) return [];
  return value
    .map((entry) => {
      const inner = fieldsOf(entry);
      return textOf(inner ? (inner['id'] ?? inner['cidrAddress'] ?? inner['target']) : entry);
    })
    .filter((entry) => entry !== undefined);
}

/** What stands in `after` and not in `before`, compared without case. */
export function added(before: readonly string[], after: readonly string[]): string[] {
  const known = new Set(before.map((entry) => entry.toLowerCase()));
  return after.filter((entry) => !known.has(entry.toLowerCase()));
}
