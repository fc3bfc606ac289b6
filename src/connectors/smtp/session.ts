import { connect as connectTcp, isIPv6 } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';

/** Where a mail server answers. */
export interface MailAddress {
  ip: string;
  port: number;
}

/** What a mail server showed of its TLS. Nothing that it said in words is kept: a banner may say anything. */
export interface TlsSession {
  protocol: string;
  /** The chain ends at a trusted authority and every certificate in it is in force. */
  trusted: boolean;
  /** OpenSSL's name of what is wrong: `CERT_HAS_EXPIRED`. */
  fault?: string;
  /** The certificate is good for the name that was asked for. */
  nameMatches: boolean;
  certificate: tls.DetailedPeerCertificate;
}

export type SessionResult =
  | { tls: TlsSession }
  | { refused: 'no-starttls' | 'starttls-refused' | 'handshake-failed' | 'talks-before-tls' }
  | { unreachable: 'no-connection' | 'timeout' | 'closed' | 'not-smtp' };

export interface SessionOptions {
  /** Milliseconds for the whole session. */
  timeOut?: number;
  /** PEM; trusted in place of the usual authorities. */
  ca?: string;
  signal?: AbortSignal;
}

/** A reply line is at most 512 bytes by RFC 5321; nobody needs this many of them. */
const mostBytes = 16 * 1024;

class Refusal extends Error {
  readonly result: SessionResult;
  constructor(result: SessionResult) {
    super('refused');
    this.result = result;
  }
}

/**
 * Connects as a sending mail server does, asks for STARTTLS and looks at the certificate, then leaves. No mail and no
 * address is sent. Servers that offer only old TLS are spoken to as well, so that it can be said.
 */
export async function openTls(
  name: string,
  address: MailAddress,
  options: SessionOptions = {},
): Promise<SessionResult> {
  const { timeOut = 20_000, ca, signal } = options;
  const socket = connectTcp({ host: address.ip, port: address.port });
  const late = AbortSignal.timeout(timeOut);
  const either = signal ? AbortSignal.any([late, signal]) : late;
  // Errors come to whoever waits; this one is for the time between.
  socket.on('error', () => {});
  const end = () => socket.destroy();
  either.addEventListener('abort', end, { once: true });
  let connected = false;
  socket.once('connect', () => (connected = true));
  try {
    const me = () =>
      isIPv6(socket.localAddress ?? '') ? `IPv6:${socket.localAddress}` : (socket.localAddress ?? '127.0.0.1');
    await expectReply(socket, 220);
    socket.write(`EHLO [${me()}]\r\n`);
    const extensions = await expectReply(socket, 250);
    if (!extensions.some((line) => /^STARTTLS\s*$/i.test(line))) throw new Refusal({ refused: 'no-starttls' });
    socket.write('STARTTLS\r\n');
    await expectReply(socket, 220, { refused: 'starttls-refused' });
    // What comes before the handshake was put there by somebody on the way (RFC 3207 §4.2).
    if (socket.readableLength > 0) throw new Refusal({ refused: 'talks-before-tls' });
    return { tls: await handshake(socket, name, ca) };
  } catch (error) {
    if (signal?.aborted) throw signal.reason as Error;
    if (late.aborted) return { unreachable: 'timeout' };
    if (error instanceof Refusal) return error.result;
    return { unreachable: connected ? 'closed' : 'no-connection' };
  } finally {
    either.removeEventListener('abort', end);
    socket.destroy();
  }
}

/** The texts of one reply of any number of lines. Throws Refusal unless it has the wanted code. */
async function expectReply(stream: Duplex, code: number, otherwise?: SessionResult): Promise<string[]> {
  let text = '';
  for (;;) {
    const lines = text.split('\r\n');
    const last = lines.findIndex((line) => /^\d{3}( |$)/.test(line));
    if (last >= 0 && last < lines.length - 1) {
      if (text.length > lines.slice(0, last + 1).join('\r\n').length + 2)
        throw new Refusal({ refused: 'talks-before-tls' });
      if (!lines[last]!.startsWith(String(code))) throw new Refusal(otherwise ?? { unreachable: 'not-smtp' });
      return lines.slice(0, last + 1).map((line) => line.slice(4));
    }
    if (text.length > mostBytes || lines.slice(0, -1).some((line) => !/^\d{3}-/.test(line)))
      throw new Refusal({ unreachable: 'not-smtp' });
    text += await nextPiece(stream);
  }
}

function nextPiece(stream: Duplex): Promise<string> {
  return new Promise((resolve, reject) => {
    const done = () => {
      stream.off('readable', read);
      stream.off('error', fail);
      stream.off('close', fail);
      stream.off('end', fail);
    };
    const read = () => {
      const piece: Buffer | null = stream.read() as Buffer | null;
      if (piece === null) return;
      done();
      resolve(piece.toString('latin1'));
    };
    const fail = () => {
      done();
      reject(new Error('closed'));
    };
    stream.on('readable', read);
    stream.on('error', fail);
    stream.on('close', fail);
    stream.on('end', fail);
    read();
  });
}

function handshake(socket: Duplex, name: string, ca: string | undefined): Promise<TlsSession> {
  return new Promise((resolve, reject) => {
    const secure = tls.connect({
      socket,
      servername: name,
      ...(ca !== undefined && { ca }),
      // It only looks: what is wrong is reported, and nothing is sent over the connection.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const fail = () => reject(new Refusal({ refused: 'handshake-failed' }));
    secure.on('error', fail);
    secure.once('close', fail);
    secure.once('secureConnect', () => {
      const certificate = secure.getPeerCertificate(true);
      const fault = secure.authorizationError as unknown;
      resolve({
        protocol: secure.getProtocol() ?? '',
        trusted: secure.authorized,
        ...(secure.authorized ? {} : { fault: fault instanceof Error ? fault.message : String(fault) }),
        nameMatches: tls.checkServerIdentity(name, certificate) === undefined,
        certificate,
      });
      secure.end('QUIT\r\n');
    });
  });
}
