import { isPlainObject } from '../../core/shape.ts';
import { ConnectorError, type ErrorFacts, type Service } from './errors.ts';
import type { HostRule } from './hosts.ts';
import type { Limit } from './limiter.ts';
import { retryAfter } from './retry.ts';
import { type ServiceError, classify, parseServiceError } from './service-error.ts';
import { type HttpResponse, type Method, type Transport, readsOnly } from './transport.ts';
import type { TimeOuts } from './wire.ts';

export interface AccessToken {
  value: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** The `roles` claim, unverified: good to compare, not to trust. Undefined when the token cannot be read. */
  roles?: readonly string[];
}

/** Gives tokens, one per resource (`https://graph.microsoft.com`). Throws ConnectorError when sign-in fails. */
export interface TokenSource {
  token(resource: string): Promise<AccessToken>;
  /** Forgets a token that a service refused, unless it was already replaced. */
  refuse(resource: string, token: AccessToken): void;
}

/** One API as the calls see it. */
export interface CallSettings {
  transport: Transport;
  service: Service;
  tokens: TokenSource;
  /** What the token is asked for. */
  resource: string;
  hosts: HostRule;
  now: () => number;
  signal?: AbortSignal;
}

export interface CallRequest {
  method: Method;
  url: string;
  /** For errors; no value of the tenant. */
  call: string;
  limits: readonly Limit[];
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, with its content type. */
  text?: { body: string | Uint8Array; type: string };
  reads?: boolean;
  repeatable?: boolean;
  /** Statuses besides 2xx that are an answer and no error. */
  accept?: readonly number[];
  timeOuts?: Partial<TimeOuts>;
}

export interface CallAnswer extends Omit<HttpResponse, 'body'> {
  /** Undefined for an empty body. */
  body: unknown;
}

/**
 * One JSON call with a token. A token that is refused (401) is renewed once, for it may have been revoked or changed;
 * any other error status becomes a ConnectorError.
 */
export async function callJson(settings: CallSettings, request: CallRequest): Promise<CallAnswer> {
  const { tokens, resource } = settings;
  const token = await tokens.token(resource);
  const first = await sendWith(token, settings, request);
  if (first.status !== 401 || request.accept?.includes(401)) return answerOf(first, settings, request);
  tokens.refuse(resource, token);
  const second = await sendWith(await tokens.token(resource), settings, request);
  return answerOf(second, settings, request);
}

function sendWith(token: AccessToken, settings: CallSettings, request: CallRequest): Promise<HttpResponse> {
  const { body, type } = request.text ?? {
    body: request.json === undefined ? undefined : JSON.stringify(request.json),
    type: 'application/json; charset=utf-8',
  };
  return settings.transport.send({
    service: settings.service,
    call: request.call,
    method: request.method,
    url: request.url,
    hosts: settings.hosts,
    limits: request.limits,
    reads: request.reads,
    repeatable: request.repeatable,
    timeOuts: request.timeOuts,
    signal: settings.signal,
    bearer: token.value,
    body,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': type }),
      ...request.headers,
    },
  });
}

function answerOf(response: HttpResponse, settings: CallSettings, request: CallRequest): CallAnswer {
  const { status } = response;
  const { service, now } = settings;
  // A DELETE that is repeated and finds nothing did its work the first time.
  const done = request.method === 'DELETE' && response.repeated && status === 404;
  if (status >= 200 && status < 300) return { ...response, body: readJson(response, service, request.call) };
  const body = jsonOrNothing(response.body);
  if (done || request.accept?.includes(status)) return { ...response, body };
  throw statusError(
    { service, call: request.call, now: now() },
    response,
    parseServiceError(body),
    !readsOnly(request),
  );
}

/** The error that an answer with a bad status is. */
export function statusError(
  given: { service: Service; call: string; now: number },
  response: Pick<HttpResponse, 'status' | 'headers' | 'requestId'>,
  error: ServiceError | undefined,
  writes = false,
): ConnectorError {
  const { status } = response;
  const code = classify(status, error);
  const wait = retryAfter(response.headers, given.now);
  const facts: ErrorFacts = {
    service: given.service,
    call: given.call,
    status,
    serviceCode: error?.code,
    requestId: response.requestId ?? error?.requestId,
    // A failing service may have done the work before it failed.
    mayHaveRun: writes && status >= 500,
    ...(wait === undefined ? {} : { retryAfter: Math.ceil(wait / 1000) }),
    ...(code === 'throttled' && wait !== undefined ? { hint: `Run again in ${Math.ceil(wait / 1000)} seconds.` } : {}),
  };
  return new ConnectorError(code, facts);
}

/** The JSON of a good answer; throws `unexpected-shape` for HTML, broken JSON and whatever else came instead. */
export function readJson(response: HttpResponse, service: Service, call: string): unknown {
  if (response.body.length === 0) return undefined;
  const parsed = jsonOrNothing(response.body);
  if (parsed !== undefined) return parsed;
  const type = /^[\w./+-]{1,60}/.exec(response.headers['content-type'] ?? '')?.[0] ?? 'no content type';
  const html = /^\s*</.test(response.body.subarray(0, 100).toString('utf8'));
  throw new ConnectorError('unexpected-shape', {
    service,
    call,
    status: response.status,
    requestId: response.requestId,
    detail: html ? `A page came instead of JSON (${type}).` : `What came is not JSON (${type}).`,
  });
}

/** Undefined for a body that is empty or no JSON. */
export function jsonOrNothing(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** The object that an answer must be; `wanted` names it in the error. */
export function objectOf(
  value: unknown,
  facts: { service: Service; call: string; wanted: string },
): Record<string, unknown> {
  if (isPlainObject(value)) return value;
  const { service, call, wanted } = facts;
  throw new ConnectorError('unexpected-shape', { service, call, detail: `Wanted ${wanted}.` });
}

/** The list of objects that an answer must hold. */
export function recordsOf(
  value: unknown,
  facts: { service: Service; call: string; wanted: string },
): Record<string, unknown>[] {
  if (Array.isArray(value) && value.every(isPlainObject)) return value;
  const { service, call, wanted } = facts;
  throw new ConnectorError('unexpected-shape', { service, call, detail: `Wanted ${wanted}.` });
}
