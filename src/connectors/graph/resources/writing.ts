import type { Change } from '../../../core/change.ts';
import { isPlainObject, plainText } from '../../../core/shape.ts';
import { ConnectorError } from '../../http/errors.ts';
import type { Raw } from './reading.ts';

/**
 * The body of a PATCH: each top-level property that a change touches, whole. Graph merges some nested types and
 * replaces others (m365-api.md does not say which for all), and a whole property is right for both.
 */
export function patchBody(present: Raw, values: Readonly<Record<string, unknown>>): Raw {
  const body: Raw = {};
  for (const [path, value] of Object.entries(values)) {
    const [top, ...rest] = path.split('.') as [string, ...string[]];
    if (rest.length === 0) {
      body[top] = value;
      continue;
    }
    let target = isPlainObject(body[top]) ? body[top] : copyOf(present[top]);
    body[top] = target;
    for (const name of rest.slice(0, -1)) {
      const inner = copyOf(target[name]);
      target[name] = inner;
      target = inner;
    }
    target[rest.at(-1)!] = value;
  }
  return sendable(body) as Raw;
}

function copyOf(value: unknown): Raw {
  return isPlainObject(value) ? { ...value } : {};
}

/** Without what answers carry and requests must not: `@odata.context`, `…@odata.context`, `@odata.id`; types stay. */
export function sendable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sendable);
  if (!isPlainObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([name, inner]) => inner !== undefined && (!name.includes('@odata.') || name === '@odata.type'),
  );
  return Object.fromEntries(kept.map(([name, inner]) => [name, sendable(inner)]));
}

export function without(values: Raw, ...fields: readonly string[]): Raw {
  return Object.fromEntries(Object.entries(values).filter(([field]) => !fields.includes(field)));
}

export function valuesOf(change: Change): Raw {
  return { ...change.values };
}

/** The one record that a change is about. None or several end the write: nothing must be written to a lookalike. */
export function theOne(found: readonly Raw[], change: Change): Raw {
  const match = Object.entries(change.match ?? {});
  const hits = found.filter((record) => match.every(([field, value]) => sameText(record[field], value)));
  if (hits.length === 1 && match.length > 0) return hits[0]!;
  const code = hits.length === 0 ? 'not-found' : 'conflict';
  throw new ConnectorError(code, {
    service: 'graph',
    call: callOf(change),
    ...(hits.length > 1 && { detail: 'Several objects have the name of the one to change.' }),
  });
}

/** The id that the match gives, or that of the one record of the list that it is about. */
export async function idOf(change: Change, list: () => Promise<readonly Raw[]>): Promise<string> {
  const given = change.match?.['id'];
  return typeof given === 'string' && given !== '' ? given : plainText(theOne(await list(), change)['id']);
}

function sameText(a: unknown, b: unknown): boolean {
  return typeof a === 'string' && typeof b === 'string' ? a.toLowerCase() === b.toLowerCase() : a === b;
}

/** For an operation that the resource has no call for. */
export function cannot(change: Change): ConnectorError {
  return new ConnectorError('bad-request', {
    service: 'graph',
    call: callOf(change),
    detail: `No call of this resource can ${change.operation} it.`,
  });
}

function callOf(change: Change): string {
  return `${change.operation} ${change.section}`;
}
