import { WardlineError } from '../../core/errors.ts';
import { isPlainObject } from '../../core/shape.ts';
import { isConnectorError } from '../http/errors.ts';
import { type Timer, systemTimer } from '../http/timer.ts';
import { type WireOptions, type WireResponse, createWire } from '../http/wire.ts';
import { EventReader } from './event-reader.ts';
import { oneLine, refusalOf, unreachable } from './refusal.ts';

export interface ServerClientOptions {
  /** As `serverOrigin` gives it. */
  origin: string;
  /** Absent before somebody signed in. */
  token?: string;
  /** PEM certificates trusted beside the usual ones. */
  ca?: string;
  proxy?: WireOptions['proxy'];
  timer?: Pick<Timer, 'sleep'>;
  /** Product version. */
  version: string;
}

export interface ServerCall {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v1`: `/t/…/jobs`. */
  path: string;
  /** The tenant that the call is about: said beside the path, and refused by the server when the two differ. */
  tenant?: string;
  body?: unknown;
  /** It changes nothing; by default a GET. */
  reads?: boolean;
  /** The same for each repetition of one write, so that it is done once. A write without one is sent once. */
  key?: string;
}

/** A Wardline server as another machine talks to it. The token goes to this one origin and nowhere else. */
export interface ServerClient {
  /** The JSON of a good answer. Throws WardlineError. */
  send(call: ServerCall): Promise<unknown>;
  /** Hands over the data of each event until the stream ends or `signal` ends it. Throws WardlineError. */
  watch(path: string, onEvent: (data: unknown) => void, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Bytes of an answer, unpacked: a server keeps results up to 20 MB of text. */
const maxBytes = 96 * 2 ** 20;
/** Commands are carried out while the connection waits. */
const timeOuts = { connect: 10_000, headers: 600_000, idle: 60_000, total: 900_000 };
const watching = { connect: 10_000, headers: 30_000, idle: 45_000, total: 24 * 3_600_000 };
/** Milliseconds before the second try and those after it. */
const waits = [500, 1_000, 2_000, 4_000] as const;
/** What may be over in a moment. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export function createServerClient(options: ServerClientOptions): ServerClient {
  const { origin, token, ca, proxy, version, timer = systemTimer } = options;
  const wire = createWire({ ...(ca && { ca }), ...(proxy && { proxy }) });
  const base = new URL(origin);
  const target = {
    host: base.hostname.replace(/^\[|\]$/g, ''),
    port: Number(base.port || (base.protocol === 'https:' ? 443 : 80)),
  };
  const headers = {
    'user-agent': `wardline/${version}`,
    // What a page of somebody else could not set: a write of nobody who is signed in needs it.
    'x-wardline': '1',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const common = { service: 'receiver', target } as const;

  async function once(call: ServerCall): Promise<WireResponse> {
    const { method, path, tenant, body, key } = call;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const reads = readsOnly(call);
    return wire.exchange({
      ...common,
      ...{ call: method, method, url: new URL(`/api/v1${path}`, base), timeOuts, maxBytes, reads },
      headers: {
        ...headers,
        accept: 'application/json',
        ...(text !== undefined && {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(text)),
        }),
        ...(tenant !== undefined && { 'x-wardline-tenant': tenant }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(text !== undefined && { body: text }),
      fresh: !reads,
    });
  }

  return {
    async send(call) {
      for (let number = 0; ; number += 1) {
        const wait = readsOnly(call) || call.key !== undefined ? waits[number] : undefined;
        let answer: WireResponse;
        try {
          answer = await once(call);
        } catch (error) {
          if (!isConnectorError(error)) throw error;
          if (wait === undefined || !isConnectorError(error, 'unreachable', 'cut-off', 'timeout'))
            throw unreachable(origin, error);
          await timer.sleep(wait);
          continue;
        }
        // The first try of this very write is still under way there.
        const underWay = answer.status === 409 && number > 0 && problemType(answer) === 'repeated';
        if (wait !== undefined && (passing.has(answer.status) || underWay)) {
          const asked = Number(answer.headers['retry-after'] ?? 0) * 1_000;
          // A limit that holds for minutes is for the person to hear of, not to wait for.
          if (!(asked > 10_000)) {
            await timer.sleep(Math.max(wait, asked || 0));
            continue;
          }
        }
        return read(origin, answer);
      }
    },

    async watch(path, onEvent, signal) {
      const reader = new EventReader(onEvent);
      try {
        const answer = await wire.exchange({
          ...common,
          ...{ call: 'events', method: 'GET', url: new URL(`/api/v1${path}`, base), reads: true, fresh: true },
          ...{ headers: { ...headers, accept: 'text/event-stream' }, timeOuts: watching, maxBytes: 2 ** 20 },
          onPiece: (piece) => reader.take(piece),
          signal,
        });
        if (answer.status !== 200) read(origin, answer);
      } catch (error) {
        if (isConnectorError(error, 'cancelled')) return;
        throw isConnectorError(error) ? unreachable(origin, error) : error;
      }
    },

    close: () => wire.close(),
  };
}

function readsOnly({ method, reads }: Pick<ServerCall, 'method' | 'reads'>): boolean {
  return reads ?? method === 'GET';
}

/** The JSON of a good answer. Throws for any other, and for what no Wardline answers. */
function read(origin: string, { status, headers, body }: WireResponse): unknown {
  if (status >= 300 && status < 400)
    throw new WardlineError(
      'server-unreachable',
      `${origin} sends elsewhere (HTTP ${status}). The token was not sent there.`,
      'Sign in with the address that it ends at: wardline login https://…',
    );
  const isJson = /^application\/(?:problem\+)?json\s*(?:;|$)/i.test(headers['content-type'] ?? '');
  const parsed = isJson ? jsonOf(body) : undefined;
  if (status >= 200 && status < 300) {
    if (isPlainObject(parsed)) return parsed;
    throw new WardlineError(
      'server-unreachable',
      `${origin} answered with something that is not of Wardline's API.`,
      'Compare the address with that of the console. A proxy before it may have answered in its place.',
    );
  }
  throw refusalOf(origin, status, parsed);
}

function problemType(answer: WireResponse): string {
  const parsed = jsonOf(answer.body);
  return isPlainObject(parsed) ? oneLine(parsed['type']) : '';
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
