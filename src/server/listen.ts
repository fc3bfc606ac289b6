import { type Http2Bindings, type HttpBindings, type ServerType, createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WardlineError } from '../core/errors.ts';

export interface ListenOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** PEM; without them plain HTTP, which is for this machine or behind a proxy alone. */
  tls?: { certificate: string; key: string };
  /** A proxy that ends TLS stands before it. */
  proxies: number;
  /** Other limits, in milliseconds, in tests. */
  limits?: Partial<typeof limits>;
}

export interface Listening {
  port: number;
  /** Takes no more requests, lets those under way end for at most so many milliseconds, then cuts them. */
  close(within: number): Promise<void>;
}

const loopback = /^(?:localhost|127(?:\.\d+){3}|::1)$/;

/** Listens. Throws `bad-input` for plain HTTP to other machines, and `conflict` where the port is taken. */
export async function listen(app: Hono, { host, port, tls, proxies, ...given }: ListenOptions): Promise<Listening> {
  if (!tls && proxies === 0 && !loopback.test(host))
    throw new WardlineError(
      'bad-input',
      'Wardline does not serve plain HTTP to other machines: patient data and sign-ins would pass unencrypted.',
      'Set WARDLINE_TLS_CERT and WARDLINE_TLS_KEY, or put a proxy with TLS before it and set WARDLINE_PROXIES=1.',
    );
  const server = createAdaptorServer({
    fetch: (request, env) =>
      hasOneHost(env) ? app.fetch(request, env) : new Response(null, { status: 400, headers: { connection: 'close' } }),
    ...(tls
      ? {
          createServer: createTlsServer,
          serverOptions: { ...limits, ...given.limits, handshakeTimeout: 10_000, cert: tls.certificate, key: tls.key },
        }
      : { serverOptions: { ...limits, ...given.limits } }),
  });
  limit(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new WardlineError(
              'conflict',
              `Port ${port} is taken.`,
              'Choose another one with --port, or end what listens there.',
            )
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close(within) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), within);
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      await closed;
      clearTimeout(cut);
    },
  };
}

/** A client that sends its request drop by drop holds a connection for seconds, and no longer. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 20_000,
  // Node looks for those that are late each half a minute, unless it is told otherwise.
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
  requireHostHeader: true,
};

/** Node takes the first of two; a proxy before it may have taken the other (RFC 9112, 3.2). */
function hasOneHost(env: HttpBindings | Http2Bindings): boolean {
  const names = env.incoming.rawHeaders.filter((_, index) => index % 2 === 0);
  return names.filter((name) => name.toLowerCase() === 'host').length === 1;
}

function limit(server: ServerType): void {
  if (!('headersTimeout' in server)) return;
  server.maxHeadersCount = 100;
  // Who takes an answer drop by drop: streams of events give a sign of life more often.
  server.timeout = 120_000;
  // Each holds a socket; more than a hospital needs and less than the system gives.
  server.maxConnections = 4_000;
}
