import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { answerRequest } from './apis.ts';
import { httpDate } from './clock.ts';
import { handOf } from './content/hand.ts';
import { type FaultRule, spoil } from './faults.ts';
import type { Request, Response } from './http.ts';
import { startOperation } from './operations.ts';
import { plainFault } from './plain-faults.ts';
import type { World } from './world.ts';

/** What is to be sent, and how it travels. `undefined` in place of a response: the connection just closes. */
export interface Delivery {
  response: Response | undefined;
  how: 'whole' | 'half' | { bytes: number; every: number } | { silent: number } | { filling: number };
}

/** Lets the request take effect, or not, as the fault has it. */
export function deliveryOf(world: World, request: Request, fault: FaultRule | undefined): Delivery {
  const whole = (response: Response): Delivery => ({ response, how: 'whole' });
  if (!fault) return whole(answerRequest(world, request));
  switch (fault.kind) {
    case 'cut-before':
      if (fault.done) answerRequest(world, request);
      return { response: undefined, how: 'whole' };
    case 'cut-middle':
      return { response: answerRequest(world, request), how: 'half' };
    case 'slow':
      return {
        response: answerRequest(world, request),
        how: { bytes: fault.bytes ?? 16, every: fault.every ?? 20 },
      };
    case 'silent':
      return { response: answerRequest(world, request), how: { silent: fault.milliseconds } };
    case 'huge':
      return { response: { status: 200, body: '' }, how: { filling: fault.bytes } };
    case 'operation':
      return whole(
        startOperation(world, request, {
          tenantId: '',
          ...(fault.polls !== undefined && { polls: fault.polls }),
          finish: () => answerRequest(world, request).body,
        }),
      );
    case 'longer': {
      const response = answerRequest(world, request);
      const more = Buffer.alloc(fault.bytes, 'x');
      return whole({
        ...response,
        body: Buffer.isBuffer(response.body) ? Buffer.concat([response.body, more]) : response.body,
      });
    }
    case 'meanwhile': {
      const response = answerRequest(world, request);
      const tenant = world.tenants.get(fault.tenant);
      if (tenant) {
        const hand = handOf(world, tenant);
        if (fault.do === 'remove') hand.removeFile(fault.store, fault.file);
        else hand.putFile(fault.store, fault.file, fault.text ?? 'Changed in the meantime.');
      }
      return whole(response);
    }
    case 'lose-role':
      for (const tenant of world.tenants.values()) tenant.lostRoles.add(`${fault.appId ?? '*'} ${fault.role}`);
      return whole(answerRequest(world, request));
    case 'paging-loop':
      return whole(spoil(fault, request, answerRequest(world, request)));
    default:
      return whole(plainFault(world, request, fault));
  }
}

/** Writes a delivery to the socket. Resolves when it is out or the client is gone. */
export async function send(
  world: World,
  request: Request,
  { response, how }: Delivery,
  out: ServerResponse,
): Promise<void> {
  if (!response) {
    out.socket?.destroy();
    return;
  }
  const { body, type } = encoded(request, response);
  const empty = response.status === 204 || response.status === 304;
  out.statusCode = response.status;
  out.sendDate = false;
  const headers: Record<string, string> = {
    date: httpDate(world.clock.now() + (request.host.api === 'login' ? world.skew.login : world.skew.apis)),
    ...(!empty && { 'content-type': type }),
    ...idHeaders(request),
    ...response.headers,
  };
  for (const [name, value] of Object.entries(headers)) out.setHeader(name, value);
  if (empty) {
    out.end();
    return;
  }
  if (typeof how === 'object' && 'filling' in how) return fill(out, how.filling);
  out.setHeader('content-length', body.length);
  if (how === 'whole') out.end(body);
  else if (how === 'half') {
    out.write(body.subarray(0, Math.floor(body.length / 2)));
    // What was written must leave before the connection closes, or nothing would arrive at all.
    await wait(20);
    out.socket?.destroy();
  } else if ('silent' in how) {
    await silence(out, how.silent);
    if (!out.destroyed) out.end(body);
  } else {
    for (let at = 0; at < body.length && !out.destroyed; at += how.bytes) {
      out.write(body.subarray(at, at + how.bytes));
      await wait(how.every);
    }
    out.end();
  }
}

/** Ends early when the client is gone: nothing holds the process then. */
async function silence(out: ServerResponse, milliseconds: number): Promise<void> {
  const gone = new AbortController();
  out.once('close', () => gone.abort());
  await wait(milliseconds, undefined, { signal: gone.signal }).catch(() => undefined);
}

/** A JSON body of the size, made as it is read, so that the simulator never holds it. */
async function fill(out: ServerResponse, bytes: number): Promise<void> {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  out.setHeader('content-type', 'application/json');
  out.write('{"value":[{"id":"');
  for (let left = bytes; left > 0 && !out.destroyed; left -= chunk.length)
    if (!out.write(chunk.subarray(0, Math.min(left, chunk.length))))
      await new Promise<void>((resolve) => {
        const done = (): void => {
          out.off('drain', done);
          out.off('close', done);
          resolve();
        };
        out.on('drain', done);
        out.on('close', done);
      });
  if (!out.destroyed) out.end('"}]}');
}

function encoded(request: Request, { body }: Response): { body: Buffer; type: string } {
  if (body === undefined) return { body: Buffer.alloc(0), type: 'text/plain' };
  if (typeof body === 'string') return { body: Buffer.from(body), type: 'text/plain; charset=utf-8' };
  if (Buffer.isBuffer(body)) return { body, type: 'application/octet-stream' };
  const type =
    request.host.api === 'graph'
      ? 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'
      : 'application/json; charset=utf-8';
  return { body: Buffer.from(JSON.stringify(body)), type };
}

/** What each API calls the id of a request. */
function idHeaders(request: Request): Record<string, string> {
  const client = request.headers['client-request-id'];
  const { api } = request.host;
  const name = api === 'login' ? 'x-ms-request-id' : api.startsWith('sharepoint') ? 'sprequestguid' : 'request-id';
  return { [name]: request.id, ...(client !== undefined && { 'client-request-id': client }) };
}
