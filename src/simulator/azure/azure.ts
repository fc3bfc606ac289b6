import { isPlainObject, plainText } from '../../core/shape.ts';
import { directoryRoles } from '../entra/app-roles.ts';
import { type Caller, verifyBearer } from '../entra/bearer.ts';
import { type Request, type Response, jsonBody } from '../http.ts';
import { type State, stateOf } from '../state.ts';
import type { Entity } from '../store.ts';
import type { World } from '../world.ts';
import type { ArmResource } from './resource.ts';
import { armResources } from './resources.ts';

/** Everything on the management host. */
export function azureApi(world: World, request: Request): Response {
  const caller = verifyBearer(world, request);
  if ('refused' in caller) return failure(401, 'AuthenticationFailed', caller.message);
  const found = find(request.path);
  if (!found) return failure(404, 'InvalidResourceType', `The resource type could not be found: ${request.path}`);
  const { resource, name } = found;
  const version = request.query.get('api-version');
  if (version === null)
    return failure(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  if (!resource.apiVersions.includes(version))
    return failure(
      400,
      'InvalidApiVersionParameter',
      `The api-version '${version}' is invalid. The supported versions are '${resource.apiVersions.join(',')}'.`,
    );
  const write = request.method !== 'GET';
  const roles = write ? resource.writers : resource.readers;
  if (!roles.some((role) => caller.directoryRoles.has(directoryRoles[role]!)))
    return failure(
      403,
      'AuthorizationFailed',
      `The client '${caller.actor.id}' does not have authorization to perform the action on '${request.path}'.`,
    );
  return answer(request, stateFor(world, request, caller, resource, write), resource, name);
}

function find(path: string): { resource: ArmResource; name: string | undefined } | undefined {
  for (const resource of armResources) {
    const pattern = resource.path.replace(/\{\w+\}/g, '[^/]+');
    const match = new RegExp(`^${pattern}(?:/([^/]+))?/?$`, 'i').exec(path);
    if (match) return { resource, name: match[1] };
  }
  return undefined;
}

function stateFor(world: World, request: Request, caller: Caller, resource: ArmResource, write: boolean): State {
  const origin = {
    actor: caller.actor,
    requestId: request.id,
    ip: '127.0.0.1',
    activity: { name: `Update ${resource.type}`, log: 'unified' as const, service: 'Azure' },
  };
  return stateOf(caller.tenant, world.clock, origin, write ? 'current' : 'visible');
}

function answer(request: Request, state: State, resource: ArmResource, name: string | undefined): Response {
  const { methods } = resource;
  if (name === undefined)
    return request.method === 'GET' && methods.includes('list')
      ? { status: 200, body: { value: listed(state, resource, request.path) } }
      : failure(405, 'MethodNotAllowed', 'The method is not allowed.');
  const found = state.get(resource.state, name);
  if (request.method === 'PUT' && methods.includes('put')) {
    const body = jsonBody(request);
    if (!isPlainObject(body) || !isPlainObject(body['properties']))
      return failure(400, 'InvalidRequestContent', "The request content was invalid: 'properties' is missing.");
    const flaw = resource.flaw?.(body);
    if (flaw !== undefined) return failure(400, 'BadRequest', flaw);
    const entity = { ...body, id: request.path, type: resource.type, name };
    state.put(resource.state, name, entity);
    return { status: 200, body: entity };
  }
  if (!found) return failure(404, 'ResourceNotFound', `The Resource '${resource.type}/${name}' was not found.`);
  if (request.method === 'GET' && methods.includes('get')) return { status: 200, body: found };
  if (request.method === 'DELETE' && methods.includes('delete')) {
    state.remove(resource.state, name);
    return { status: 200, body: '' };
  }
  return failure(405, 'MethodNotAllowed', 'The method is not allowed.');
}

function listed(state: State, { state: collection, below }: ArmResource, path: string): readonly Entity[] {
  const place = below?.exec(path)?.[0].toLowerCase();
  const all = state.list(collection);
  return place === undefined ? all : all.filter(({ id }) => plainText(id).toLowerCase().startsWith(`${place}/`));
}

function failure(status: number, code: string, message: string): Response {
  return { status, body: { error: { code, message } } };
}
