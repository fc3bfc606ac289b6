import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Endpoint } from '../../api/endpoint.ts';
import { serverOrigin } from '../../connectors/wardline/address.ts';
import { type ServerClient, createServerClient } from '../../connectors/wardline/client.ts';
import { WardlineError } from '../../core/errors.ts';
import type { Invocation } from '../command.ts';

interface Asked<E extends Endpoint> {
  path?: Readonly<Record<string, string>>;
  query?: Partial<z.input<E['query']>>;
  body?: z.input<NonNullable<E['body']>>;
  /** Sent once, and not again when the connection breaks: for a write that nobody is signed in for. */
  once?: true;
}

/** A Wardline server elsewhere, by the contracts of its API. */
export interface RemoteServer {
  origin: string;
  /** Throws WardlineError. */
  call<E extends Endpoint>(endpoint: E, asked?: Asked<E>): Promise<z.output<E['answer']>>;
  /** Hands over events until the stream ends. Throws WardlineError. */
  watch<E extends Endpoint>(
    endpoint: E,
    asked: Pick<Asked<E>, 'path'>,
    onEvent: (event: z.output<E['answer']>) => void,
    signal: AbortSignal,
  ): Promise<void>;
  close(): void;
}

/** Opens a server; nothing is sent yet. */
export function openServer(
  { env, version }: Pick<Invocation, 'env' | 'version'>,
  { server, token, ca }: { server: string; token?: string; ca?: string | undefined },
): RemoteServer {
  const origin = serverOrigin(server);
  const proxy = env['HTTPS_PROXY'] ?? env['https_proxy'];
  const except = env['NO_PROXY'] ?? env['no_proxy'];
  const client: ServerClient = createServerClient({
    ...{ origin, version },
    ...(token !== undefined && { token }),
    ...(ca !== undefined && { ca }),
    ...(proxy && { proxy: { HTTPS_PROXY: proxy, ...(except && { NO_PROXY: except }) } }),
  });
  return {
    origin,
    async call(endpoint, asked = {}) {
      const reads = endpoint.method === 'get' || endpoint.reads === true;
      const tenant = asked.path?.['tenant'];
      const answer = await client.send({
        method: methods[endpoint.method],
        path: pathOf(endpoint, asked),
        reads,
        ...(tenant !== undefined && { tenant }),
        ...(asked.body !== undefined && { body: asked.body }),
        ...(!reads && !asked.once && { key: randomUUID() }),
      });
      return understood(origin, endpoint, answer);
    },
    watch: (endpoint, asked, onEvent, signal) =>
      client.watch(pathOf(endpoint, asked), (data) => onEvent(understood(origin, endpoint, data)), signal),
    close: () => client.close(),
  };
}

const methods = { get: 'GET', post: 'POST', put: 'PUT', delete: 'DELETE', patch: 'PUT' } as const;

function pathOf<E extends Endpoint>(endpoint: E, { path = {}, query = {} }: Asked<E>): string {
  const filled = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return `${filled}${search.size > 0 ? `?${search.toString()}` : ''}`;
}

/** What came, by the contract. A server of another version may answer in another form. */
function understood<E extends Endpoint>(origin: string, endpoint: E, answer: unknown): z.output<E['answer']> {
  const parsed = endpoint.answer.safeParse(answer);
  if (parsed.success) return parsed.data as z.output<E['answer']>;
  throw new WardlineError(
    'server-unreachable',
    `${origin} answered in a form that this Wardline does not know.`,
    'Compare the versions: wardline version here, and the foot of the console.',
  );
}
