import { isPlainObject, plainText } from '../../../core/shape.ts';
import { ConnectorError, isConnectorError } from '../../http/errors.ts';
import type { GraphClient, GraphOptions } from '../../resource.ts';

export type Raw = Record<string, unknown>;

/** Several thousand paths at once would hold several thousand answers in memory. */
const pathsAtOnce = 400;

/** A path with OData options; their values are encoded as far as an address needs. */
export function query(path: string, options: Readonly<Record<string, string>>): string {
  const parts = Object.entries(options).map(
    ([name, value]) => `$${name}=${encodeURI(value).replaceAll(/[&#+]/g, encodeURIComponent)}`,
  );
  return `${path}?${parts.join('&')}`;
}

/** An object in a path: `/users/{id}`. */
export function key(id: unknown): string {
  return encodeURIComponent(plainText(id));
}

/** A text inside quotes in an OData filter or key. */
export function quoted(text: unknown): string {
  return `'${plainText(text).replaceAll("'", "''")}'`;
}

export async function all(graph: GraphClient, path: string, options?: GraphOptions): Promise<Raw[]> {
  const found: Raw[] = [];
  for await (const record of graph.list(path, options)) found.push(record);
  return found;
}

/** One object; anything else is an error of the connector. */
export async function one(graph: GraphClient, path: string, options?: GraphOptions): Promise<Raw> {
  const answer = await graph.get(path, options);
  if (isPlainObject(answer)) return answer;
  throw unexpected(path, 'Wanted an object.');
}

export function unexpected(path: string, detail: string): ConnectorError {
  const call = `GET ${path.replace(/\?.*$/s, '').replaceAll(/\/[^/]*(?:\d|@|%)[^/]*/g, '/{…}')}`;
  return new ConnectorError('unexpected-shape', { service: 'graph', call, detail });
}

/**
 * One GET for each item, in batches, in order. What is gone by now (404) is left out, any other error ends the read:
 * half a list would look like a whole one.
 */
export async function* each<T>(
  graph: GraphClient,
  items: Iterable<T> | AsyncIterable<T>,
  pathOf: (item: T) => string,
  options?: GraphOptions,
): AsyncGenerator<{ item: T; answer: Raw }> {
  for await (const slice of slices(items, pathsAtOnce)) {
    const answers = await graph.batch(slice.map(pathOf), options);
    for (const [index, item] of slice.entries()) {
      const answer = answers[index];
      if (isConnectorError(answer, 'not-found')) continue;
      if (answer instanceof Error) throw answer;
      if (!isPlainObject(answer)) throw unexpected(pathOf(item), 'Wanted an object.');
      yield { item, answer };
    }
  }
}

async function* slices<T>(items: Iterable<T> | AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let slice: T[] = [];
  for await (const item of items) {
    slice.push(item);
    if (slice.length < size) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}

/** One list for each item. A list of more than one page is read again from its beginning, whole. */
export async function* eachList<T>(
  graph: GraphClient,
  items: Iterable<T> | AsyncIterable<T>,
  pathOf: (item: T) => string,
  options?: GraphOptions,
): AsyncGenerator<{ item: T; records: Raw[] }> {
  for await (const { item, answer } of each(graph, items, pathOf, options)) {
    const records = answer['value'];
    if (!Array.isArray(records)) throw unexpected(pathOf(item), 'Wanted a list under "value".');
    const whole = answer['@odata.nextLink'] === undefined;
    yield { item, records: whole ? records.filter(isPlainObject) : await all(graph, pathOf(item), options) };
  }
}

/** The named fields of a record, as far as it has them. */
export function only(record: Raw, ...fields: readonly string[]): Raw {
  return Object.fromEntries(fields.filter((field) => field in record).map((field) => [field, record[field]]));
}

export function records(value: unknown): Raw[] {
  return Array.isArray(value) ? value.filter(isPlainObject) : [];
}

export function withType(type: string): (record: Raw) => Raw {
  return (record) => ({ '@odata.type': type, ...record });
}
