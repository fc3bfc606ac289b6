import { isPlainObject, plainText } from '../../core/shape.ts';
import { directoryRoles } from '../entra/app-roles.ts';
import { type Caller, verifyBearer } from '../entra/bearer.ts';
import { type Request, type Response, jsonBody } from '../http.ts';
import { flawOf } from '../properties.ts';
import { stateOf } from '../state.ts';
import type { World } from '../world.ts';
import { teamsConfigurations } from './configurations.ts';

const root = /^\/Skype\.Policy\/configurations\/(\w+)(?:\/configuration\/([^/]+))?$/;

/** The configuration host. Only the reads are known from others' use; PUT is assumption teams-put. */
export function teamsApi(world: World, request: Request): Response {
  const caller = verifyBearer(world, request);
  if ('refused' in caller) return { status: 401, body: { error: { code: 'Unauthorized', message: caller.message } } };
  if (request.path === '/Teams.Tenant/tenants') return tenantAnswer(world, request, caller);
  const [, type = '', identity] = root.exec(request.path) ?? [];
  const configuration = teamsConfigurations.find((entry) => entry.type.toLowerCase() === type.toLowerCase());
  if (!configuration)
    return { status: 404, body: { code: 'NotFound', message: `No configuration type is called ${type}.` } };
  const write = request.method === 'PUT';
  if (!isPermitted(caller, write))
    return { status: 403, body: { code: 'Forbidden', message: 'The caller has no Teams role.' } };
  const origin = {
    actor: caller.actor,
    requestId: request.id,
    ip: '127.0.0.1',
    activity: { name: `Set-Cs${configuration.type}`, log: 'unified' as const, service: 'MicrosoftTeams' },
  };
  const state = stateOf(caller.tenant, world.clock, origin, write ? 'current' : 'visible');
  const all = state.list(configuration.state);
  if (request.method === 'GET' && identity === undefined) return { status: 200, body: all };
  const wanted = decodeURIComponent(identity ?? '').toLowerCase();
  const found = all.find((entry) => nameOf(entry['Identity']) === wanted);
  if (!found) return { status: 404, body: { code: 'NotFound', message: `No policy is called ${wanted}.` } };
  if (request.method === 'GET') return { status: 200, body: found };
  if (!write || identity === undefined) return { status: 405, body: '' };
  const body = jsonBody(request);
  if (!isPlainObject(body)) return { status: 400, body: { code: 'BadRequest', message: 'The body is not JSON.' } };
  const { Identity: _, ...values } = body;
  const flaw = flawOf(configuration.properties, values, configuration.type);
  if (flaw) return { status: 400, body: { code: 'BadRequest', message: flaw.message } };
  state.patch(configuration.state, String(found['Identity']), values);
  return { status: 200, body: state.get(configuration.state, String(found['Identity'])) };
}

/** The tenant, and where its older services are: assumption teams-tenant. */
function tenantAnswer(world: World, request: Request, caller: Caller): Response {
  if (!isPermitted(caller, false))
    return { status: 403, body: { code: 'Forbidden', message: 'The caller has no Teams role.' } };
  if (request.method !== 'GET') return { status: 405, body: '' };
  const activity = { name: 'Get-CsTenant', log: 'unified' as const, service: 'MicrosoftTeams' };
  const origin = { actor: caller.actor, requestId: request.id, ip: '127.0.0.1', activity };
  const state = stateOf(caller.tenant, world.clock, origin, 'visible');
  const held = state.one('teamsTenant');
  return {
    status: 200,
    body: {
      tenantId: caller.tenant.id,
      displayName: held['DisplayName'] ?? null,
      serviceInstance: held['ServiceInstance'] ?? null,
      assignedPlans: held['AssignedPlan'] ?? [],
      verifiedDomains: [...new Set([`${caller.tenant.prefix}.onmicrosoft.com`, ...caller.tenant.domains])].map(
        (name) => ({ name }),
      ),
      serviceDiscovery: {
        Endpoints: { AdminServiceEndpoint: 'admin1a.online.lync.com' },
        Headers: { 'X-MS-Forest': '1a' },
      },
    },
  };
}

/** `Tag:Clinic` and `Clinic` name the same policy. */
function nameOf(identity: unknown): string {
  return plainText(identity).toLowerCase().replace(/^tag:/, '');
}

/** Roles: assumption teams-roles. */
function isPermitted(caller: Caller, write: boolean): boolean {
  const roles = write
    ? ['Teams Administrator', 'Global Administrator']
    : ['Teams Administrator', 'Global Administrator', 'Global Reader'];
  return roles.some((role) => caller.directoryRoles.has(directoryRoles[role]!));
}
