import { createRequire } from 'node:module';
import type { FieldsData } from '@kenjiuno/msgreader';
import { type Sink, Unreadable } from '../sink.ts';
import { decode } from '../text/decode.ts';
import { htmlSource } from '../text/html.ts';
import { rtfText } from '../text/rtf.ts';
import { unpackRtf } from './compressed-rtf.ts';
import { type Message, readMessage } from './message.ts';

interface Reader {
  getFileData(): FieldsData;
  getAttachment(attachment: FieldsData): { fileName: string; content: Uint8Array };
}

// The package is CommonJS and says so in a form that Node cannot see through.
const MsgReader = createRequire(import.meta.url)('@kenjiuno/msgreader').default as new (bytes: ArrayBuffer) => Reader;

/** Reads an Outlook item: message, appointment, contact or task, with attachments and items within it. */
export async function readMsg(bytes: Uint8Array, sink: Sink): Promise<void> {
  const reader = new MsgReader(Uint8Array.from(bytes).buffer);
  const item = reader.getFileData();
  if (item.error) throw new Unreadable('corrupt', 'The Outlook item is damaged.');
  await readMessage(messageOf(item, reader, sink), sink);
}

function messageOf(item: FieldsData, reader: Reader, sink: Sink): Message {
  const rtf = item.compressedRtf && unpackRtf(item.compressedRtf, sink.limits.fileBytes);
  const html = item.html ? htmlSource(item.html) : item.bodyHtml;
  const plain = item.body || (rtf && !html ? rtfText(rtf).texts.get('body') : undefined);
  return {
    headers: [
      ['From', person(item.senderName, item.senderSmtpAddress ?? item.senderEmail)],
      [
        'To',
        (item.recipients ?? []).map(({ name, smtpAddress, email }) => person(name, smtpAddress ?? email)).join(', '),
      ],
      ['Date', item.messageDeliveryTime ?? item.clientSubmitTime],
      ['Subject', item.subject],
      ...fields.map(([label, key]) => [label, words(item[key])] as const),
    ],
    text: plain,
    html,
    attachments: (item.attachments ?? []).map((attachment, at) => ({
      name: attachment.fileName || attachment.name || attachment.fileNameShort || `${at + 1}`,
      type: attachment.attachMimeTag ?? '',
      bytes: () => reader.getAttachment(attachment).content,
    })),
  };
}

/** What appointments and contacts hold beside a message's fields. */
const fields: readonly (readonly [label: string, key: keyof FieldsData])[] = [
  ['Location', 'apptLocation'],
  ['Start', 'apptStartWhole'],
  ['End', 'apptEndWhole'],
  ['Name', 'fileUnder'],
  ['Given name', 'givenName'],
  ['Surname', 'surname'],
  ['Company', 'companyName'],
  ['Home phone', 'homeTelephoneNumber'],
  ['Mobile phone', 'mobileTelephoneNumber'],
  ['Work phone', 'businessTelephoneNumber'],
  ['Fax', 'businessFaxNumber'],
  ['E-mail', 'email1EmailAddress'],
  ['Address', 'postalAddress'],
  ['Work address', 'workAddress'],
];

function words(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Uint8Array ? decode(value).text : undefined;
}

function person(name: string | undefined, address: string | undefined): string {
  return name && address && name !== address ? `${name} <${address}>` : (name ?? address ?? '');
}
