import { basename } from 'node:path';
import type { ExtractedDocument } from '../../core/document.ts';
import { readUpTo } from '../../documents/file.ts';
import { type MailEnvelope, readEnvelope } from '../../documents/mail/envelope.ts';
import type { ItemFacts } from '../../engine/dlp.ts';
import type { MatchJob, MatchWorkerData } from './job.ts';

const largestMessage = 96 * 1_048_576;

/** What is known of an item beside its content: from its sidecar, else from the headers of a message. */
export async function factsOf(job: MatchJob, document: ExtractedDocument, data: MatchWorkerData): Promise<ItemFacts> {
  const { path, file, sidecar } = job;
  const mail =
    document.kind === 'eml' ? await envelopeOf(file) : document.kind === 'msg' ? ofHeaders(document) : undefined;
  const recipientDomains = sidecar?.recipients?.map(domainOf) ?? mail?.recipientDomains ?? [];
  const senderDomain = sidecar?.sender === undefined ? (mail?.senderDomain ?? '') : domainOf(sidecar.sender);
  const own = data.inside.length > 0 ? data.inside : senderDomain === '' ? [] : [senderDomain];
  const outside =
    recipientDomains.length === 0 || own.length === 0
      ? undefined
      : recipientDomains.some((domain) => !own.some((one) => domain === one || domain.endsWith(`.${one}`)));
  const unsaid = mail === undefined && data.assumeShared ? true : undefined;
  return {
    path,
    name: basename(path),
    sharedOutside: sidecar?.sharedOutside ?? outside ?? unsaid,
    recipientDomains,
    senderDomain,
    subject: (sidecar?.subject ?? mail?.subject ?? '').toLowerCase(),
    labels: sidecar?.labels?.map((label) => label.toLowerCase()) ?? [],
  };
}

async function envelopeOf(file: string): Promise<MailEnvelope | undefined> {
  try {
    return await readEnvelope(await readUpTo(file, largestMessage));
  } catch {
    return undefined;
  }
}

/** Of an Outlook item: every address in its headers but the sender's. One too many makes an item more likely to be outside, never less. */
function ofHeaders({ parts }: ExtractedDocument): MailEnvelope {
  const text = parts.find(({ place }) => place === 'headers')?.text ?? '';
  const from = /^From: (.*)$/m.exec(text);
  const rest = from ? text.slice(0, from.index) + text.slice(from.index + from[0].length) : text;
  return {
    senderDomain: domainOf(/[^\s<>"]+@[^\s<>",;]+/.exec(from?.[1] ?? '')?.[0] ?? ''),
    recipientDomains: [...new Set([...rest.matchAll(/[^\s<>"]+@[^\s<>",;]+/g)].map(([address]) => domainOf(address)))],
    subject: /^Subject: ([^]*)$/m.exec(text)?.[1]?.toLowerCase() ?? '',
  };
}

function domainOf(address: string): string {
  return address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
    .replace(/\.$/, '');
}
