import { plainText } from '../../../../core/shape.ts';
import { parseDuration } from '../../../clock.ts';
import { findItem, parentOf, pathOf, presentIn, rootItem } from '../../../content/items.ts';
import { decodeToken, encodeToken } from '../../../opaque.ts';
import type { Entity, Store } from '../../../store.ts';
import { GraphError } from '../../errors.ts';
import { queryOptions } from '../../options.ts';
import { contextUrl, pageSize } from '../../page.ts';
import type { GraphContext, GraphResource } from '../../resource.ts';
import { shown } from '../../shown.ts';

interface Token {
  drive: string;
  /** The write after which changes are told. */
  since: number;
  at: number;
  /** In the middle of a round: where the next page starts, and up to which write this round tells. */
  after?: number;
  upTo?: number;
  /** The first round lists everything. */
  whole?: boolean;
}

interface Entry {
  order: number;
  entity: Entity;
}

/**
 * GET `root/delta`: everything in pages with folders before what is in them, then what changed, with the folders above
 * it, each item once as it is now; what is gone with `deleted`: assumption drive-delta. An old or foreign token is answered with 410
 * resyncRequired and where to start again: assumption delta-expiry.
 */
export function driveDelta(context: GraphContext, resource: GraphResource, drive: Entity): Entity {
  const options = queryOptions(context, resource);
  const { store } = context.tenant;
  const id = plainText(drive['id']);
  const collection = `driveItems/${id}`;
  const now = context.world.clock.now();
  const named = context.parameters['token'];
  const given =
    context.request.query.get('token') ?? options.deltatoken ?? options.skiptoken ?? (named === '' ? undefined : named);
  const upToNow = store.changesSince(collection, 0).upTo;
  const fresh: Token = { drive: id, since: upToNow, at: now, whole: true };
  if (given === 'latest')
    return page(context, resource, [], { '@odata.deltaLink': linkTo(context, { ...fresh, whole: false }) });
  const token = given === undefined ? fresh : (decodeToken(given) as unknown as Token | undefined);
  if (!token || token.drive !== id || token.at + parseDuration('7d') < now) throw expired(context, id);
  const size = pageSize(context, resource, options);
  const upTo = token.whole ? token.since : (token.upTo ?? upToNow);
  const entries = token.whole ? everything(store, collection, drive) : changes(context, collection, drive, token.since);
  const from = token.after ?? 0;
  const start = token.whole ? entries.findIndex(({ order }) => order > from) : from;
  const some = start < 0 ? [] : entries.slice(start, start + size);
  const more = start >= 0 && start + some.length < entries.length;
  const next: Token = { ...token, upTo, after: token.whole ? (some.at(-1)?.order ?? 0) : start + some.length };
  const last: Token = { drive: id, since: upTo, at: now };
  return page(
    context,
    resource,
    some.map(({ entity }) => shown(context, resource, presentIn(context.state, drive)(entity), options)),
    more ? { '@odata.nextLink': linkTo(context, next) } : { '@odata.deltaLink': linkTo(context, last) },
  );
}

const listed = new WeakMap<Store, Map<string, { writes: number; entries: Entry[] }>>();

/** Large drives are read in many pages: the list is put in order once while nothing is written. */
function everything(store: Store, collection: string, drive: Entity): Entry[] {
  const known = listed.get(store) ?? new Map<string, { writes: number; entries: Entry[] }>();
  listed.set(store, known);
  const found = known.get(collection);
  if (found?.writes === store.writes.length) return found.entries;
  const entries = [{ order: 0.5, entity: rootItem(drive) }, ...store.entries(collection)];
  known.set(collection, { writes: store.writes.length, entries });
  return entries;
}

/** With the folders above: a client that knows only the delta must be able to place what it is told. */
function changes({ tenant, state }: GraphContext, collection: string, drive: Entity, since: number): Entry[] {
  const { store } = tenant;
  const { changed } = store.changesSince(collection, since);
  const told = new Map<string, Entity>();
  for (const { id, entity } of changed) {
    if (!entity) {
      const before = store.writes.findLast((write) => write.collection === collection && write.id === id)?.before;
      told.set(id, gone(drive, id, before));
      continue;
    }
    let at: Entity | undefined = entity;
    const above: Entity[] = [];
    while (at && at['root'] === undefined && above.length < 100) {
      at = findItem(state, drive, plainText((at['parentReference'] as Entity)['id']));
      if (at) above.unshift(at);
    }
    for (const folder of [...above, entity]) told.set(plainText(folder['id']), folder);
  }
  return [...told.values()].map((entity, order) => ({ order, entity }));
}

function gone(drive: Entity, id: string, before: Entity | undefined): Entity {
  const path = before ? pathOf(before).split('/').slice(0, -1).join('/') : '';
  return {
    id,
    deleted: { state: 'deleted' },
    size: 0,
    parentReference: parentOf(drive, path),
    ...(before?.['file'] !== undefined && { file: {} }),
    ...(before?.['folder'] !== undefined && { folder: {} }),
  };
}

function page(context: GraphContext, resource: GraphResource, value: readonly Entity[], links: Entity): Entity {
  return { '@odata.context': contextUrl(context, resource), ...links, value };
}

/** The request's own address with another token. */
function linkTo({ request }: GraphContext, token: Token): string {
  const kept = [...request.query].filter(([name]) => !['token', '$deltatoken', '$skiptoken'].includes(name));
  const query = [...kept, ['token', encodeToken(token)] as const];
  const path = request.rawPath.replace(/\(token=[^)]*\)$/, '');
  return `https://${request.host.name}${path}?${query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

function expired({ request, version }: GraphContext, drive: string): GraphError {
  return new GraphError(410, 'resyncRequired', 'Resync required. Replace any local items with the server version.', {
    location: `https://${request.host.name}/${version}/drives/${encodeURIComponent(drive)}/root/delta`,
  });
}
