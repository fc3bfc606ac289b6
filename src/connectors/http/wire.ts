import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import tls from 'node:tls';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ConnectorError, type ConnectorErrorCode, type ErrorFacts, type Service } from './errors.ts';
import { isLoopback } from '../outbound/guarded-address.ts';
import type { Target } from './hosts.ts';

/** Milliseconds that each part of a request may take. */
export interface TimeOuts {
  /** Name, connection, proxy tunnel and TLS. */
  connect: number;
  /** From the request's last byte to the answer's headers. */
  headers: number;
  /** Between two pieces of the answer's body. */
  idle: number;
  total: number;
}

export const timeOuts: TimeOuts = { connect: 15_000, headers: 120_000, idle: 30_000, total: 600_000 };

export interface WireRequest {
  service: Service;
  /** For errors; no value of the tenant. */
  call: string;
  method: string;
  /** https; plain http to this machine alone. */
  url: URL;
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  target: Target;
  timeOuts: TimeOuts;
  /** Bytes of the body, unpacked, at which reading stops. */
  maxBytes: number;
  /** A connection of its own: one kept open may be closed by the other side at the moment we send. */
  fresh: boolean;
  /** It changes nothing, so nobody minds whether it was carried out. */
  reads: boolean;
  /** Takes each piece of a good answer's body as it comes; the body is then empty. For a stream that has no end. */
  onPiece?: (piece: Buffer) => void;
  signal?: AbortSignal;
}

export interface WireResponse {
  status: number;
  /** Names in lower case; repeated headers joined by a comma. */
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
}

export interface WireOptions {
  /** PEM certificates trusted beside the usual ones, for every host but mapped ones. */
  ca?: string;
  /** The proxy and its exceptions, in the form of the environment variables. */
  proxy?: { HTTPS_PROXY?: string; NO_PROXY?: string };
  /** Finds the address of a host in place of the system's resolver. */
  lookup?: LookupFunction;
}

export interface Wire {
  /** Sends once and reads the whole answer. Throws ConnectorError, with `mayHaveRun` when a write had left. */
  exchange(request: WireRequest): Promise<WireResponse>;
  close(): void;
}

/** Connections to the outside. The only file that opens one. */
export function createWire(options: WireOptions): Wire {
  const agents = new Map<string, http.Agent>();
  const agentFor = ({ target, fresh, url }: WireRequest): http.Agent => {
    const key = `${url.protocol} ${fresh ? 'fresh' : 'kept'} ${target.mapping?.address ?? ''}`;
    let agent = agents.get(key);
    if (!agent)
      agents.set(
        key,
        (agent =
          url.protocol === 'http:' ? new http.Agent({ keepAlive: !fresh }) : createAgent(target, fresh, options)),
      );
    return agent;
  };
  return {
    exchange: (request) => exchange(request, agentFor(request), options.lookup),
    close: () => {
      for (const agent of agents.values()) agent.destroy();
    },
  };
}

function createAgent({ mapping }: Target, fresh: boolean, { ca, proxy }: WireOptions): https.Agent {
  // A mapped address trusts its own certificate alone, and is reached without the proxy.
  const trusted = mapping ? mapping.ca : ca && [...tls.getCACertificates('default'), ca];
  return new https.Agent({
    keepAlive: !fresh,
    // Reading all root certificates anew for each connection would cost more than the rest of it.
    secureContext: tls.createSecureContext({ minVersion: 'TLSv1.2', ...(trusted ? { ca: trusted } : {}) }),
    ...(mapping || !proxy?.HTTPS_PROXY ? {} : { proxyEnv: proxy }),
  });
}

function exchange(request: WireRequest, agent: http.Agent, lookup?: LookupFunction): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    const { target, url, signal } = request;
    const isPlain = url.protocol === 'http:';
    // Where a host is mapped or a proxy stands, plain text could leave this machine all the same.
    if (isPlain && (!isLoopback(target.host) || target.mapping)) {
      reject(new ConnectorError('host-not-allowed', factsOf(request, undefined)));
      return;
    }
    let sent = false;
    let over = false;
    let response: IncomingMessage | undefined;
    let phase: ReturnType<typeof setTimeout> | undefined;

    const outgoing = (isPlain ? http : https).request({
      agent,
      host: target.host,
      port: target.port,
      // With a Host header, Node would ask for and check a certificate for that name instead.
      ...(!isPlain && { servername: nameForTls(target.mapping ? target.host : url.hostname) }),
      ...(lookup && { lookup }),
      method: request.method,
      path: url.pathname + url.search,
      headers: { ...request.headers, host: url.host, 'accept-encoding': 'gzip' },
    });

    const end = () => {
      over = true;
      clearTimeout(phase);
      clearTimeout(total);
      signal?.removeEventListener('abort', cancel);
    };
    const fail = (code: ConnectorErrorCode, facts: Partial<ErrorFacts> = {}) => {
      end();
      outgoing.destroy();
      reject(new ConnectorError(code, { ...factsOf(request, response), mayHaveRun: sent && !request.reads, ...facts }));
    };
    const cancel = () => fail('cancelled');
    const within = (ms: number, detail: string) => {
      clearTimeout(phase);
      if (over) return;
      phase = setTimeout(() => fail('timeout', { detail: `${detail} within ${ms / 1000} s.` }), ms);
    };
    const total = setTimeout(
      () => fail('timeout', { detail: `It was not complete within ${request.timeOuts.total / 1000} s.` }),
      request.timeOuts.total,
    );

    if (signal?.aborted) {
      cancel();
      return;
    }
    signal?.addEventListener('abort', cancel, { once: true });

    within(request.timeOuts.connect, 'No connection');
    outgoing.on('socket', (socket) => {
      const connected = () => {
        sent = true;
        within(request.timeOuts.headers, 'No answer');
      };
      if (socket.connecting || (socket as { secureConnecting?: boolean }).secureConnecting)
        socket.once(isPlain ? 'connect' : 'secureConnect', connected);
      else connected();
    });
    outgoing.on('error', (error) => fail(...failureOf(error, sent)));
    outgoing.on('response', (incoming) => {
      response = incoming;
      const progress = () => within(request.timeOuts.idle, 'Nothing more of the answer came');
      progress();
      const read = async () => {
        try {
          const isGood = incoming.statusCode !== undefined && incoming.statusCode < 300;
          const body = await readBody(incoming, request.maxBytes, progress, isGood ? request.onPiece : undefined);
          end();
          resolve({ status: incoming.statusCode ?? 0, headers: headersOf(incoming), body });
        } catch (error) {
          if (error instanceof TooLarge) fail('too-large', { detail: `The limit is ${request.maxBytes / 1e6} MB.` });
          else fail('cut-off');
        }
      };
      void read();
    });
    outgoing.end(request.body);
  });
}

/** TLS has no names for IP addresses; an empty one makes Node check the address against the certificate. */
function nameForTls(host: string): string {
  return /^[\d.]+$|:/.test(host) ? '' : host;
}

/** The body passes the limit. */
class TooLarge extends Error {}

async function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
  progress: () => void,
  onPiece?: (piece: Buffer) => void,
): Promise<Buffer> {
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) throw new TooLarge();
  const packed = /\bgzip\b/.test(incoming.headers['content-encoding'] ?? '');
  let stream: Readable = incoming;
  if (packed) {
    const unpacked = createGunzip();
    incoming.on('error', (error) => unpacked.destroy(error));
    incoming.on('data', progress);
    stream = incoming.pipe(unpacked);
  }
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    if (!packed) progress();
    if (onPiece) {
      onPiece(piece);
      continue;
    }
    size += piece.length;
    if (size > maxBytes) throw new TooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}

function headersOf(incoming: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

function factsOf({ service, call }: WireRequest, response: IncomingMessage | undefined): ErrorFacts {
  return { service, call, ...(response?.statusCode === undefined ? {} : { status: response.statusCode }) };
}

/** Node's network errors in the words of our table. */
function failureOf(error: NodeJS.ErrnoException, sent: boolean): [ConnectorErrorCode, Partial<ErrorFacts>] {
  const code = error.code ?? '';
  if (code === 'ERR_PROXY_TUNNEL') return ['proxy-refused', {}];
  if (/CERT|^UNABLE_TO_|ALTNAME/.test(code))
    return ['certificate-untrusted', { detail: `(${code})`, mayHaveRun: false }];
  return sent ? ['cut-off', {}] : ['unreachable', code ? { detail: `(${code})` } : {}];
}
