import PostalMime, { type Address } from 'postal-mime';

/** Who a message is from and to, and its subject. Domains in small letters. */
export interface MailEnvelope {
  senderDomain: string;
  recipientDomains: string[];
  subject: string;
}

/**
 * Reads the envelope of an Internet message from its headers. Addresses come from the parsed header fields and not from
 * text, so that no display name can pass for an address.
 */
export async function readEnvelope(bytes: Uint8Array): Promise<MailEnvelope> {
  const mail = await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer', forceRfc822Attachments: true });
  const recipients = [mail.to, mail.cc, mail.bcc].flatMap((list) => domains(list));
  return {
    senderDomain: domains(mail.from && [mail.from])[0] ?? '',
    recipientDomains: [...new Set(recipients)],
    subject: (mail.subject ?? '').toLowerCase(),
  };
}

function domains(list: readonly Address[] | undefined): string[] {
  return (list ?? [])
    .flatMap((address) => address.group ?? [address])
    .map(
      ({ address }) =>
        /@([^@\s>]+)$/
          .exec(address?.trim() ?? '')?.[1]
          ?.toLowerCase()
          .replace(/\.$/, '') ?? '',
    )
    .filter((domain) => domain !== '');
}
