import { guidOf } from '../random.ts';
import type { Entity } from '../store.ts';

/** A message as `$value` gives it (RFC 5322, MIME); attachments in Base64. */
export function mimeOf(message: Entity, bytesOf: (name: string) => Buffer, dateOf: (moment: string) => string): Buffer {
  const body = message['body'] as { contentType: string; content: string };
  const files = (message['files'] as readonly { name: string; contentType: string; bytes: string }[]) ?? [];
  const boundary = `_000_${guidOf(String(message['id'])).replaceAll('-', '')}_`;
  const text = [
    `Content-Type: text/${body.contentType === 'html' ? 'html' : 'plain'}; charset="utf-8"`,
    'Content-Transfer-Encoding: base64',
    '',
    folded(Buffer.from(body.content)),
  ];
  const head = [
    `From: ${addressOf(message['from'] as Entity)}`,
    `To: ${listOf(message['toRecipients'])}`,
    ...((message['ccRecipients'] as unknown[]).length > 0 ? [`Cc: ${listOf(message['ccRecipients'])}`] : []),
    `Subject: ${encodedWord(String(message['subject']))}`,
    `Date: ${dateOf(String(message['sentDateTime'])).replace('GMT', '+0000')}`,
    `Message-ID: ${String(message['internetMessageId'])}`,
    'MIME-Version: 1.0',
  ];
  const parts =
    files.length === 0
      ? text
      : [
          `Content-Type: multipart/mixed; boundary="${boundary}"`,
          '',
          `--${boundary}`,
          ...text,
          ...files.flatMap(({ name, contentType, bytes }) => [
            `--${boundary}`,
            `Content-Type: ${contentType}; name="${name}"`,
            `Content-Disposition: attachment; filename="${name}"`,
            'Content-Transfer-Encoding: base64',
            '',
            folded(bytesOf(bytes)),
          ]),
          `--${boundary}--`,
        ];
  return Buffer.from([...head, ...parts, ''].join('\r\n'));
}

function addressOf(recipient: Entity): string {
  const { name, address } = recipient['emailAddress'] as { name: string; address: string };
  return `${encodedWord(name)} <${address}>`;
}

function listOf(recipients: unknown): string {
  return (recipients as Entity[]).map(addressOf).join(', ');
}

/** RFC 2047 where a header is not plain ASCII. */
function encodedWord(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}

function folded(bytes: Buffer): string {
  return (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
}
