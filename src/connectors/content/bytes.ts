import { type CallRequest, statusError } from '../http/call.ts';
import type { HttpResponse } from '../http/transport.ts';
import { limitsOf } from '../http/limits.ts';
import { masked, pathBelowRoot, urlOf } from '../graph/client-call.ts';
import { parseServiceError } from '../http/service-error.ts';
import { jsonOrNothing } from '../http/call.ts';
import type { ConnectorError } from '../http/errors.ts';
import type { ContentSettings } from './settings.ts';

/**
 * One GET with a token whose answer is no JSON: its bytes, or a redirect, whatever its status. A token that is refused
 * is renewed once. Throws ConnectorError when there is no answer, `too-large` beyond `maxBytes`.
 */
export async function getBytes(
  settings: ContentSettings,
  path: string,
  { maxBytes, headers }: { maxBytes: number; headers?: CallRequest['headers'] },
): Promise<HttpResponse> {
  const { tokens, resource, transport, service, hosts, signal } = settings;
  const url = urlOf(settings, path, {});
  const send = (bearer: string) =>
    transport.send({
      ...{ service, hosts, url, bearer, maxBytes, signal },
      call: callOf(path),
      method: 'GET',
      headers: headers ?? {},
      limits: limitsOf('graph', settings.tenant, 'GET', pathBelowRoot(url)),
    });
  const token = await tokens.token(resource);
  const first = await send(token.value);
  if (first.status !== 401) return first;
  tokens.refuse(resource, token);
  return send((await tokens.token(resource)).value);
}

/** A path without the tenant's values, for errors. */
export function callOf(path: string): string {
  return `GET ${masked(path)}`;
}

/** The error that an answer is. */
export function answerError(settings: ContentSettings, path: string, response: HttpResponse): ConnectorError {
  const { service, now } = settings;
  const error = parseServiceError(jsonOrNothing(response.body));
  return statusError({ service, call: callOf(path), now: now() }, response, error);
}
