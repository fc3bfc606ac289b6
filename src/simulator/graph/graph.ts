import { isPlainObject } from '../../core/shape.ts';
import { type Caller, type TokenRefusal, verifyBearer } from '../entra/bearer.ts';
import { type Request, type Response, decode, jsonBody } from '../http.ts';
import { isLicensed } from '../licenses.ts';
import type { Activity } from '../origin.ts';
import { plainFault, plainKinds } from '../plain-faults.ts';
import { stateOf } from '../state.ts';
import type { Entity } from '../store.ts';
import type { World } from '../world.ts';
import { batch } from './batch.ts';
import { readDelta } from './delta.ts';
import { GraphError, badRequest, families, graphErrorResponse } from './errors.ts';
import { throttled } from './limits.ts';
import { readCount, readLinks, readList, readOne } from './read.ts';
import type { GraphAnswer, GraphContext, GraphResource, Roles, Version } from './resource.ts';
import { graphResources } from './resources/index.ts';
import { type Route, type RouteTree, buildTree, matchRoute, stepsOf } from './routes.ts';
import { addLink, checkParameters, create, remove, removeLink, replace, update } from './write.ts';

const tree: RouteTree = buildTree(graphResources);

/** Everything on the Graph host. */
export function graphApi(world: World, request: Request): Response {
  try {
    const caller = verifyBearer(world, request);
    if ('refused' in caller) throw unauthorized(caller);
    const version = /^\/(v1\.0|beta)(?=\/|$)/.exec(request.path)?.[1] as Version | undefined;
    if (!version) throw badRequest(`Invalid version: ${request.path.split('/')[1] ?? ''}`);
    if (request.path.slice(version.length + 1) === '/$batch')
      return batch(request, (inner) => attempt(world, inner, caller, version));
    return handle(world, request, caller, version);
  } catch (error) {
    if (error instanceof GraphError) return graphErrorResponse(world, request, error);
    throw error;
  }
}

/** One request of a batch: its refusal is its answer, and faults may strike it alone. */
function attempt(world: World, request: Request, caller: Caller, version: Version): Response {
  try {
    const fault = world.faults.strike(request, plainKinds);
    if (fault) return plainFault(world, request, fault);
    return handle(world, request, caller, version);
  } catch (error) {
    if (error instanceof GraphError) return graphErrorResponse(world, request, error);
    throw error;
  }
}

function unauthorized({ message }: TokenRefusal): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate': `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`,
  });
}

function handle(world: World, request: Request, caller: Caller, version: Version): Response {
  const below = request.rawPath.slice(version.length + 1);
  const match = matchRoute(tree[version], stepsOf(below).map(decode), request.method);
  if (match.found === 'nothing') throw badRequest(`Resource not found for the segment '${match.segment}'.`);
  if (match.found === 'method')
    throw new GraphError(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
  const { route } = match;
  const { resource } = route;
  const headers = throttled(world, caller, request.method, decode(below));
  if (!isPermitted(route.roles, caller)) {
    const { code, message } = families[resource.family ?? 'directory'].denied;
    throw new GraphError(403, code, message);
  }
  const context: GraphContext = {
    world,
    tenant: caller.tenant,
    state: stateOf(
      caller.tenant,
      world.clock,
      { actor: caller.actor, requestId: request.id, ip: '127.0.0.1', activity: activityOf(route) },
      request.method === 'GET' ? 'visible' : 'current',
    ),
    caller,
    request,
    version,
    parameters: match.parameters,
    ...(route.cast !== undefined && { cast: route.cast }),
  };
  const { license } = resource;
  if (license && !isLicensed(caller.tenant, license.needs))
    throw new GraphError(license.status, license.code, license.message);
  const resolved = { ...context, parameters: withParents(context, resource) };
  const response = responseOf(run(resolved, route));
  return { ...response, headers: { ...headers, ...response.headers } };
}

/** One of the permissions suffices; a signed-in person's count as well as the application's own. */
function isPermitted(roles: Roles, caller: Caller): boolean {
  const person = caller.actor.kind === 'user';
  const has = (role: string): boolean =>
    role.startsWith('delegated:')
      ? person && caller.scopes.has(role.slice('delegated:'.length))
      : (person ? caller.scopes : caller.roles).has(role);
  return roles.some((role) => role.split('+').every(has));
}

/** Parents named by another key (`/users/{userPrincipalName}/…`) are found, and must exist. */
function withParents(context: GraphContext, resource: GraphResource): Record<string, string> {
  const parameters: Record<string, string> = { ...context.parameters };
  for (const [parameter, collection] of Object.entries(resource.parents ?? {})) {
    const key = parameters[parameter];
    if (key === undefined) continue;
    if (typeof collection === 'function') {
      parameters[parameter] = String(collection({ ...context, parameters })['id']);
      continue;
    }
    const { state } = context;
    const named = /^(\w+)='(.*)'$/.exec(key);
    const wanted = (named?.[2] ?? key).toLowerCase();
    const names = named ? [named[1]!] : ['id', 'userPrincipalName'];
    const found =
      (named ? undefined : state.get(collection, key)) ??
      state.list(collection).find((entity) => names.some((name) => String(entity[name]).toLowerCase() === wanted));
    if (!found)
      throw new GraphError(
        404,
        families[resource.family ?? 'directory'].notFound,
        `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
      );
    parameters[parameter] = typeof found['id'] === 'string' ? found['id'] : key;
  }
  return parameters;
}

const verbs = { create: 'Add', update: 'Update', replace: 'Update', delete: 'Delete', link: 'Add', unlink: 'Remove' };

function activityOf({ resource, verb, operation }: Route): Activity {
  const given = resource.activity;
  const noun = given?.noun ?? resource.type;
  const action = verbs[verb as keyof typeof verbs] ?? 'Update';
  const name =
    operation === undefined ? `${action} ${noun}` : (resource.operations![operation]!.activity ?? `${action} ${noun}`);
  return {
    log: 'directory',
    service: 'Core Directory',
    category: 'Policy',
    target: 'Other',
    ...given,
    name: given?.name ?? name,
  };
}

function run(context: GraphContext, { resource, verb, operation }: Route): unknown {
  switch (verb) {
    case 'list':
      return readList(context, resource);
    case 'count':
      return { $status: 200, headers: { 'content-type': 'text/plain' }, body: readCount(context, resource) };
    case 'delta':
      return readDelta(context, resource);
    case 'get':
      return readOne(context, resource);
    case 'links':
      return readLinks(context, resource);
    case 'create':
      return create(context, resource, bodyOf(context.request));
    case 'update':
      return update(context, resource, bodyOf(context.request));
    case 'replace':
      return replace(context, resource, bodyOf(context.request));
    case 'delete':
      return remove(context, resource);
    case 'link':
      return addLink(context, resource, bodyOf(context.request));
    case 'unlink':
      return removeLink(context, resource);
    case 'operation': {
      const given = resource.operations![operation!]!;
      const body = context.request.body.length === 0 ? {} : bodyOf(context.request);
      checkParameters(resource, operation!, body);
      return given.run(context, body);
    }
  }
}

function bodyOf(request: Request): Entity {
  const body = jsonBody(request);
  if (isPlainObject(body)) return body;
  throw badRequest(
    body === undefined
      ? 'Empty Payload. JSON content expected.'
      : 'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  );
}

function responseOf(result: unknown): Response {
  if (isPlainObject(result) && '$status' in result) {
    const { $status, headers, body } = result as unknown as GraphAnswer;
    return { status: $status, ...(headers && { headers }), body };
  }
  return result === undefined ? { status: 204 } : { status: 200, body: result };
}
