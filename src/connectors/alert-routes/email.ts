import { createTransport } from 'nodemailer';
import type { RouteMessage, RouteSender } from '../../core/delivery.ts';
import type { SendOutcome } from '../../core/stream.ts';
import { addressGuard } from '../outbound/guarded-address.ts';
import { trusting } from '../outbound/trust.ts';
import { type Words, wordsOf } from './words.ts';

export interface EmailOptions {
  server: string;
  port: number;
  /** `starttls` refuses a server that does not offer it; `none` is for this machine alone. */
  security: 'starttls' | 'tls' | 'none';
  user?: string;
  password?: string;
  /** PEM certificates trusted beside the usual ones. */
  ca?: string;
  from: string;
  to: readonly string[];
  link?: string;
}

/** A mail that is no alert: its words, and a file that goes along. */
export interface Letter {
  key: string;
  subject: string;
  text: string;
  attachment?: { name: string; content: Uint8Array };
}

/** Mail as plain text over SMTP. A message that is sent again has the same Message-ID, so that mailboxes show it once. */
export function emailSender(options: EmailOptions): RouteSender & { letter(letter: Letter): Promise<SendOutcome> } {
  const { server, port, security, user, password, ca } = options;
  const transport = createTransport({
    host: server,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user !== undefined && password !== undefined && { auth: { user, pass: password } }),
    tls: { minVersion: 'TLSv1.2', ...trusting(ca) },
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // A mail server is mostly in the own network; a metadata service is none.
  const isRefused = addressGuard(true).refuses(server);
  const deliver = async ({ key, subject, text, attachment }: Letter, isUrgent = false): Promise<SendOutcome> => {
    if (isRefused) return { kind: 'blocked', why: 'The address of the mail server is one that is never called.' };
    try {
      const { response } = await transport.sendMail({
        ...{ from: options.from, to: [...options.to], subject, text },
        messageId: `<${idOf(key)}@${options.from.split('@')[1]}>`,
        ...(isUrgent && { priority: 'high' as const }),
        ...(attachment && { attachments: [{ filename: attachment.name, content: Buffer.from(attachment.content) }] }),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { kind: 'delivered', answer: `SMTP ${/^\d{3}/.exec(response)?.[0] ?? 'accepted'}` };
    } catch (error) {
      return faultOf(error);
    }
  };
  return {
    letter: (letter) => deliver(letter),
    async send(message: RouteMessage): Promise<SendOutcome> {
      const words = wordsOf(message, options.link);
      const { key } = message;
      return deliver({ key, subject: words.subject, text: textOf(words) }, words.severity === 'critical');
    },
    close: () => transport.close(),
  };
}

function textOf({ lines, facts, link }: Words): string {
  return [
    ...lines,
    '',
    ...facts.map(([name, value]) => `${name}: ${value}`),
    ...(link ? ['', `Read on: ${link}`] : ['', 'Read on: wardline alerts list']),
    '',
    'This message holds no names of people or files on purpose: mail is read on many devices.',
  ].join('\n');
}

function idOf(key: string): string {
  return `wardline.${key.replace(/[^A-Za-z0-9.-]/g, '-').slice(0, 200)}`;
}

/** nodemailer's errors. What a server says may quote addresses, so only its number is told. */
function faultOf(error: unknown): SendOutcome {
  const {
    code = '',
    responseCode,
    cause,
  } = error as { code?: string; responseCode?: number; cause?: { code?: string } };
  const why =
    responseCode === undefined ? `No answer of the mail server (${code || 'error'}).` : `SMTP ${responseCode}`;
  const certificate = [code, cause?.code ?? '', (error as Error).message].some((text) =>
    /CERT|self-signed|unable to verify|altnames/i.test(text),
  );
  if (certificate) return { kind: 'blocked', why: 'The certificate of the mail server is not trusted.' };
  if (code === 'ETLS') return { kind: 'blocked', why: 'The mail server does not offer STARTTLS, or it failed.' };
  if (code === 'EAUTH') return { kind: 'blocked', why: `The mail server refused the user or password. ${why}` };
  if (responseCode !== undefined && responseCode >= 500) return { kind: 'refused', why };
  return { kind: 'later', why };
}
