import { createHash, randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { recordActivity } from '../store/activity.ts';
import { keepAnswer, releaseKey, takeKey } from '../store/idempotency.ts';
import { withSystem } from '../store/scope.ts';
import { listTenants } from '../store/tenants.ts';
import { tenantsWith } from './auth/permitted.ts';
import { type Caller, admitted, callerOf } from './caller.ts';
import { clientAddress } from './client-address.ts';
import { sessionSecret } from './cookies.ts';
import { errorWords } from './log.ts';
import { RequestFault, problemOf } from './problem-of.ts';
import { readBody } from './read-body.ts';
import { send } from './send.ts';
import type { Call, Route } from './route.ts';
import type { Server } from './server.ts';

const reads = new Set(['get']);

/** Carries one request through: who, may they, with what, done, recorded. */
export async function handle(server: Server, route: Route, context: Context): Promise<Response> {
  const { endpoint } = route;
  const request = randomUUID();
  const begun = performance.now();
  const writes = !reads.has(endpoint.method);
  const trail: Trail = { object: '', detail: {}, tenant: context.req.param('tenant') };
  let caller: Caller | undefined;
  let response: Response;
  let failure: unknown;
  try {
    caller = await callerFrom(server, context);
    checkOrigin(server, caller, context, writes);
    response = await carriedOut(server, route, context, caller, request, trail);
  } catch (error) {
    failure = error;
    const problem = problemOf(error, request);
    response = Response.json(problem, {
      status: problem.status,
      headers: { 'content-type': 'application/problem+json' },
    });
    if (error instanceof RequestFault && error.waitSeconds)
      response.headers.set('retry-after', String(error.waitSeconds));
  }
  response.headers.set('x-request-id', request);
  const { status } = response;
  // A refused read of something is worth knowing; a read that was allowed is not, unless its endpoint says so.
  if (caller && (writes || status === 403 || trail.object !== ''))
    await record(server, caller, endpoint.id, request, trail, status).catch((error: unknown) => {
      // What cannot be recorded is not done in the dark: the person hears that it failed.
      failure = error;
      response = Response.json(problemOf(error, request), { status: 503 });
    });
  server.log({
    level: status >= 500 ? 'error' : 'info',
    event: 'request',
    request,
    endpoint: endpoint.id,
    method: endpoint.method,
    status,
    milliseconds: Math.round(performance.now() - begun),
    ...(trail.tenant && { tenant: trail.tenant }),
    ...(caller?.account && { account: caller.account }),
    ...(status >= 500 && { error: errorWords(failure) }),
  });
  return response;
}

interface Trail {
  object: string;
  detail: Readonly<Record<string, string | number | boolean>>;
  tenant: string | undefined;
}

async function callerFrom(server: Server, context: Context): Promise<Caller> {
  const secure = server.origin.startsWith('https:');
  const authorization = context.req.header('authorization');
  const bearer = /^Bearer (wlt_[A-Za-z0-9_-]{43})$/.exec(authorization ?? '')?.[1];
  if (authorization !== undefined && bearer === undefined) throw new RequestFault('sign-in-needed');
  const cookie = sessionSecret(context.req.header('cookie'), secure);
  const socket = (context.env as { incoming?: { socket?: { remoteAddress?: string } } }).incoming?.socket
    ?.remoteAddress;
  const address = clientAddress(socket, context.req.header('x-forwarded-for'), server.proxies);
  const agent = context.req.header('user-agent') ?? '';
  return callerOf(server, { address, agent, ...(bearer ? { bearer } : cookie ? { cookie } : {}) });
}

/**
 * A write with a cookie must come from our own page: the browser says from where, and a header that other pages cannot
 * set stands beside it. Reads change nothing and need neither.
 */
function checkOrigin(server: Server, caller: Caller, context: Context, writes: boolean): void {
  if (!writes || caller.by === 'token') return;
  const origin = context.req.header('origin');
  const site = context.req.header('sec-fetch-site');
  if (origin !== undefined && origin !== server.origin) throw new RequestFault('wrong-origin');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new RequestFault('wrong-origin');
  if (context.req.header('x-wardline') !== '1') throw new RequestFault('wrong-origin');
}

async function carriedOut(
  server: Server,
  { endpoint, handle: act }: Route,
  context: Context,
  caller: Caller,
  request: string,
  trail: Trail,
): Promise<Response> {
  const named = context.req.param('tenant');
  const all = endpoint.tenants === 'all' && caller.level === 'full';
  const verdict = all ? 'yes' : admitted(caller, endpoint.access, named);
  if (verdict === 'sign-in') throw new RequestFault('sign-in-needed');
  if (verdict === 'no') throw new RequestFault('not-permitted');
  if (endpoint.tenants === 'all' && caller.level !== 'full') throw new RequestFault('sign-in-needed');
  const parameters = endpoint.parameters.parse(context.req.param()) as Record<string, string>;
  const writes = !reads.has(endpoint.method);
  let tenants: string[] = [];
  if (named !== undefined || endpoint.tenants === 'all') {
    const known = (await withSystem(server.store, (scope) => listTenants(scope))).map(({ id }) => id);
    if (named !== undefined && !known.includes(named)) throw new RequestFault('not-found');
    if (endpoint.tenants === 'all') {
      if (endpoint.access === 'public' || endpoint.access === 'signed-in' || endpoint.access === 'half-signed-in')
        tenants = known;
      else tenants = tenantsWith(caller.grants, endpoint.access, known);
      if (tenants.length === 0) throw new RequestFault('not-permitted');
    }
  }
  const said = context.req.header('x-wardline-tenant');
  if (named !== undefined && writes) {
    // A page that still shows another tenant must not write to this one.
    if (said === undefined && caller.by === 'session') throw new RequestFault('tenant-mismatch');
    if (said !== undefined && said !== named) throw new RequestFault('tenant-mismatch');
  }
  const asked = context.req.query();
  // PostgreSQL has no text with it, and nobody means it.
  if (Object.values(asked).some((value) => value.includes('\0'))) throw new RequestFault('bad-request');
  const query = endpoint.query.parse(asked);
  const text = writes ? await readBody(context.req.raw, endpoint.body !== undefined) : '';
  const body = endpoint.body ? endpoint.body.parse(parsed(text)) : undefined;
  const headers: [string, string][] = [];
  const call: Call = {
    server,
    parameters,
    query,
    body: body,
    caller,
    tenant: named ?? '',
    tenants,
    at: server.now(),
    request,
    signal: context.req.raw.signal,
    about(object, detail) {
      trail.object = object;
      trail.detail = detail ?? {};
    },
    header: (name, value) => headers.push([name, value]),
  };
  const key = writes && !endpoint.reads ? context.req.header('idempotency-key') : undefined;
  const once =
    key === undefined || caller.account === '' ? undefined : { account: caller.account, key: checkedKey(key) };
  if (once) {
    const content = createHash('sha256').update(`${endpoint.id}\n${context.req.path}\n${text}`).digest('hex');
    const met = await withSystem(server.store, (scope) => takeKey(scope, { ...once, request: content, at: call.at }));
    if (met.state === 'answered') return new Response(met.answer || null, { status: met.status, headers: json });
    if (met.state !== 'new') throw new RequestFault('repeated');
  }
  try {
    const answer = await act(call);
    const response = await send(endpoint, answer, call.signal);
    for (const [name, value] of headers) response.headers.append(name, value);
    if (once) {
      const kept = await response.clone().text();
      await withSystem(server.store, (scope) => keepAnswer(scope, { ...once, status: response.status, answer: kept }));
    }
    return response;
  } catch (error) {
    if (once) await withSystem(server.store, (scope) => releaseKey(scope, once.account, once.key));
    throw error;
  }
}

const json = { 'content-type': 'application/json' };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestFault('bad-request', 'The body is no JSON.');
  }
}

function checkedKey(key: string): string {
  if (/^[\x21-\x7e]{8,100}$/.test(key)) return key;
  throw new RequestFault('bad-request', 'Idempotency-Key is 8 to 100 printable characters, such as a UUID.');
}

async function record(
  server: Server,
  caller: Caller,
  action: string,
  request: string,
  trail: Trail,
  status: number,
): Promise<void> {
  const outcome = status < 400 ? 'done' : status < 500 ? 'refused' : 'failed';
  await withSystem(server.store, (scope) =>
    recordActivity(scope, [
      {
        at: server.now(),
        ...(trail.tenant && { tenant: trail.tenant }),
        ...(caller.account && { account: caller.account }),
        actor: caller.actor,
        action,
        object: trail.object,
        outcome,
        request,
        address: caller.address,
        detail: trail.detail,
      },
    ]),
  );
}
