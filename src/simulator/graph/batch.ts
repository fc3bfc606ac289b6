import { isPlainObject } from '../../core/shape.ts';
import { type Request, type Response, jsonBody, makeRequest } from '../http.ts';
import { badRequest } from './errors.ts';

const most = 20;

interface Inner {
  id: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
  dependsOn: string[];
}

/** `POST /$batch`: up to 20 requests, each answered for itself; what depends on a failed one fails with 424. */
export function batch(request: Request, send: (inner: Request) => Response): Response {
  const inner = innerRequests(request);
  const answers = new Map<string, Response>();
  const root = request.path.slice(0, request.path.indexOf('/$batch'));
  for (const one of inner) {
    const failed = one.dependsOn.some((id) => (answers.get(id)?.status ?? 0) >= 400);
    answers.set(one.id, failed ? failedDependency() : send(asRequest(request, root, one)));
  }
  const responses = inner.map(({ id }) => {
    const { status, headers = {}, body } = answers.get(id)!;
    const json = body !== undefined && typeof body !== 'string';
    return {
      id,
      status,
      headers: { ...(json && { 'Content-Type': 'application/json' }), ...named(headers) },
      ...(body !== undefined && { body }),
    };
  });
  // The order of the answers is not that of the requests: the last one that was asked comes first.
  return { status: 200, body: { responses: responses.toReversed() } };
}

/** Inner headers are spelled as Microsoft does. */
function named(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
      value,
    ]),
  );
}

function failedDependency(): Response {
  return {
    status: 424,
    body: {
      error: {
        code: 'FailedDependency',
        message: 'Failed to process request because one of the requests it depends on failed.',
      },
    },
  };
}

function innerRequests(request: Request): Inner[] {
  const body = jsonBody(request);
  const given = isPlainObject(body) ? body['requests'] : undefined;
  if (!Array.isArray(given) || given.length === 0)
    throw badRequest("Invalid batch payload format: 'requests' must be a non-empty collection.");
  if (given.length > most)
    throw badRequest(`Number of batch requests exceeds the allowed maximum of ${most}.`, 'MaximumValueExceeded');
  const seen = new Set<string>();
  return given.map((entry: unknown) => {
    if (
      !isPlainObject(entry) ||
      typeof entry['id'] !== 'string' ||
      typeof entry['method'] !== 'string' ||
      typeof entry['url'] !== 'string'
    )
      throw badRequest("Invalid batch payload format: each request needs 'id', 'method' and 'url'.");
    if (seen.has(entry['id']))
      throw badRequest(`Invalid batch payload format: request id '${entry['id']}' is not unique.`);
    const headers = isPlainObject(entry['headers']) ? entry['headers'] : {};
    const inner: Inner = {
      id: entry['id'],
      method: entry['method'].toUpperCase(),
      url: entry['url'],
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
      body: entry['body'],
      dependsOn: Array.isArray(entry['dependsOn']) ? entry['dependsOn'].map(String) : [],
    };
    const unknown = inner.dependsOn.find((id) => !seen.has(id));
    if (unknown !== undefined)
      throw badRequest(
        `Invalid batch payload format: request '${inner.id}' depends on '${unknown}', which does not come before it.`,
      );
    if (inner.body !== undefined && inner.headers['content-type'] === undefined)
      throw badRequest(`Write request id : ${inner.id} does not contain Content-Type header or body.`);
    seen.add(inner.id);
    return inner;
  });
}

function asRequest(outer: Request, root: string, { method, url, headers, body }: Inner): Request {
  return makeRequest({
    method,
    host: outer.host,
    url: `${root}${url.startsWith('/') ? url : `/${url}`}`,
    headers: { authorization: outer.headers['authorization'] ?? '', ...headers },
    body: body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body)),
  });
}
