import type { ContentPage, ContentProgress, ContentSource, ListedItem } from '../../core/content-reader.ts';
import { isPlainObject } from '../../core/shape.ts';
import { text } from './drive-item.ts';
import { type ContentSettings, key, partsOf } from './settings.ts';

type Raw = Record<string, unknown>;

/** Messages given on at once. */
const pageSize = 200;

/** New and changed messages of all channels of a team. */
export function channelChanges(
  settings: ContentSettings,
  source: ContentSource,
  progress: ContentProgress,
): AsyncGenerator<ContentPage> {
  const team = partsOf(source.stores[0]!.id)[1].split('/')[0]!;
  const known = new Set(source.stores.map(({ id }) => id));
  return messages(settings, `/teams/${key(team)}/channels/getAllMessages()`, progress, (message) => {
    const channel = text(object(message['channelIdentity'])['channelId']);
    const store = `channel:${team}/${channel}`;
    return known.has(store) ? { store, id: String(message['id']) } : undefined;
  });
}

/** New and changed messages of all chats that a person takes part in. */
export function chatChanges(
  settings: ContentSettings,
  user: string,
  progress: ContentProgress,
): AsyncGenerator<ContentPage> {
  // Ids of messages are moments: those of two chats can be equal.
  const path = `/users/${key(user)}/chats/getAllMessages()`;
  return messages(settings, path, progress, (message) => ({
    id: `${String(message['chatId'])}/${String(message['id'])}`,
  }));
}

/**
 * The list has no delta, but it can be asked for what was written or changed since a moment. That moment is the link;
 * the last second is asked for again, because messages of one moment may come in two answers.
 */
async function* messages(
  { graph }: ContentSettings,
  path: string,
  { link }: ContentProgress,
  placed: (message: Raw) => Pick<ListedItem, 'id' | 'store'> | undefined,
): AsyncGenerator<ContentPage> {
  const since = link === undefined ? '' : `&$filter=lastModifiedDateTime gt ${link}`;
  let newest = link ?? '';
  let fromScratch = link === undefined;
  let items: ListedItem[] = [];
  let removed: string[] = [];
  for await (const message of graph.list(`${path}?$top=50${since}`)) {
    const place = placed(message);
    const at = text(message['lastModifiedDateTime']) ?? text(message['createdDateTime']) ?? '';
    if (at > newest) newest = at;
    if (!place || message['messageType'] !== 'message') continue;
    if (text(message['deletedDateTime'])) removed.push(place.id);
    else items.push({ ...itemOf(message), ...place });
    if (items.length < pageSize) continue;
    yield { folders: [], items, removed, fromScratch, end: false };
    [items, removed, fromScratch] = [[], [], false];
  }
  yield { folders: [], items, removed, fromScratch, ...(newest !== '' && { link: newest }), end: true };
}

function itemOf(message: Raw): Omit<ListedItem, 'id'> {
  const createdAt = text(message['createdDateTime']);
  const modifiedAt = text(message['lastModifiedDateTime']);
  const content = contentOf(message);
  return {
    name: text(message['subject']) ?? `Message of ${createdAt ?? 'unknown time'}`,
    bytes: content.length,
    version: text(message['etag']) ?? modifiedAt ?? '',
    content,
    ...(createdAt !== undefined && { createdAt }),
    ...(modifiedAt !== undefined && { modifiedAt }),
  };
}

/** A message as a page of HTML: subject, body, and the cards and file names that hang on it. */
function contentOf(message: Raw): Buffer {
  const body = object(message['body']);
  const content = text(body['content']) ?? '';
  const attachments = Array.isArray(message['attachments']) ? message['attachments'].map(object) : [];
  const parts = [
    escaped(text(message['subject']) ?? ''),
    body['contentType'] === 'html' ? content : escaped(content),
    ...attachments.flatMap((one) => [text(one['name']), text(one['content'])]).map((one) => escaped(one ?? '')),
  ];
  const blocks = parts.filter((part) => part !== '').map((part) => `<div>${part}</div>`);
  return Buffer.from(`<!doctype html><html><meta charset="utf-8"><body>${blocks.join('\n')}</body></html>`);
}

function escaped(plain: string): string {
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function object(value: unknown): Raw {
  return isPlainObject(value) ? value : {};
}
