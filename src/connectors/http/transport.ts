import { randomUUID } from 'node:crypto';
import { ConnectorError, type Service } from './errors.ts';
import { type HostMap, type HostRule, allowedUrl, targetOf } from './hosts.ts';
import { type Limit, type Limiter, createLimiter } from './limiter.ts';
import { type Patience, backOff, patience, retryAfter, waitAfter } from './retry.ts';
import { parseServiceError, safeCode } from './service-error.ts';
import { type Timer, systemTimer } from './timer.ts';
import { type Trace, type TracedRequest, traceableBody, traceableUrl } from './trace.ts';
import { type TimeOuts, type Wire, type WireOptions, type WireResponse, createWire, timeOuts } from './wire.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface HttpRequest {
  service: Service;
  /** What is asked, without a value of the tenant: `GET /users/{…}`. For errors. */
  call: string;
  method: Method;
  url: string;
  /** The only hosts that may get this request. */
  hosts: HostRule;
  headers?: Readonly<Record<string, string>>;
  /** A function makes it anew for each try. */
  body?: string | Uint8Array | (() => string);
  /** Attached after the host was checked. */
  bearer?: string;
  limits: readonly Limit[];
  /** It changes nothing. By default a GET; a query or a Get cmdlet by POST says so itself. */
  reads?: boolean;
  /**
   * Sending it twice does what sending it once does. By default true for what reads and for all methods but POST: our
   * PATCHes write fixed values, never a difference.
   */
  repeatable?: boolean;
  /** Bytes; 64 MB when absent. */
  maxBytes?: number;
  timeOuts?: Partial<TimeOuts>;
  signal?: AbortSignal;
}

export interface HttpResponse extends WireResponse {
  /** The service's own ID of the request. */
  requestId?: string;
  /** An earlier try of the same request may have been carried out. */
  repeated: boolean;
}

export interface Transport {
  /**
   * Sends a request within its limits and repeats it where that is harmless. Gives any answer, whatever its status:
   * one of 429 or 5xx only after patience ran out. Redirects are answers too; they are never followed.
   * Throws ConnectorError when there is no answer.
   */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Closes idle connections. */
  close(): void;
  /** For callers that repeat something themselves: parts of a batch, a poll. */
  timer: Timer;
  limiter: Limiter;
  random: () => number;
  patience: Patience;
}

export interface TransportOptions extends WireOptions {
  hostMap?: HostMap;
  timer?: Timer;
  /** Share one between transports that serve the same tenant in one process. */
  limiter?: Limiter;
  trace?: Trace;
  random?: () => number;
  patience?: Partial<Patience>;
  timeOuts?: Partial<TimeOuts>;
  signal?: AbortSignal;
}

const defaultMaxBytes = 64 * 1024 * 1024;

/** The form Microsoft asks of third parties, so that their traffic is told apart when it throttles. */
const userAgent = 'NONISV|Wardline|Wardline/1.0';

/** The one way by which HTTP leaves the product. */
export function createTransport(options: TransportOptions = {}): Transport {
  const wire = createWire(options);
  const timer = options.timer ?? systemTimer;
  const given = {
    ...options,
    timer,
    limiter: options.limiter ?? createLimiter(timer),
    random: options.random ?? Math.random,
    patience: { ...patience, ...options.patience },
  };
  const { limiter, random } = given;
  return {
    send: (request) => send(request, wire, given),
    close: () => wire.close(),
    timer,
    limiter,
    random,
    patience: given.patience,
  };
}

type Tried = { status: number; headers: WireResponse['headers']; response: WireResponse } | { error: ConnectorError };

type Given = TransportOptions &
  Required<Pick<TransportOptions, 'timer' | 'limiter' | 'random'>> & { patience: Patience };

async function send(request: HttpRequest, wire: Wire, given: Given): Promise<HttpResponse> {
  const { service, call } = request;
  const signal = joined(given.signal, request.signal);
  const repeatable = request.repeatable ?? (request.method !== 'POST' || readsOnly(request));
  let repeated = false;
  let waited = 0;
  for (let number = 1; ; number += 1) {
    const outcome = await attempt(request, wire, given, repeatable, signal);
    const now = given.timer.now();
    const wait = waitAfter(outcome, { number, repeatable, waited }, { ...given, now });
    if ('response' in outcome) slowDown(outcome.response, request.limits, wait, number, given);
    if (wait === undefined) {
      if ('response' in outcome) return { ...outcome.response, requestId: requestIdOf(outcome.response), repeated };
      throw outcome.error;
    }
    repeated ||= 'response' in outcome ? outcome.status >= 500 : outcome.error.facts.mayHaveRun === true;
    waited += wait;
    await cancellable(given.timer.sleep(wait, signal), service, call);
  }
}

/** One try, from the check of the host to the last byte of the answer. */
async function attempt(
  request: HttpRequest,
  wire: Wire,
  given: Given,
  repeatable: boolean,
  signal: AbortSignal | undefined,
): Promise<Tried> {
  const { service, call, method } = request;
  const url = allowedUrl(request.url, request.hosts, service, call);
  const target = targetOf(url, given.hostMap, service, call);
  const leave = await cancellable(given.limiter.enter(request.limits, signal), service, call);
  const headers = { 'user-agent': userAgent, 'client-request-id': randomUUID(), ...request.headers };
  const body = typeof request.body === 'function' ? request.body() : request.body;
  const traced = (outcome: Partial<TracedRequest>) =>
    trace(request, typeof body === 'string' ? body : undefined, given.trace, outcome);
  try {
    const response = await wire.exchange({
      service,
      call,
      method,
      url,
      target,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        ...(request.bearer === undefined ? {} : { authorization: `Bearer ${request.bearer}` }),
      },
      body,
      timeOuts: { ...timeOuts, ...given.timeOuts, ...request.timeOuts },
      maxBytes: request.maxBytes ?? defaultMaxBytes,
      fresh: !repeatable,
      reads: readsOnly(request),
      signal,
    });
    traced({
      status: response.status,
      requestId: requestIdOf(response),
      ...(response.status >= 400 ? { error: serviceErrorOf(response.body) } : {}),
    });
    return { status: response.status, headers: response.headers, response };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    traced({ error: { code: error.code } });
    return { error };
  } finally {
    leave();
  }
}

export function readsOnly({ method, reads }: Pick<HttpRequest, 'method' | 'reads'>): boolean {
  return reads ?? method === 'GET';
}

/**
 * What the service says about its load holds for everybody who comes by the same limit: a 429 pauses it for as long as
 * this request waits, and Graph's percentage of use for a moment before that is needed.
 */
function slowDown(
  { status, headers }: WireResponse,
  limits: readonly Limit[],
  wait: number | undefined,
  number: number,
  given: Given,
): void {
  const key = limits[0]?.key;
  if (key === undefined) return;
  if (status === 429 || (status === 503 && headers['retry-after'] !== undefined)) {
    const asked = retryAfter(headers, given.timer.now());
    given.limiter.pause(key, wait ?? Math.min(asked ?? backOff(number, given.random()), given.patience.waiting));
    return;
  }
  if (Number(headers['x-ms-throttle-limit-percentage'] ?? 0) >= 0.9) given.limiter.pause(key, 1000);
}

function requestIdOf({ headers }: Pick<WireResponse, 'headers'>): string | undefined {
  return safeCode(headers['request-id'] ?? headers['x-ms-request-id'] ?? headers['sprequestguid']);
}

function trace(
  { method, url, headers }: HttpRequest,
  body: string | undefined,
  write: Trace | undefined,
  outcome: Partial<TracedRequest>,
): void {
  if (!write) return;
  const type = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  write({ method, url: traceableUrl(url), body: traceableBody(body, type), ...outcome });
}

function serviceErrorOf(body: Buffer): { code?: string; message?: string } | undefined {
  try {
    const { code, message } = parseServiceError(JSON.parse(body.toString('utf8'))) ?? {};
    return { code, message };
  } catch {
    return undefined;
  }
}

function joined(...signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = [...new Set(signals)].filter((signal) => signal !== undefined);
  return given.length > 1 ? AbortSignal.any(given) : given[0];
}

async function cancellable<T>(waiting: Promise<T>, service: Service, call: string): Promise<T> {
  try {
    return await waiting;
  } catch {
    // Waiting for a place or for the time fails in one way only: by the signal.
    throw new ConnectorError('cancelled', { service, call });
  }
}
