import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Certificate, createCertificate } from '../src/connectors/entra-token/certificate.ts';
import type { HostMap } from '../src/connectors/http/hosts.ts';
import type { Timer } from '../src/connectors/http/timer.ts';

/** A request as the server got it. */
export interface Seen {
  method: string;
  /** The Host header. */
  host: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Server {
  port: number;
  /** Sends every host to this server and trusts its certificate there. */
  hostMap: HostMap;
  ca: string;
  seen: Seen[];
  close(): Promise<void>;
}

let made: Promise<Certificate> | undefined;

/** One key pair for all tests of a run: making it takes a second. Its name is `localhost`. */
export function testCertificate(): Promise<Certificate> {
  made ??= createCertificate({ name: 'localhost', from: new Date().toISOString(), days: 2 });
  return made;
}

/** An https server on a free port. `answer` gets each request with its number, from 1. */
export async function startServer(
  answer: (seen: Seen, response: ServerResponse, number: number) => void,
): Promise<Server> {
  const { pem, privateKey } = await testCertificate();
  const seen: Seen[] = [];
  const server = https.createServer(
    { cert: pem, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) },
    (incoming, response) => {
      const pieces: Buffer[] = [];
      incoming.on('data', (piece: Buffer) => pieces.push(piece));
      incoming.on('end', () => {
        const request: Seen = {
          method: incoming.method ?? '',
          host: incoming.headers.host ?? '',
          path: incoming.url ?? '',
          headers: incoming.headers,
          body: Buffer.concat(pieces).toString('utf8'),
        };
        answer(request, response, seen.push(request));
      });
    },
  );
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    hostMap: [{ host: '*', address: `https://localhost:${port}`, ca: pem }],
    ca: pem,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'r-1', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

/** A clock that nobody waits for: it jumps to whatever is slept for, the earliest first. */
export function fastTimer(start = Date.parse('2026-11-20T00:00:00Z')): Timer & { slept: number[] } {
  let at = start;
  const sleeping: { until: number; wake: () => void }[] = [];
  const slept: number[] = [];
  return {
    slept,
    now: () => at,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        slept.push(ms);
        sleeping.push({ until: at + Math.max(ms, 0), wake: resolve });
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        setImmediate(() => {
          sleeping.sort((a, b) => a.until - b.until);
          const next = sleeping.shift()!;
          at = Math.max(at, next.until);
          next.wake();
        });
      }),
  };
}
