import type { Sink } from '../sink.ts';
import { htmlText } from '../text/html.ts';

/** A message or other Outlook item as its file tells it. */
export interface Message {
  headers: readonly (readonly [name: string, value: string | undefined])[];
  text?: string | undefined;
  html?: string | undefined;
  attachments: readonly { name: string; type: string; bytes: () => Uint8Array }[];
}

/** Adds a message: headers, body, and every attachment as a file of its own. */
export async function readMessage(message: Message, sink: Sink): Promise<void> {
  const headers = message.headers.filter(([, value]) => value?.trim());
  sink.add('headers', headers.map(([name, value]) => `${name}: ${value}`).join('\n'));
  const text = message.text ?? '';
  sink.add('body', text.replaceAll('\r\n', '\n'));
  if (message.html) {
    const { body, hidden } = htmlText(message.html);
    // The HTML form mostly repeats the plain one; where it says more, both are read.
    if (!sameWords(text, body)) sink.add(text.trim() === '' ? 'body' : 'body in HTML', body);
    sink.add('not shown', hidden);
  }
  for (const { name, type, bytes } of message.attachments) {
    const place = `attachment ${name}`;
    if (/pkcs7-signature|pgp-signature/i.test(type)) continue;
    if (/pkcs7-mime|pgp-encrypted/i.test(type) || /\.(p7m|pgp|rpmsg)$/i.test(name))
      sink.gap('encrypted', 'The message or attachment is encrypted or sealed by its signature.', place);
    else await sink.piece(place, () => sink.within('attachment', name, bytes()));
  }
}

function sameWords(a: string, b: string): boolean {
  const words = (text: string) => text.replaceAll(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
  return words(a) === words(b);
}
