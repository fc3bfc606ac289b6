import type {
  ContentPage,
  ContentProgress,
  ContentRead,
  ListedFolder,
  ListedItem,
  WantedItem,
} from '../../core/content-reader.ts';
import { isPlainObject } from '../../core/shape.ts';
import { isConnectorError } from '../http/errors.ts';
import { answerError, getBytes } from './bytes.ts';
import { text } from './drive-item.ts';
import { protectionOf } from './mail-protection.ts';
import { cutOff, itemProblem } from './problem.ts';
import { type ContentSettings, key, partsOf } from './settings.ts';

type Raw = Record<string, unknown>;

/** Ids that stay when a message moves to another folder. https://learn.microsoft.com/graph/outlook-immutable-id */
const immutable = { prefer: 'IdType="ImmutableId"' };
const messageFields =
  'id,subject,changeKey,internetMessageId,receivedDateTime,createdDateTime,lastModifiedDateTime,isDraft,parentFolderId,sentDateTime,from,toRecipients,ccRecipients,bccRecipients';
const folderFields = 'id,displayName,parentFolderId,childFolderCount,isHidden';
const tries = 3;

/** What changed in a mailbox: first all of its folders, then folder by folder the messages. */
export async function* mailChanges(
  settings: ContentSettings,
  { id: user, owner }: { id: string; owner: string | undefined },
  { folders: links }: ContentProgress,
): AsyncGenerator<ContentPage> {
  const folders: ListedFolder[] = [];
  for await (const folder of mailFolders(settings, `/users/${key(user)}/mailFolders`)) folders.push(folder);
  yield { folders, items: [], removed: [], fromScratch: false, allFolders: true, end: false };
  const sentItems = await sentFolder(settings, user);
  for (const { id } of folders) {
    const isSent = (from: string | undefined) =>
      id === sentItems || (from !== undefined && from === owner?.toLowerCase());
    yield* messageChanges(settings, user, id, links.get(id), isSent);
  }
}

/** Sent Items is called differently in each language and by one name in Graph. */
async function sentFolder({ graph }: ContentSettings, user: string): Promise<string | undefined> {
  try {
    const folder = await graph.get(`/users/${key(user)}/mailFolders/sentitems?$select=id`, { headers: immutable });
    return text((folder as Raw)['id']);
  } catch (error) {
    if (isConnectorError(error, 'not-found')) return undefined;
    throw error;
  }
}

/** Hidden folders hold messages too. Search folders show what lies elsewhere. */
async function* mailFolders(settings: ContentSettings, path: string): AsyncGenerator<ListedFolder> {
  const list = settings.graph.list(`${path}?includeHiddenFolders=true&$select=${folderFields}&$top=100`, {
    headers: immutable,
  });
  for await (const folder of list) {
    const id = text(folder['id']);
    if (id === undefined || String(folder['@odata.type']).endsWith('SearchFolder')) continue;
    const parent = text(folder['parentFolderId']);
    yield { id, name: text(folder['displayName']) ?? '', ...(parent !== undefined && { parent }) };
    if (Number(folder['childFolderCount'] ?? 0) > 0)
      yield* mailFolders(settings, `${path.replace(/\/mailFolders.*$/, '')}/mailFolders/${key(id)}/childFolders`);
  }
}

async function* messageChanges(
  { graph }: ContentSettings,
  user: string,
  folder: string,
  link: string | undefined,
  isSent: (from: string | undefined) => boolean,
): AsyncGenerator<ContentPage> {
  const path = `/users/${key(user)}/mailFolders/${key(folder)}/messages/delta?$select=${messageFields}`;
  const empty = { folders: [], items: [], removed: [], within: folder };
  try {
    for await (const page of graph.delta(path, { headers: immutable, ...(link !== undefined && { link }) })) {
      const goesOn = page.link ?? page.next;
      const gone = page.records.filter((record) => record['@removed'] !== undefined);
      yield {
        ...empty,
        items: page.records
          .filter((record) => record['@removed'] === undefined)
          .map((one) => messageOf(one, folder, isSent)),
        removed: gone.map(({ id }) => String(id)),
        fromScratch: page.fromScratch,
        ...(goesOn !== undefined && { link: goesOn }),
        end: page.link !== undefined,
      };
    }
  } catch (error) {
    // The folder was removed meanwhile; the next list of folders says so.
    if (!isConnectorError(error, 'not-found')) throw error;
  }
}

function messageOf(message: Raw, folder: string, isSent: (from: string | undefined) => boolean): ListedItem {
  const createdAt = text(message['receivedDateTime']) ?? text(message['createdDateTime']);
  const modifiedAt = text(message['lastModifiedDateTime']);
  const messageId = text(message['internetMessageId']);
  const from = addressOf(message['from']);
  const at = text(message['sentDateTime']) ?? createdAt;
  const sent = message['isDraft'] !== true && at !== undefined && isSent(from);
  return {
    id: String(message['id']),
    name: text(message['subject']) ?? '(no subject)',
    parent: folder,
    // Lists of messages tell no size; it is known once the message was read.
    bytes: 0,
    version: text(message['changeKey']) ?? modifiedAt ?? '',
    ...(createdAt !== undefined && { createdAt }),
    ...(modifiedAt !== undefined && { modifiedAt }),
    ...(messageId !== undefined && { messageId }),
    ...(sent && { sent: { at, from: from ?? '', to: recipientsOf(message) } }),
  };
}

function recipientsOf(message: Raw): string[] {
  const all = ['toRecipients', 'ccRecipients', 'bccRecipients'].flatMap((field) => {
    const named = message[field];
    return Array.isArray(named) ? named.flatMap((one: unknown) => addressOf(one) ?? []) : [];
  });
  return [...new Set(all)];
}

function addressOf(recipient: unknown): string | undefined {
  const address = isPlainObject(recipient) ? recipient['emailAddress'] : undefined;
  return isPlainObject(address) ? text(address['address'])?.toLowerCase() : undefined;
}

/** A message as MIME, attachments included. */
export async function readMessage(settings: ContentSettings, item: WantedItem, maxBytes: number): Promise<ContentRead> {
  const path = `/users/${key(partsOf(item.store)[1])}/messages/${key(item.id)}/$value`;
  for (let number = 1; number <= tries; number++) {
    try {
      const answer = await getBytes(settings, path, { maxBytes, headers: immutable });
      if (answer.status !== 200) throw answerError(settings, path, answer);
      // A page of a proxy or of a sign-in is no message.
      if (isMime(answer.body)) {
        const protection = protectionOf(answer.body);
        return { kind: 'content', bytes: answer.body, ...(protection && { protection }) };
      }
    } catch (error) {
      return itemProblem(error);
    }
  }
  return cutOff();
}

function isMime(body: Buffer): boolean {
  return /^[\x21-\x39\x3b-\x7e]+:/.test(body.subarray(0, 200).toString('latin1'));
}
