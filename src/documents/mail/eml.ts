import PostalMime, { type Address } from 'postal-mime';
import type { Sink } from '../sink.ts';
import { readMessage } from './message.ts';

/** Reads an Internet message (RFC 5322 and MIME). Messages within it are attachments. */
export async function readEml(bytes: Uint8Array, sink: Sink): Promise<void> {
  const mail = await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer', forceRfc822Attachments: true });
  let unnamed = 0;
  await readMessage(
    {
      headers: [
        ['From', addresses(mail.from && [mail.from])],
        ['To', addresses(mail.to)],
        ['Cc', addresses(mail.cc)],
        ['Bcc', addresses(mail.bcc)],
        ['Reply-To', addresses(mail.replyTo)],
        ['Date', mail.headers.find(({ key }) => key === 'date')?.value],
        ['Subject', mail.subject],
      ],
      text: mail.text,
      html: mail.html,
      attachments: mail.attachments.map((attachment) => ({
        name: attachment.filename ?? `${++unnamed}`,
        type: attachment.mimeType,
        bytes: () => new Uint8Array(attachment.content as ArrayBuffer),
      })),
    },
    sink,
  );
}

/** Reads a mailbox file, one message after the other. A line that starts with "From " begins a message. */
export async function readMbox(bytes: Uint8Array, sink: Sink): Promise<void> {
  const mark = Buffer.from('\nFrom ');
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let number = 0;
  for (let at = 0; at < all.length;) {
    const next = all.indexOf(mark, at);
    const until = next < 0 ? all.length : next + 1;
    const line = all.indexOf('\n', at);
    if (line >= 0 && line < until) await sink.within('message', `${++number}`, all.subarray(line + 1, until));
    at = until;
  }
}

function addresses(list: readonly Address[] | undefined): string | undefined {
  return list
    ?.flatMap((address) => (address.group ? address.group : [address]))
    .map(({ name, address }) => (name ? `${name} <${address ?? ''}>` : (address ?? '')))
    .join(', ');
}
