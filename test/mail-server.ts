import { generateKeyPairSync } from 'node:crypto';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { makeCertificate } from '../src/simulator/certificate.ts';

/** An authority of the test, and what it signs. */
export interface MailAuthority {
  ca: string;
  sign(given: { names: readonly string[]; expired?: boolean; alone?: boolean }): { key: string; cert: string };
}

export function mailAuthority(): MailAuthority {
  const pair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const authority = pair();
  const commonName = 'Test mail authority';
  return {
    ca: makeCertificate({ commonName, keys: authority, authority: true }),
    sign({ names, expired = false, alone = false }) {
      const keys = pair();
      const cert = makeCertificate({
        commonName: names[0]!,
        keys,
        names,
        ...(!alone && { issuer: { commonName, privateKey: authority.privateKey } }),
        ...(expired && { validFrom: '2026-01-01T00:00:00Z', validDays: 30 }),
      });
      return { key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
    },
  };
}

export interface MailServer {
  port: number;
  close(): Promise<void>;
}

/** A mail server that speaks STARTTLS with the certificate, on a free port of this machine. */
export async function startMailServer(options: SMTPServerOptions): Promise<MailServer> {
  const server = new SMTPServer({ authOptional: true, disableReverseLookup: true, closeTimeout: 50, ...options });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A server that does with each connection what the test says. */
export async function startRawServer(act: (socket: Socket) => void): Promise<MailServer> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
    act(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
