import { millis } from '../../core/clock.ts';
import { plainText } from '../../core/shape.ts';
import type { Collections, Entity } from '../store.ts';
import type { TenantSeed } from '../tenant.ts';
import type { ContentSeed, Planted } from './content.ts';
import { type Said, channelId, chatId, chatMessageOf } from './conversations.ts';
import { libraryOf, oneDrive } from './drives.ts';
import { itemId, newItem } from './items.ts';
import { type Mail, folderId, messageOf, ownFolder, standardFolders } from './mailboxes.ts';
import { type Share, permissionOf, viewsOf } from './permissions.ts';
import { quickXorHash } from './quick-xor-hash.ts';

/** What is planted, and what a scan must say of it. */
export interface Truth {
  class: Planted['class'];
  patients?: number;
  unreadable?: string;
  values?: readonly string[];
}

export interface FileGiven {
  path: string;
  bytes: Buffer;
  by: string;
  at: string;
  truth?: Truth;
  shares?: readonly Share[];
  labels?: readonly string[];
  more?: Entity;
}

export interface MailGiven extends Omit<Mail, 'attachments'> {
  /** A well-known name, or that of a folder that was made. */
  folder: string;
  attachments?: readonly { name: string; bytes: Buffer }[];
  truth?: Truth;
}

/** A tenant's content while a seed puts it together. */
export interface ContentDraft {
  /** A library of a site, made when it is not there; gives its drive. */
  library(site: { url: string; title: string }, name: string): Entity;
  /** The OneDrive of a person, by address. */
  oneDriveOf(address: string): Entity;
  folder(drive: Entity, path: string, by: string, at: string, shares?: readonly Share[]): void;
  file(drive: Entity, given: FileGiven): void;
  mailFolder(address: string, name: string, parent?: string, hidden?: boolean): void;
  mail(address: string, given: MailGiven): void;
  channel(team: { id: string; name: string }, name: string, said: readonly (Omit<Said, 'from'> & Saying)[]): void;
  chat(members: readonly string[], said: readonly (Omit<Said, 'from'> & Saying)[]): void;
  readonly done: ContentSeed;
}

interface Saying {
  /** Address. */
  by: string;
  truth?: Truth;
}

const none: Truth = { class: 'NONE' };

export function draftContent(seed: TenantSeed): ContentDraft {
  const collections: Collections = {};
  const files = new Map<string, Buffer>();
  const planted: Planted[] = [];
  const prefix = seed.prefix ?? seed.domain.split('.')[0]!;
  const add = (collection: string, id: string, entity: Entity): void => {
    (collections[collection] ??= {})[id] = entity;
  };
  const plant = (store: string, item: string, path: string, truth: Truth): void => {
    const { class: found, patients = 0, unreadable, values = [] } = truth;
    planted.push({
      store,
      item,
      path,
      class: found,
      patients,
      ...(unreadable !== undefined && { unreadable }),
      values,
    });
  };
  const ids = new Map(
    Object.values(seed.collections['users'] ?? {}).map((user) => [
      plainText(user['userPrincipalName']).toLowerCase(),
      user,
    ]),
  );
  const idOf = (address: string): string | undefined => {
    const id = ids.get(address.toLowerCase())?.['id'];
    return id === undefined ? undefined : plainText(id);
  };
  const whoIs = (address: string): { who?: Entity } => {
    const user = ids.get(address.toLowerCase());
    return user ? { who: { user: { displayName: user['displayName'], email: address, id: user['id'] } } } : {};
  };
  const userOf = (address: string): Entity => {
    const found = ids.get(address.toLowerCase());
    if (!found) throw new Error(`the seed has no user ${address}`);
    return found;
  };
  const keep = (name: string, bytes: Buffer): string => {
    files.set(name, bytes);
    return name;
  };
  const permissions = (item: string, shares: readonly Share[]): Entity[] =>
    shares.map((share, index) => permissionOf(share, { item, prefix, index, idOf }));
  const draft: ContentDraft = {
    library({ url, title }, name) {
      const drive = libraryOf({ url: url.toLowerCase(), title }, name);
      add('drives', plainText(drive['id']), drive);
      return drive;
    },
    oneDriveOf(address) {
      const { id } = userOf(address);
      const found = Object.values(seed.collections['oneDrives'] ?? {}).find(
        ({ owner }) => (owner as { user?: { id?: unknown } }).user?.id === id,
      );
      if (!found) throw new Error(`${address} has no OneDrive`);
      return oneDrive(found);
    },
    folder(drive, path, by, at, shares = []) {
      const id = plainText(drive['id']);
      const name = itemId(id, path);
      if (collections[`driveItems/${id}`]?.[name]) return;
      const more = { permissions: permissions(name, shares) };
      add(`driveItems/${id}`, name, newItem(drive, { path, by, ...whoIs(by), createdAt: at, more }));
    },
    file(drive, { path, bytes, by, at, truth = none, shares = [], labels, more }) {
      const id = plainText(drive['id']);
      const steps = path.split('/');
      for (let depth = 1; depth < steps.length; depth += 1)
        draft.folder(drive, steps.slice(0, depth).join('/'), by, at);
      const name = itemId(id, path);
      if (collections[`driveItems/${id}`]?.[name]) throw new Error(`the seed puts ${path} twice`);
      const file = { size: bytes.length, hash: quickXorHash(bytes), bytes: keep(`file ${id} ${name}`, bytes) };
      const item = newItem(drive, {
        ...{ path, by, ...whoIs(by), createdAt: at, file },
        more: { permissions: permissions(name, shares), views: viewsOf(shares), ...(labels && { labels }), ...more },
      });
      add(`driveItems/${id}`, name, item);
      plant(`drive:${id}`, name, path, truth);
    },
    mailFolder(address, name, parent, hidden) {
      const user = plainText(userOf(address)['id']);
      const folder = ownFolder(user, name, parent, hidden);
      add(`mailFolders/${user}`, plainText(folder['id']), folder);
    },
    mail(address, { folder, attachments = [], truth = none, ...mail }) {
      const user = plainText(userOf(address)['id']);
      const place = folderId(user, folder);
      const attached = attachments.map(({ name, bytes }) => ({
        name,
        size: bytes.length,
        bytes: keep(`mail ${user} ${mail.sent} ${name}`, bytes),
      }));
      const message = messageOf(user, place, { ...mail, attachments: attached });
      add(`messages/${user}/${place}`, plainText(message['id']), message);
      const name = standardFolders(user).find(({ id }) => id === place)?.['displayName'] ?? folder;
      plant(`mailbox:${user}`, plainText(message['id']), `${plainText(name)}/${mail.subject}`, truth);
    },
    channel(team, name, said) {
      const id = channelId(team.id, name);
      const common = { createdDateTime: '2026-06-16T15:00:00Z', tenantId: seed.id, description: '' };
      add('teams', team.id, {
        id: team.id,
        displayName: team.name,
        visibility: 'private',
        isArchived: false,
        ...common,
      });
      add(`channels/${team.id}`, id, {
        ...{ id, displayName: name, membershipType: 'standard', isArchived: false, ...common },
        webUrl: `https://teams.microsoft.com/l/channel/${encodeURIComponent(id)}/${encodeURIComponent(name)}?groupId=${team.id}&tenantId=${seed.id}`,
      });
      for (const { by, truth = none, ...rest } of said) {
        const { id: user, displayName } = userOf(by);
        const from = { id: plainText(user), displayName: plainText(displayName) };
        const message = chatMessageOf({ team: team.id, channel: id }, { ...rest, from }, millis(rest.at));
        add(`channelMessages/${id}`, plainText(message['id']), message);
        plant(`channel:${team.id}/${id}`, plainText(message['id']), plainText(message['id']), truth);
      }
    },
    chat(members, said) {
      const users = members.map((address) => plainText(userOf(address)['id']));
      const id = chatId(users);
      add('chats', id, {
        ...{ id, chatType: members.length === 2 ? 'oneOnOne' : 'group', members: users, tenantId: seed.id },
        ...{ createdDateTime: '2026-06-16T15:00:00Z', lastUpdatedDateTime: said.at(-1)?.at ?? '2026-06-16T15:00:00Z' },
        webUrl: `https://teams.microsoft.com/l/chat/${encodeURIComponent(id)}/0?tenantId=${seed.id}`,
      });
      for (const { by, truth = none, ...rest } of said) {
        const { id: user, displayName } = userOf(by);
        const from = { id: plainText(user), displayName: plainText(displayName) };
        const message = chatMessageOf({ chat: id }, { ...rest, from }, millis(rest.at));
        add(`chatMessages/${id}`, plainText(message['id']), message);
        for (const owner of users) plant(`chats:${owner}`, plainText(message['id']), plainText(message['id']), truth);
      }
    },
    done: { collections, files, planted },
  };
  return draft;
}
