import type { Entity } from '../store.ts';
import { badRequest, notFound } from './errors.ts';
import { type GraphContext, type GraphResource, linkTypes } from './resource.ts';

/** The name of the collection of state, with the path's parameters filled in. */
export function stateName(resource: GraphResource, context: GraphContext): string {
  return resource.state.replace(/\{(\w+)\}/g, (_, name: string) => context.parameters[name] ?? '');
}

/** All entities of a resource with their places in the list. */
export function entriesOf(resource: GraphResource, context: GraphContext): { order: number; entity: Entity }[] {
  if (resource.load) return resource.load(context).map((entity, index) => ({ order: index + 1, entity }));
  const view = context.request.method === 'GET' ? 'visible' : 'current';
  const entries = context.tenant.store.entries(stateName(resource, context), view);
  if (resource.kind !== 'references') return entries;
  return entries.flatMap(({ order, id }) => {
    const entity = linked(resource, context, id);
    return entity ? [{ order, entity }] : [];
  });
}

/** The object behind a link, with its type. */
function linked(resource: GraphResource, { state }: GraphContext, id: string): Entity | undefined {
  for (const collection of resource.of ?? []) {
    const entity = state.get(collection, id);
    if (entity) return { '@odata.type': `#microsoft.graph.${linkTypes[collection] ?? 'directoryObject'}`, ...entity };
  }
  return undefined;
}

/** The entity of a path by its id or another of its keys. */
export function findEntity(
  resource: GraphResource,
  context: GraphContext,
  key: string,
): { id: string; entity: Entity } {
  const family = resource.family ?? 'directory';
  const named = /^(\w+)='(.*)'$/.exec(key);
  if (!named && !resource.load) {
    const entity =
      context.request.method === 'GET'
        ? context.state.get(stateName(resource, context), key)
        : context.state.current().get(stateName(resource, context), key);
    if (entity) return { id: key, entity };
  }
  const keys = named ? [named[1]!] : ['id', ...(resource.keys ?? [])];
  const wanted = (named ? named[2]! : key).toLowerCase();
  if (named && !resource.keys?.includes(named[1]!)) throw badRequest('Bad Request - Error in query syntax.');
  const found = entriesOf(resource, context).find(({ entity }) =>
    keys.some((name) => typeof entity[name] === 'string' && entity[name].toLowerCase() === wanted),
  );
  if (!found) throw notFound(family, named ? named[2]! : key);
  return { id: String(found.entity['id']), entity: found.entity };
}

export function singleton(context: GraphContext, resource: GraphResource): Entity {
  if (resource.load) return resource.load(context)[0] ?? {};
  const state = context.request.method === 'GET' ? context.state : context.state.current();
  return state.one(stateName(resource, context));
}

export function etag(context: GraphContext, resource: GraphResource, id: string): string {
  return `W/"${context.tenant.store.version(stateName(resource, context), id)}"`;
}
