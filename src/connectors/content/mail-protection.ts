import type { MailProtection } from '../../core/content.ts';

/** Bytes in which the head of a message, and of its first part, must lie. */
const looked = 64 * 1024;

/**
 * How the copy of a message is encrypted: S/MIME (RFC 8551: `enveloped-data`; a signature alone hides nothing), or
 * Microsoft's rights protection, whose wrapper carries `message.rpmsg`. Undefined for one that lies open.
 */
export function protectionOf(message: Uint8Array): MailProtection | undefined {
  const text = Buffer.from(message.buffer, message.byteOffset, Math.min(message.byteLength, looked)).toString('latin1');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  // A header may go on in the next line, after a blank.
  const head = text.slice(0, end).replace(/\r?\n[ \t]+/g, ' ');
  const type = /^content-type:(.*)$/im.exec(head)?.[1] ?? '';
  if (/application\/(?:x-)?pkcs7-mime/i.test(type) && !/smime-type\s*=\s*"?(?:signed|compressed)-data/i.test(type))
    return 'smime';
  const isWrapped = /^content-class:\s*rpmsg\.message/im.test(head);
  return isWrapped || /^content-type:\s*application\/x-microsoft-rpmsg-message/im.test(text) ? 'rights' : undefined;
}
