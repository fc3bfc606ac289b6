import type { z } from 'zod';
import type { Endpoint } from '../../api/endpoint.ts';
import type { Problem as ProblemBody } from '../../api/problem.ts';
import { isUnattended } from './attention.ts';

/** What the server answered in place of what was asked for. */
export class Problem extends Error {
  readonly status: number;
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.detail ?? body.title);
    this.name = 'Problem';
    this.status = body.status;
    this.body = body;
  }
}

export interface Asked<E extends Endpoint> {
  /** Of the path: `{ tenant, id }`. */
  path?: Readonly<Record<string, string>>;
  query?: Partial<z.input<E['query']>>;
  body?: z.input<NonNullable<E['body']>>;
  signal?: AbortSignal;
}

/** The address of a call. */
export function addressOf<E extends Endpoint>(endpoint: E, { path = {}, query = {} }: Asked<E> = {}): string {
  const filled = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value));
  return `/api/v1${filled}${search.size > 0 ? `?${search}` : ''}`;
}

/** Sends a call of the API. Throws `Problem`. A write says that it comes from this console, and for which tenant. */
export async function call<E extends Endpoint>(endpoint: E, asked: Asked<E> = {}): Promise<z.output<E['answer']>> {
  const writes = endpoint.method !== 'get';
  const tenant = asked.path?.['tenant'];
  const response = await fetch(addressOf(endpoint, asked), {
    method: endpoint.method.toUpperCase(),
    headers: {
      ...(!writes && isUnattended() && { 'x-wardline-unattended': '1' }),
      ...(writes && { 'x-wardline': '1', 'idempotency-key': crypto.randomUUID() }),
      ...(writes && tenant !== undefined && { 'x-wardline-tenant': tenant }),
      ...(asked.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(asked.body !== undefined && { body: JSON.stringify(asked.body) }),
    ...(asked.signal && { signal: asked.signal }),
  });
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as z.output<E['answer']>;
  const body: ProblemBody | undefined = await response.json().catch(() => undefined);
  if (
    response.status === 401 &&
    !location.pathname.startsWith('/sign-in') &&
    !location.pathname.startsWith('/welcome')
  ) {
    const back = location.pathname + location.search;
    location.assign(`/sign-in${back === '/' ? '' : `?to=${encodeURIComponent(back)}`}`);
  }
  throw new Problem(
    body ?? {
      type: 'internal',
      title: 'The server did not answer as it should.',
      status: response.status,
      request: '',
    },
  );
}

/** Fetches the file that a call gives. What is asked goes in the body. Throws `Problem`. */
export async function fetchFile<E extends Endpoint>(
  endpoint: E,
  path: Readonly<Record<string, string>>,
  body: z.input<NonNullable<E['body']>>,
): Promise<{ name: string; content: Blob }> {
  const response = await fetch(addressOf(endpoint, { path }), {
    method: 'POST',
    headers: { 'x-wardline': '1', 'x-wardline-tenant': path['tenant'] ?? '', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Problem((await response.json()) as ProblemBody);
  const name = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'wardline';
  return { name, content: await response.blob() };
}
