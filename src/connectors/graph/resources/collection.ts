import type { Change } from '../../../core/change.ts';
import type { Clients, GraphOptions } from '../../resource.ts';
import { type Raw, all, key, one } from './reading.ts';
import { idOf, patchBody, sendable, valuesOf } from './writing.ts';

interface Collection {
  /** `/identity/conditionalAccess/policies`. */
  path: string;
  /** Query of the list in which a match is looked up, where the plain list would be too large. */
  list?: string;
  options?: GraphOptions;
  /** The whole record as POST takes it; the default sends the values as they are. */
  create?(values: Raw): Raw;
  /** What PATCH needs beside the values, or another form of them. */
  adapt?(body: Raw, present: Raw): Raw;
}

/** Writes changes of a plain collection: POST to it, PATCH and DELETE of `{path}/{id}`. */
export async function writeTo(
  { graph }: Clients,
  change: Change,
  { path, list, options, create, adapt }: Collection,
): Promise<void> {
  const values = valuesOf(change);
  if (change.operation === 'create') {
    await graph.send('POST', path, sendable(create ? create(values) : values), options);
    return;
  }
  const id = key(await idOf(change, () => all(graph, list ?? path, options)));
  if (change.operation === 'remove') {
    await graph.send('DELETE', `${path}/${id}`, undefined, options);
    return;
  }
  const nested = adapt !== undefined || Object.keys(values).some((field) => field.includes('.'));
  const present = nested ? await one(graph, `${path}/${id}`, options) : {};
  const body = patchBody(present, values);
  await graph.send('PATCH', `${path}/${id}`, adapt ? adapt(body, present) : body, options);
}

/** Writes the one object behind `path`; nested properties are sent whole. */
export async function writeSingle(
  { graph }: Clients,
  change: Change,
  { path, options, adapt }: Pick<Collection, 'path' | 'options' | 'adapt'>,
): Promise<void> {
  const values = valuesOf(change);
  const nested = adapt !== undefined || Object.keys(values).some((field) => field.includes('.'));
  const present = nested ? await one(graph, path, options) : {};
  const body = patchBody(present, values);
  await graph.send('PATCH', path, adapt ? adapt(body, present) : body, options);
}
