import { createRequire } from 'node:module';

const { burn } = createRequire(import.meta.url)('@kenjiuno/msgreader/lib/Burner.js') as {
  burn(entries: object[]): Uint8Array;
};

/** A mail with plain and HTML bodies of the same words and one attachment. */
export function emlFile(attachment: { name: string; bytes: Uint8Array }): Uint8Array {
  const encoded = Buffer.from(attachment.bytes)
    .toString('base64')
    .replaceAll(/(.{76})/g, '$1\r\n');
  return Buffer.from(
    [
      'From: "Dr. Ann Okafor" <ann@example.com>',
      'To: frontdesk@example.com',
      'Subject: =?UTF-8?Q?Referral_for_Jos=C3=A9?=',
      'Date: Fri, 20 Nov 2026 10:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Jos=C3=A9 Marin, MRN 4410021, has diabetes.',
      '--b1',
      `Content-Type: application/octet-stream; name="${attachment.name}"`,
      `Content-Disposition: attachment; filename="${attachment.name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      encoded,
      '--b1--',
      '',
    ].join('\r\n'),
  );
}

interface Entry {
  name: string;
  type: number;
  length: number;
  binaryProvider?: () => Uint8Array;
  children?: number[];
}

/** An Outlook message as a compound file: the streams of [MS-OXMSG] that a reader needs. */
export function msgFile(message: {
  subject: string;
  body?: string;
  html?: string;
  rtf?: Uint8Array;
  attachments: readonly { name: string; bytes: Uint8Array }[];
}): Uint8Array {
  const entries: Entry[] = [{ name: 'Root Entry', type: 5, length: 0, children: [] }];
  const add = (parent: number, name: string, bytes?: Uint8Array): number => {
    const index = entries.push(
      bytes
        ? { name, type: 2, length: bytes.length, binaryProvider: () => Uint8Array.from(bytes) }
        : { name, type: 1, length: 0, children: [] },
    );
    entries[parent]!.children!.push(index - 1);
    return index - 1;
  };
  const wide = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
  add(0, '__properties_version1.0', new Uint8Array(32));
  add(0, '__substg1.0_001A001F', wide('IPM.Note'));
  add(0, '__substg1.0_0037001F', wide(message.subject));
  add(0, '__substg1.0_0C1A001F', wide('Ann Okafor'));
  if (message.body !== undefined) add(0, '__substg1.0_1000001F', wide(message.body));
  if (message.html !== undefined) add(0, '__substg1.0_1013001F', wide(message.html));
  if (message.rtf) add(0, '__substg1.0_10090102', message.rtf);
  const recipient = add(0, '__recip_version1.0_#00000000');
  add(recipient, '__properties_version1.0', new Uint8Array(8));
  add(recipient, '__substg1.0_3001001F', wide('Front Desk'));
  add(recipient, '__substg1.0_39FE001F', wide('frontdesk@example.com'));
  for (const [at, { name, bytes }] of message.attachments.entries()) {
    const folder = add(0, `__attach_version1.0_#${String(at).padStart(8, '0')}`);
    add(folder, '__properties_version1.0', new Uint8Array(8));
    add(folder, '__substg1.0_37010102', bytes);
    add(folder, '__substg1.0_3707001F', wide(name));
  }
  return burn(entries);
}

/** A compound file with one stream: "EncryptedPackage" makes it a locked Office file, "WordDocument" an old one. */
export function compoundFile(stream: string): Uint8Array {
  const bytes = new Uint8Array(5_000).fill(7);
  return burn([
    { name: 'Root Entry', type: 5, length: 0, children: [1] },
    { name: stream, type: 2, length: bytes.length, binaryProvider: () => bytes },
  ]);
}
