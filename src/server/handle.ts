import { createHash, randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Access, Endpoint } from '../api/endpoint.ts';
import type { Permission } from '../core/permission.ts';
import { recordActivity } from '../store/activity.ts';
import { keepAnswer, releaseKey, takeKey } from '../store/idempotency.ts';
import { readSystem, withSystem } from '../store/scope.ts';
import { seal, unseal } from '../store/sealing.ts';
import { listTenants } from '../store/tenants.ts';
import { tenantsWith } from './auth/permitted.ts';
import { type Caller, addressOf, admitted, callerOf } from './caller.ts';
import { sessionSecret } from './cookies.ts';
import { errorWords } from './log.ts';
import { RequestFault, problemOf } from './problem-of.ts';
import { readBody } from './read-body.ts';
import { eventStream } from './event-stream.ts';
import { takeStream } from './open-streams.ts';
import { send } from './send.ts';
import type { Call, Route, StreamEvent } from './route.ts';
import type { Server } from './server.ts';

const reads = new Set(['get']);
/** What needs no permission in a tenant. */
const whoever: ReadonlySet<Access> = new Set(['public', 'signed-in', 'half-signed-in', 'token']);

/** A page that reads anew by itself, in front of which nobody sits, must not keep a session from its end. */
function isUnattended(endpoint: Endpoint, context: Context): boolean {
  return endpoint.events === true || context.req.header('x-wardline-unattended') !== undefined;
}

/**
 * Tries that nobody counts are not written down for good: a stranger could fill the disk with them. The server's log has
 * them.
 */
function isNoise({ access }: Endpoint, { level }: Caller, status: number): boolean {
  return level === 'none' && status >= 400 && (access !== 'public' || (status !== 401 && status !== 404));
}

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
    caller = await callerFrom(server, context, isUnattended(endpoint, context));
    checkOrigin(server, caller, context, writes);
    response = await carriedOut(server, route, context, caller, request, trail);
  } catch (error) {
    failure = error;
    const problem = problemOf(error, request);
    response = Response.json(problem, {
      status: problem.status,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    });
    if (error instanceof RequestFault && error.waitSeconds)
      response.headers.set('retry-after', String(error.waitSeconds));
  }
  response.headers.set('x-request-id', request);
  const { status } = response;
  // A refused read of something is worth knowing; a read that was allowed is not, unless its endpoint says so.
  const isWorthKeeping = (writes && !endpoint.quiet) || status === 403 || trail.object !== '';
  if (caller && isWorthKeeping && !isNoise(endpoint, caller, status))
    await record(server, caller, endpoint.id, request, trail, status).catch((error: unknown) => {
      // What cannot be recorded is not done in the dark: the person hears that it failed.
      failure = error;
      response = Response.json(problemOf(error, request), { status: 503, headers: { 'cache-control': 'no-store' } });
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

/** `unseen`: nobody did anything just now, so that a session is not kept open by it. */
async function callerFrom(server: Server, context: Context, unseen: boolean): Promise<Caller> {
  const secure = server.origin.startsWith('https:');
  const authorization = context.req.header('authorization');
  const bearer = /^Bearer (wlt_[A-Za-z0-9_-]{43})$/.exec(authorization ?? '')?.[1];
  if (authorization !== undefined && bearer === undefined) throw new RequestFault('sign-in-needed');
  const cookie = sessionSecret(context.req.header('cookie'), secure);
  const address = addressOf(server, context);
  const agent = context.req.header('user-agent') ?? '';
  const tenant = context.req.param('tenant');
  return callerOf(server, { address, agent, tenant, unseen, ...(bearer ? { bearer } : cookie ? { cookie } : {}) });
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
  if (named !== undefined && caller.tenant !== named) throw new RequestFault('not-found');
  if (endpoint.tenants === 'all') {
    const known = (await readSystem(server.store, (scope) => listTenants(scope))).map(({ id }) => id);
    const { access } = endpoint;
    tenants = whoever.has(access) ? known : tenantsWith(caller.grants, access as Permission, known);
    if (tenants.length === 0) throw new RequestFault('not-permitted');
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
    cookies: context.req.header('cookie') ?? '',
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
    if (met.state === 'answered') {
      const answer = met.answer && unseal(server.keyring, met.answer, answerContext(once)).toString('utf8');
      return new Response(answer || null, { status: met.status, headers: json });
    }
    if (met.state !== 'new') throw new RequestFault('repeated');
  }
  const free = endpoint.events ? takeStream(caller.account) : undefined;
  try {
    const answer = await act(call);
    const response = free
      ? eventStream(endpoint, answer as AsyncIterable<StreamEvent<unknown>>, {
          signal: call.signal,
          free,
          isStillAdmitted: async () =>
            admitted(await callerFrom(server, context, true), endpoint.access, named) === 'yes',
        })
      : send(endpoint, answer);
    for (const [name, value] of headers) response.headers.append(name, value);
    if (once) {
      const answer = seal(server.keyring, await response.clone().text(), answerContext(once));
      await withSystem(server.store, (scope) => keepAnswer(scope, { ...once, status: response.status, answer }));
    }
    return response;
  } catch (error) {
    free?.();
    if (once) await withSystem(server.store, (scope) => releaseKey(scope, once.account, once.key));
    throw error;
  }
}

const json = { 'content-type': 'application/json', 'cache-control': 'no-store' };

/** What a kept answer is sealed for: it may hold a token, a link or recovery codes, which are nowhere kept readable. */
const answerContext = ({ account, key }: { account: string; key: string }) => `answer ${account} ${key}`;

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
