import { appendFileSync, closeSync, openSync } from 'node:fs';
import { isPlainObject } from '../../core/shape.ts';

/** One request as it left, and what came of it. */
export interface TracedRequest {
  method: string;
  url: string;
  /** JSON as data, a form as its fields, other text as it is; null without a body. */
  body: unknown;
  status?: number;
  requestId?: string;
  /** The service's error, or ours when there was no answer. */
  error?: { code?: string; message?: string };
}

export type Trace = (request: TracedRequest) => void;

export interface TracedRequests {
  trace: Trace;
  close(): void;
}

/**
 * Appends one JSON line per request to a file that only its owner can read. Headers are left out, so no token is in
 * it, and secrets in bodies and addresses are replaced. What remains may name users and settings of the tenant.
 * `close` throws when a line could not be written.
 */
export function traceToFile(path: string): TracedRequests {
  const file = openSync(path, 'a', 0o600);
  let fault: unknown;
  return {
    trace: (request) => {
      try {
        appendFileSync(file, `${JSON.stringify(request).replaceAll(signed, removed)}\n`);
      } catch (error) {
        fault ??= error;
      }
    },
    close: () => {
      closeSync(file);
      if (fault) throw fault as Error;
    },
  };
}

/** Fields whose text is a secret: Entra's token requests, Graph's passwords and keys, Exchange's password parameters. */
const secretName =
  /^(?:client_assertion|client_secret|device_code|refresh_token|access_token|id_token|assertion|.*password|secretText|.*secret|authId|privateKey|key|token|tempauth|sig|code|.*credential)$/i;

/** A token or an assertion wherever it stands, such as in the text of an error that repeats it. */
const signed = /\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)*/g;

/** Options of Graph addresses that only look like the above. */
const harmlessName = /^\$/;

const removed = '[removed]';

/** The body as it can be written down. `type` is its content type. */
export function traceableBody(body: string | undefined, type: string): unknown {
  if (body === undefined) return null;
  if (type.includes('x-www-form-urlencoded')) return withoutSecrets(Object.fromEntries(new URLSearchParams(body)));
  if (!type.includes('json')) return body;
  return withoutSecrets(JSON.parse(body));
}

export function traceableUrl(text: string): string {
  const url = new URL(text);
  for (const name of url.searchParams.keys())
    if (secretName.test(name) && !harmlessName.test(name)) url.searchParams.set(name, removed);
  return [...url.searchParams.values()].includes(removed) ? url.href : text;
}

function withoutSecrets(value: unknown, secret = false): unknown {
  if (Array.isArray(value)) return value.map((entry) => withoutSecrets(entry, secret));
  if (!isPlainObject(value)) return secret && typeof value === 'string' ? removed : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withoutSecrets(inner, secret || secretName.test(name))]),
  );
}
