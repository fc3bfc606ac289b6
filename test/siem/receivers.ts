import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import tls from 'node:tls';
import { mailAuthority } from '../mail-server.ts';

/** An authority of the test and a certificate of it for this machine. */
export const authority = mailAuthority();
export const certificate = authority.sign({ names: ['localhost', '127.0.0.1'] });

export interface Receiver {
  port: number;
  close(): Promise<void>;
}

async function listening(server: Server | tls.Server | https.Server, open: Set<Socket>, port = 0): Promise<Receiver> {
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

export interface SyslogReceiver extends Receiver {
  /** Messages, cut at their octet counts; throws where a frame is none. */
  messages(): string[];
}

/** A syslog collector over TCP or TLS. `each` does with a connection what the test says, in place of reading to its end. */
export async function syslogReceiver(given: {
  secure: boolean;
  each?: (socket: Socket) => void;
  cert?: { key: string; cert: string };
}): Promise<SyslogReceiver> {
  const open = new Set<Socket>();
  const got: Buffer[] = [];
  const serve = (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
    if (given.each) return given.each(socket);
    const pieces: Buffer[] = [];
    socket.on('data', (piece: Buffer) => pieces.push(piece));
    // What came of a connection counts when its end was read.
    socket.on('end', () => {
      got.push(Buffer.concat(pieces));
      socket.end();
    });
  };
  const server = given.secure
    ? tls.createServer({ ...(given.cert ?? certificate), allowHalfOpen: true } as tls.TlsOptions, serve)
    : createServer({ allowHalfOpen: true }, serve);
  server.on('tlsClientError', () => {});
  const receiver = await listening(server, open);
  return { ...receiver, messages: () => got.flatMap(framesIn) };
}

function framesIn(bytes: Buffer): string[] {
  const found: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const count = bytes.subarray(at, space).toString('ascii');
    if (!/^[1-9]\d*$/.test(count)) throw new Error(`no octet count at ${at}`);
    at = space + 1 + Number(count);
    if (at > bytes.length) throw new Error('frame cut off');
    found.push(bytes.subarray(space + 1, at).toString('utf8'));
  }
  return found;
}

export interface Call {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface Collector extends Receiver {
  calls: Call[];
  url: string;
}

/** An HTTPS collector. `answer` gets each call with its number, from 1. */
export async function collector(
  answer: (call: Call, response: ServerResponse, number: number) => void,
  given: { cert?: { key: string; cert: string }; port?: number } = {},
): Promise<Collector> {
  const open = new Set<Socket>();
  const calls: Call[] = [];
  const server = https.createServer(given.cert ?? certificate, (incoming, response) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const call = { method, path: url, headers, body: Buffer.concat(pieces) };
      answer(call, response, calls.push(call));
    });
  });
  const receiver = await listening(server, open, given.port);
  return { ...receiver, calls, url: `https://localhost:${receiver.port}` };
}
