import { driveOf } from '../../../content/drives.ts';
import { findItem, itemAt } from '../../../content/items.ts';
import type { Entity } from '../../../store.ts';
import { notFound } from '../../errors.ts';
import type { GraphContext } from '../../resource.ts';

/** What the path of a request names. */
export interface Named {
  drive: Entity;
  item: Entity;
}

export function driveNamed({ state, parameters }: GraphContext): Entity {
  const key = parameters['drive'] ?? '';
  const found = driveOf(state, key);
  if (!found) throw notFound('files', key);
  return found;
}

/** The item of a path's `{item}` or `{path}`; without either the root. */
export function itemNamed(context: GraphContext): Named {
  const { parameters, state } = context;
  const drive = driveNamed(context);
  const { path, item: id } = parameters;
  const item = path === undefined ? findItem(state, drive, id ?? 'root') : itemAt(state, drive, path);
  if (!item) throw notFound('files', id ?? path ?? '');
  return { drive, item };
}
