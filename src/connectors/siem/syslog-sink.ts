import { type Socket, connect as connectTcp, isIP } from 'node:net';
import { type TLSSocket, connect as connectTls } from 'node:tls';
import type { SendOutcome, Sink, StreamItem } from '../../core/stream.ts';
import { addressGuard, addressRefused } from '../outbound/guarded-address.ts';
import { trusting } from '../outbound/trust.ts';
import { type SyslogOrigin, octetFrame, syslogOf } from './syslog.ts';

export interface SyslogOptions {
  host: string;
  port: number;
  transport: 'tls' | 'tcp';
  format: 'cef' | 'plain';
  confirm: 'close' | 'none';
  /** PEM certificates trusted beside the usual ones. */
  ca?: string;
  origin: SyslogOrigin;
  /** Milliseconds for the connection, and for everything that comes after it. */
  timeOuts?: { connect: number; total: number };
}

/**
 * Syslog over TCP (RFC 6587, octet counting) or TLS (RFC 5425). The protocol has no acknowledgment: bytes that the
 * network took can still be lost. So each batch has a connection of its own, which we close for writing after the last
 * frame; with `confirm: close` the batch counts only when the receiver then closes too, for it has read to the end.
 */
export function syslogSink(options: SyslogOptions): Sink {
  return {
    most: { items: 500, bytes: 1_000_000 },
    send: (items: readonly StreamItem[], signal) =>
      guard.refuses(options.host) ? Promise.resolve(neverCalled) : exchange(options, framesOf(items, options), signal),
    close: () => Promise.resolve(),
  };
}

// A collector is mostly in the own network; a metadata service is none.
const guard = addressGuard(true);
const neverCalled: SendOutcome = {
  kind: 'blocked',
  why: 'The address of the syslog receiver is one that is never called.',
};

function framesOf(items: readonly StreamItem[], { format, origin }: SyslogOptions): Buffer {
  return Buffer.concat(items.map((item) => octetFrame(syslogOf(item, format, origin))));
}

function exchange(options: SyslogOptions, bytes: Buffer, signal: AbortSignal | undefined): Promise<SendOutcome> {
  const { connect, total } = options.timeOuts ?? { connect: 10_000, total: 60_000 };
  return new Promise((resolve) => {
    const socket = open(options);
    let [connected, handed, over] = [false, false, false];
    const end = (outcome: SendOutcome) => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      socket.destroy();
      resolve(outcome);
    };
    const cancel = () => end({ kind: 'later', why: 'Cancelled.' });
    let timer = setTimeout(
      () => end({ kind: 'later', why: `No connection to the syslog receiver within ${connect / 1000} s.` }),
      connect,
    );
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });

    socket.once(options.transport === 'tls' ? 'secureConnect' : 'connect', () => {
      connected = true;
      clearTimeout(timer);
      timer = setTimeout(() => end({ kind: 'later', why: handed ? unclosed : slow }), total);
      socket.end(bytes, () => {
        handed = true;
        if (options.confirm === 'none') end({ kind: 'delivered', answer: 'handed to the network' });
      });
    });
    // What a receiver says counts for nothing; read it, or its end is never seen.
    socket.resume();
    socket.once('end', () => {
      if (!handed && connected)
        end({ kind: 'later', why: 'The syslog receiver closed before it had read everything.' });
    });
    socket.once('error', (error: NodeJS.ErrnoException) => end(faultOf(error, connected)));
    socket.once('close', (hadError: boolean) => {
      if (hadError || !handed || !socket.readableEnded)
        end({ kind: 'later', why: 'The connection to the syslog receiver broke.' });
      else end({ kind: 'delivered', answer: 'read to the end and closed' });
    });
  });
}

const slow = 'The syslog receiver did not take everything in time.';
const unclosed =
  'The syslog receiver took everything and did not close after the end, so nobody knows whether it read it. For a receiver that never closes: confirm: none.';

function open({ host, port, transport, ca }: SyslogOptions): Socket | TLSSocket {
  const where = { host, port, lookup: guard.lookup, allowHalfOpen: true };
  if (transport === 'tcp') return connectTcp(where);
  return connectTls({
    ...where,
    minVersion: 'TLSv1.2',
    servername: isIP(host) ? '' : host,
    ...trusting(ca),
  });
}

function faultOf(error: NodeJS.ErrnoException, connected: boolean): SendOutcome {
  const code = error.code ?? '';
  if (/CERT|^UNABLE_TO_|ALTNAME/.test(code))
    return { kind: 'blocked', why: `The certificate of the syslog receiver is not trusted (${code}).` };
  if (code === addressRefused) return neverCalled;
  const what = connected ? 'The connection to the syslog receiver broke' : 'The syslog receiver cannot be reached';
  return { kind: 'later', why: `${what} (${code}).` };
}
