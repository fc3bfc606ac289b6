import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Server, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { isPlainObject } from '../core/shape.ts';
import { isoTime } from './clock.ts';
import { deliveryOf, send } from './deliver.ts';
import type { FaultRule } from './faults.ts';
import { enterMailbox } from './graph/mailbox-concurrency.ts';
import { hostOf } from './hosts.ts';
import { type Request, jsonBody, makeRequest, notJson } from './http.ts';
import { operationAnswer } from './operations.ts';
import type { World } from './world.ts';

/** Bodies that are larger are refused. */
const largestBody = 64 * 1024 * 1024;
const mostLogged = 20_000;

/** Answers a control call: its path below `/control/` and its JSON body. Throws `ControlError`-like errors with a message. */
export type ControlHandler = (path: string, body: unknown) => unknown;

export interface Listening {
  server: Server;
  port: number;
}

/** Starts the HTTPS server on loopback. Microsoft's hosts are told apart by the Host header. */
export function listen(
  world: World,
  tls: { key: string; cert: string },
  port: number,
  control: { key: string; handle: ControlHandler },
): Promise<Listening> {
  const server = createServer({ key: tls.key, cert: tls.cert, keepAliveTimeout: 60_000 }, (incoming, out) => {
    serve(world, control, incoming, out).catch((error: unknown) => {
      // A fault of the simulator itself must be seen as one, and not as something that Microsoft would say.
      if (out.headersSent) out.destroy();
      else {
        out.statusCode = 500;
        out.end(`simulator fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve({ server, port: (server.address() as AddressInfo).port });
    });
  });
}

async function serve(
  world: World,
  control: { key: string; handle: ControlHandler },
  incoming: IncomingMessage,
  out: ServerResponse,
): Promise<void> {
  const name = incoming.headers.host ?? '';
  const body = await bodyOf(incoming);
  if (body === undefined) {
    out.statusCode = 413;
    out.end();
    return;
  }
  if (/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(name)) {
    answerControl(control, incoming, body, out);
    return;
  }
  const host = hostOf(name);
  if (!host) {
    out.statusCode = 421;
    out.end(`no such host: ${name}`);
    return;
  }
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  const request = makeRequest({ method: incoming.method ?? 'GET', host, url: incoming.url ?? '/', headers, body });
  const entry = enterMailbox(world, request);
  try {
    if (world.latency > 0) await wait(world.latency);
    const ready = 'refused' in entry ? entry.refused : operationAnswer(world, request);
    const fault = ready ? undefined : world.faults.strike(request);
    const delivery = ready ? { response: ready, how: 'whole' as const } : deliveryOf(world, request, fault);
    log(world, request, delivery.response?.status ?? 0, fault);
    await send(world, request, delivery, out);
  } finally {
    if ('leave' in entry) entry.leave();
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function answerControl(
  { key, handle }: { key: string; handle: ControlHandler },
  incoming: IncomingMessage,
  body: Buffer,
  out: ServerResponse,
): void {
  const answer = (status: number, value: unknown): void => {
    out.statusCode = status;
    out.setHeader('content-type', 'application/json');
    out.end(JSON.stringify(value));
  };
  const given = Buffer.from(incoming.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${key}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    answer(401, { error: 'The control key is missing or wrong.' });
    return;
  }
  const path = /^\/control\/(.+)$/.exec(incoming.url ?? '')?.[1];
  try {
    if (incoming.method !== 'POST' || path === undefined) throw new Error('POST /control/{what} with a JSON object');
    answer(200, handle(path, body.length === 0 ? {} : JSON.parse(body.toString('utf8'))) ?? {});
  } catch (error) {
    answer(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

const keptHeaders = [
  'content-type',
  'consistencylevel',
  'prefer',
  'if-match',
  'client-request-id',
  'x-anchormailbox',
  'accept',
  'user-agent',
];

function log(world: World, request: Request, status: number, fault: FaultRule | undefined): void {
  const claims = claimsOf(request.headers['authorization'] ?? '');
  // The token endpoint's forms hold secrets.
  const body = request.host.api === 'login' ? undefined : jsonBody(request);
  world.requests.push({
    at: isoTime(world.clock.now()),
    method: request.method,
    url: `https://${request.host.name}${request.url}`,
    status,
    ...(typeof claims['appid'] === 'string' && { appId: claims['appid'] }),
    ...(typeof claims['tid'] === 'string' && { tenantId: claims['tid'] }),
    requestId: request.id,
    headers: Object.fromEntries(
      keptHeaders.flatMap((name) => (request.headers[name] === undefined ? [] : [[name, request.headers[name]]])),
    ),
    ...(body !== undefined && { body: body === notJson ? request.body.toString('utf8') : body }),
    ...(fault && { fault: fault.kind }),
  });
  if (world.requests.length > mostLogged) world.requests.splice(0, mostLogged / 10);
}

/** What a token says of itself, unchecked: for the log alone. */
function claimsOf(authorization: string): Record<string, unknown> {
  const part = authorization.split('.')[1];
  if (part === undefined) return {};
  try {
    const claims: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isPlainObject(claims) ? claims : {};
  } catch {
    return {};
  }
}
