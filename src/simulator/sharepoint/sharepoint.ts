import { isPlainObject } from '../../core/shape.ts';
import { randomUUID } from 'node:crypto';
import { type Caller, verifyBearer } from '../entra/bearer.ts';
import { directoryRoles } from '../entra/app-roles.ts';
import { type Request, type Response, jsonBody } from '../http.ts';
import { httpDate } from '../clock.ts';
import { type State, stateOf } from '../state.ts';
import type { World } from '../world.ts';
import { download, isDownload } from '../content/download.ts';
import { accessOf } from './access.ts';
import { processQuery } from './csom.ts';
import { badRequest, denied, notFound } from './failure.ts';
import { siteKey } from './objects.ts';
import { userNamed } from './principals.ts';
import { sharepointReads } from './reads.ts';
import type { SharePointRead } from './resource.ts';
import { sharepointWrites } from './web-writes.ts';

/** Everything on `{prefix}-admin.sharepoint.com` and `{prefix}.sharepoint.com`. */
export function sharepointApi(world: World, request: Request): Response {
  if (isDownload(request)) return download(world, request);
  const caller = verifyBearer(world, request);
  if ('refused' in caller) return unauthorized(caller.message);
  if (caller.tenant.prefix !== request.host.prefix)
    return unauthorized('The tenant of the token is not the one of the host.');
  // App-only calls need a certificate: assumption spo-certificate.
  if (!caller.certificate) return unauthorized('Unsupported app only token.');
  const state = stateFor(world, request, caller, 'SharePointTenantSettingsChanged');
  if (!isPermitted(caller) && !isPersonOnSite(request, caller, state)) return denied();
  const limited = throttled(world, request, caller);
  if (limited) return limited;
  const admin = request.host.api === 'sharepoint-admin';
  if (request.path === '/_api/contextinfo' || request.path.endsWith('/_api/contextinfo'))
    return request.method === 'POST' ? contextInfo(world, request) : notFound(request.path);
  if (admin && request.path === '/_vti_bin/client.svc/ProcessQuery') {
    if (request.method !== 'POST') return notFound(request.path);
    if (!/^text\/xml/i.test(request.headers['content-type'] ?? '')) return { status: 415, body: '' };
    return processQuery(caller.tenant, state, request.body.toString('utf8'));
  }
  return request.method === 'GET'
    ? rest(request, caller, state, admin)
    : written(world, request, caller, admin, isPermitted(caller));
}

function stateFor(world: World, request: Request, caller: Caller, name: string): State {
  const origin = {
    actor: caller.actor,
    requestId: request.id,
    ip: '127.0.0.1',
    activity: { name, log: 'unified' as const, service: 'SharePoint' },
  };
  // Reads by CSOM are POSTs too: they see what readers see, and writes go through State to the truth.
  return stateOf(caller.tenant, world.clock, origin, 'visible');
}

/** Full control for applications; the SharePoint or Global Administrator role for people. */
function isPermitted(caller: Caller): boolean {
  if (caller.actor.kind === 'app') return caller.roles.has('Sites.FullControl.All');
  return ['SharePoint Administrator', 'Global Administrator'].some((role) =>
    caller.directoryRoles.has(directoryRoles[role]!),
  );
}

/** 1,200 resource units a minute for small tenants, and the refusal says when to come back. */
function throttled(world: World, request: Request, caller: Caller): Response | undefined {
  const units = request.method === 'GET' ? 1 : 2;
  const taken = world.throttle.take(
    `sharepoint ${caller.tenant.id} ${caller.appId}`,
    { amount: 1200, per: 60, retryAfter: true },
    units,
  );
  return taken.allowed
    ? undefined
    : {
        status: 429,
        headers: { 'retry-after': String(Math.max(1, Math.ceil(taken.wait))) },
        body: '429 TOO MANY REQUESTS',
      };
}

function contextInfo(world: World, request: Request): Response {
  const digest = `0x${randomUUID().replaceAll('-', '').toUpperCase()},${httpDate(world.clock.now())}`;
  const value = { FormDigestTimeoutSeconds: 1800, FormDigestValue: digest, LibraryVersion: '16.0.25000.12000' };
  return verbose(request)
    ? { status: 200, body: { d: { GetContextWebInformation: value } } }
    : { status: 200, body: value };
}

/** The site that a path names, and what is asked of it. */
function placeOf(request: Request): { site: string; place: string } {
  const cut = request.path.toLowerCase().indexOf('/_api/');
  return {
    place: cut < 0 ? '' : request.path.slice(cut).replace(/\/$/, ''),
    site: `https://${request.host.name}${request.path.slice(0, Math.max(cut, 0))}`,
  };
}

/** A person without an admin role reaches the sites on which that person, a group or everyone was given a right. */
function isPersonOnSite(request: Request, caller: Caller, state: State): boolean {
  if (caller.actor.kind !== 'user' || request.host.api !== 'sharepoint') return false;
  const site = state.get('sites', siteKey(placeOf(request).site));
  const person = userNamed(state, caller.actor.userPrincipalName ?? '');
  return site !== undefined && person !== undefined && accessOf(state, site, person).mayRead;
}

function written(world: World, request: Request, caller: Caller, admin: boolean, permitted: boolean): Response {
  const { site, place } = placeOf(request);
  const method =
    request.method === 'POST' ? (request.headers['x-http-method'] ?? 'POST').toUpperCase() : request.method;
  const found = admin
    ? undefined
    : sharepointWrites
        .filter((write) => (write.method ?? 'POST') === method)
        .map((write) => ({ write, parameters: matched(write.path, place) }))
        .find(({ parameters }) => parameters !== undefined);
  if (!found) return notFound(request.path);
  const { write, parameters = {} } = found;
  if (!permitted && !write.people) return denied();
  const state = stateFor(world, request, caller, write.activity);
  if (write.root ? site !== `https://${request.host.name}` : !state.current().get('sites', siteKey(site)))
    return notFound(request.path);
  const body = request.body.length > 0 ? jsonBody(request) : {};
  if (!isPlainObject(body)) return badRequest('The body is not JSON.');
  return (
    write.write({ tenant: caller.tenant, state, caller, request, site, parameters, body }) ?? notFound(request.path)
  );
}

function rest(request: Request, caller: Caller, state: State, admin: boolean): Response {
  const { site, place } = placeOf(request);
  for (const read of sharepointReads) {
    if ((read.host === 'admin') !== admin) continue;
    const parameters = matched(read.path, place);
    if (!parameters) continue;
    const found = read.read({ tenant: caller.tenant, state, caller, request, site, parameters });
    return found === undefined ? notFound(request.path) : shown(request, read, found);
  }
  return notFound(request.path);
}

/** `/_api/web/lists('{name}')` against a path; names match without case. */
function matched(template: string, path: string): Record<string, string> | undefined {
  const names: string[] = [];
  const pattern = template.replace(/[.()']/g, '\\$&').replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return "([^/']+)";
  });
  const match = new RegExp(`^${pattern}$`, 'i').exec(path);
  return match ? Object.fromEntries(names.map((name, index) => [name, match[index + 1]!])) : undefined;
}

const verbose = (request: Request): boolean => /odata=verbose/i.test(request.headers['accept'] ?? '');

function shown(request: Request, { type }: SharePointRead, found: unknown): Response {
  const accept = request.headers['accept'] ?? '';
  // Without a wish for JSON the answer is an Atom feed, which nobody wants.
  if (!/json/i.test(accept))
    return { status: 200, headers: { 'content-type': 'application/atom+xml;charset=utf-8' }, body: '<feed/>' };
  const select = request.query.get('$select')?.split(',');
  const pick = (entity: object): object =>
    select ? Object.fromEntries(Object.entries(entity).filter(([name]) => select.includes(name))) : entity;
  const picked = Array.isArray(found) ? (found as object[]).map(pick) : pick(found as object);
  if (!verbose(request)) return { status: 200, body: Array.isArray(picked) ? { value: picked } : picked };
  const uri = `https://${request.host.name}${request.path}`;
  const one = (entity: object): object => ({ __metadata: { id: uri, uri, type }, ...wrapped(entity) });
  return { status: 200, body: { d: Array.isArray(picked) ? { results: picked.map(one) } : one(picked) } };
}

/** Verbose OData wraps every collection. */
function wrapped(entity: object): object {
  return Object.fromEntries(
    Object.entries(entity).map(([name, value]: [string, unknown]) => {
      if (Array.isArray(value))
        return [
          name,
          {
            __metadata: { type: 'Collection(Edm.String)' },
            results: value.map((entry: unknown) => (isPlainObject(entry) ? wrapped(entry) : entry)),
          },
        ];
      return [name, isPlainObject(value) ? wrapped(value) : value];
    }),
  );
}

function unauthorized(message: string): Response {
  return {
    status: 401,
    headers: {
      'www-authenticate':
        'Bearer realm="",client_id="00000003-0000-0ff1-ce00-000000000000",trusted_issuers="00000001-0000-0000-c000-000000000000@*"',
      'x-ms-diagnostics': `3001000;reason="${message}";category="invalid_client"`,
    },
    body: { error_description: message },
  };
}
