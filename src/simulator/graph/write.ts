import { isPlainObject } from '../../core/shape.ts';
import type { Entity } from '../store.ts';
import { type Flaw, flawOf, isReadOnly, typeName } from '../properties.ts';
import { etag, findEntity, singleton, stateName } from './entities.ts';
import { GraphError, badRequest, families } from './errors.ts';
import { contextUrl } from './page.ts';
import { type GraphAnswer, type GraphContext, type GraphResource, answer, propertiesOf } from './resource.ts';
import { shown } from './shown.ts';

const everything = { select: undefined, expand: [] };

/** POST on a collection. */
export function create(context: GraphContext, resource: GraphResource, body: Entity): GraphAnswer {
  checkBody(context, resource, body, 'create');
  const id = context.state.newId();
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
  const entity: Entity = { id, ...given, ...resource.defaults?.(context, body) };
  resource.validate?.(context, { after: entity, body });
  context.state.put(stateName(resource, context), String(entity['id']), entity);
  resource.written?.(context, { after: entity });
  return answer(
    201,
    { '@odata.context': contextUrl(context, resource, true), ...shown(context, resource, entity, everything) },
    { location: `https://${context.request.host.name}${context.request.rawPath}/${String(entity['id'])}` },
  );
}

/**
 * PATCH: what the body names is replaced, nested complex types whole unless the resource merges them. Whole is what
 * punishes a client that sends half of one: assumption patch-nested.
 */
export function update(context: GraphContext, resource: GraphResource, body: Entity): GraphAnswer {
  return change(context, resource, body, 'update');
}

/** PUT: what the body does not name is unset. */
export function replace(context: GraphContext, resource: GraphResource, body: Entity): GraphAnswer {
  return change(context, resource, body, 'replace');
}

function change(context: GraphContext, resource: GraphResource, body: Entity, how: 'update' | 'replace'): GraphAnswer {
  checkBody(context, resource, body, how);
  const { id, before } = target(context, resource);
  checkMatch(context, resource, id);
  const values = Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      resource.mergesNested && isPlainObject(value) && isPlainObject(before[name])
        ? { ...before[name], ...value }
        : value,
    ]),
  );
  const kept = how === 'update' ? before : keptByPut(resource, before);
  const after: Entity = {
    ...kept,
    ...values,
    ...(resource.touched !== undefined && { [resource.touched]: context.state.now }),
  };
  resource.validate?.(context, { before, after, body });
  if (resource.save) resource.save(context, values, before);
  else context.state.put(stateName(resource, context), id, after);
  resource.written?.(context, { before, after });
  return resource.answersUpdate
    ? answer(200, {
        '@odata.context': contextUrl(context, resource, true),
        ...shown(context, resource, after, everything),
      })
    : answer(204);
}

/** Ids, types and what the server sets survive a PUT. */
function keptByPut(resource: GraphResource, before: Entity): Entity {
  return Object.fromEntries(
    Object.entries(before).filter(([name]) => {
      const property = resource.properties[name];
      return name === 'id' || name === '@odata.type' || (property !== undefined && isReadOnly(property));
    }),
  );
}

/** DELETE on an entity. */
export function remove(context: GraphContext, resource: GraphResource): GraphAnswer {
  const { id, before } = target(context, resource);
  checkMatch(context, resource, id);
  if (resource.erase) resource.erase(context, before);
  else context.state.remove(stateName(resource, context), id);
  resource.written?.(context, { before });
  return answer(204);
}

/** POST `P/$ref`: `{ "@odata.id": "https://graph.microsoft.com/v1.0/directoryObjects/{id}" }`. */
export function addLink(context: GraphContext, resource: GraphResource, body: Entity): GraphAnswer {
  const reference = body['@odata.id'];
  const id = typeof reference === 'string' ? /([^/()']+)'?\)?$/.exec(reference)?.[1] : undefined;
  if (id === undefined) throw badRequest("The request body must contain '@odata.id'.", 'Request_BadRequest');
  const name = stateName(resource, context);
  if (!resource.of?.some((collection) => context.state.get(collection, id)))
    throw new GraphError(
      404,
      families.directory.notFound,
      `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    );
  if (context.state.get(name, id))
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'members'.",
      'Request_BadRequest',
    );
  context.state.put(name, id, { id });
  resource.written?.(context, { after: { id } });
  return answer(204);
}

/** DELETE `P/{id}/$ref`. */
export function removeLink(context: GraphContext, resource: GraphResource): GraphAnswer {
  const id = context.parameters['id']!;
  if (!context.state.remove(stateName(resource, context), id))
    throw new GraphError(
      404,
      families.directory.notFound,
      `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    );
  resource.written?.(context, { before: { id } });
  return answer(204);
}

function target(context: GraphContext, resource: GraphResource): { id: string; before: Entity } {
  if (resource.kind === 'singleton') return { id: '', before: singleton(context, resource) };
  const { id, entity } = findEntity(resource, context, context.parameters['id']!);
  return { id, before: entity };
}

function checkMatch(context: GraphContext, resource: GraphResource, id: string): void {
  const wanted = context.request.headers['if-match'];
  if (wanted === undefined || wanted === '*' || !resource.etag) return;
  if (wanted !== etag(context, resource, id))
    throw new GraphError(412, 'preconditionFailed', "ETag does not match current item's value.");
}

/** Names, kinds and types of a body, as the metadata has them. */
function checkBody(
  context: GraphContext,
  resource: GraphResource,
  body: Entity,
  how: 'create' | 'update' | 'replace',
): void {
  const code = families[resource.family ?? 'directory'].badRequest;
  const type = typeName(body['@odata.type']);
  if (resource.subtypes && (type === undefined || !(type in resource.subtypes)))
    throw badRequest(
      type === undefined
        ? `Must specify valid information for parsing in the string: '@odata.type' is needed, one of ${Object.keys(resource.subtypes).join(', ')}.`
        : `Invalid type '${type}' for resource of type '${resource.type}'.`,
      code,
    );
  const name = `microsoft.graph.${type ?? resource.type}`;
  const flaw = flawOf(propertiesOf(resource, context.version, type), withoutEmpty(body), name);
  if (flaw) throw flawError(resource, flaw);
  const missing =
    how === 'create' ? (resource.required ?? []).find((property) => (body[property] ?? null) === null) : undefined;
  if (missing !== undefined)
    throw badRequest(`A value is required for property '${missing}' of resource '${resource.type}'.`, code);
}

/** Objects are sent back with `id: null` and the like, which says nothing. */
function withoutEmpty(body: Entity): Entity {
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => !(name === 'id' && value === null)));
}

function flawError(resource: GraphResource, flaw: Flaw): GraphError {
  const family = resource.family ?? 'directory';
  // The directory has its own words for a name that it does not know.
  if (family === 'directory' && flaw.kind === 'unknown')
    return badRequest(`Invalid property '${flaw.path}'.`, 'Request_BadRequest');
  return badRequest(flaw.message, families[family].badRequest);
}

/** Checks the parameters of an action against its declaration. */
export function checkParameters(resource: GraphResource, index: number, body: Entity): void {
  const operation = resource.operations![index]!;
  const flaw = flawOf(operation.parameters ?? {}, body, `the parameters of ${operation.path}`);
  if (flaw) throw badRequest(flaw.message, families[resource.family ?? 'directory'].badRequest);
}
