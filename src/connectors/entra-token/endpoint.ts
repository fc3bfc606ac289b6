import { isPlainObject } from '../../core/shape.ts';
import { ConnectorError } from '../http/errors.ts';
import { jsonOrNothing, readJson, statusError } from '../http/call.ts';
import { limitsOf } from '../http/limits.ts';
import { parseServiceError } from '../http/service-error.ts';
import type { HttpResponse, Transport } from '../http/transport.ts';

/** Microsoft Entra's sign-in for one tenant. */
export interface Endpoint {
  transport: Transport;
  /** `login.microsoftonline.com`. */
  host: string;
  tenantId: string;
  now: () => number;
}

export function tokenUrl({ host, tenantId }: Pick<Endpoint, 'host' | 'tenantId'>): string {
  return `https://${host}/${tenantId}/oauth2/v2.0/token`;
}

/**
 * Posts a form below `oauth2/v2.0/`. Gives any answer, with its JSON when there is some. The form is made anew for each
 * try, because an assertion counts once only.
 */
export async function postForm(
  endpoint: Endpoint,
  path: 'token' | 'devicecode',
  call: string,
  form: () => Readonly<Record<string, string>>,
): Promise<HttpResponse & { json: Record<string, unknown> }> {
  const { transport, host, tenantId } = endpoint;
  const response = await transport.send({
    service: 'login',
    call,
    method: 'POST',
    url: `https://${host}/${tenantId}/oauth2/v2.0/${path}`,
    hosts: { hosts: [host] },
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: () => new URLSearchParams(form()).toString(),
    limits: limitsOf('login', { id: tenantId }, 'POST', path),
    // Asking twice gives two tokens, of which one is forgotten.
    reads: true,
    maxBytes: 1024 * 1024,
  });
  const json = response.status < 400 ? readJson(response, 'login', call) : jsonOrNothing(response.body);
  return { ...response, json: isPlainObject(json) ? json : {} };
}

/** The error that a bad answer of the sign-in is. */
export function signInError(
  endpoint: Endpoint,
  call: string,
  response: HttpResponse & { json: unknown },
): ConnectorError {
  return statusError({ service: 'login', call, now: endpoint.now() }, response, parseServiceError(response.json));
}

/** A good answer's token. `expires_in` is in seconds; some clouds send it as text. */
export function tokenOf(
  json: Record<string, unknown>,
  call: string,
  now: number,
): { value: string; expiresAt: number; refresh?: string } {
  const { access_token: value, expires_in: seconds, refresh_token: refresh } = json;
  if (typeof value !== 'string' || value === '' || !(Number(seconds) > 0))
    throw new ConnectorError('unexpected-shape', {
      service: 'login',
      call,
      detail: 'Wanted a token and its lifetime.',
    });
  return { value, expiresAt: now + Number(seconds) * 1000, ...(typeof refresh === 'string' ? { refresh } : {}) };
}
