import type { ContentReader } from '../../core/content-reader.ts';
import { driveChanges } from './drive-changes.ts';
import { readLabel } from './labels.ts';
import { mailChanges, readMessage } from './mail.ts';
import { type People, readPeople } from './people.ts';
import { readFile } from './read-file.ts';
import { type ContentSettings, partsOf } from './settings.ts';
import { readShares } from './shares.ts';
import { findStores, problemOf } from './stores.ts';
import { channelChanges, chatChanges } from './teams.ts';

/** Reads what people store in a tenant, through Microsoft Graph. Calls throw ConnectorError. */
export function createContentReader(settings: ContentSettings): ContentReader {
  let known: Promise<People> | undefined;
  const people = () => (known ??= readPeople(settings));
  return {
    find: (asked) => findStores(settings, asked, people),
    changes(source, progress) {
      const [kind, id] = partsOf(source.stores[0]!.id);
      if (kind === 'mailbox') return mailChanges(settings, { id, owner: source.stores[0]!.owner }, progress);
      if (kind === 'channel') return channelChanges(settings, source, progress);
      return kind === 'chats' ? chatChanges(settings, id, progress) : driveChanges(settings, id, progress);
    },
    async read(item, maxBytes) {
      const [kind] = partsOf(item.store);
      if (kind === 'drive') return readFile(settings, item, maxBytes);
      if (kind === 'mailbox') return readMessage(settings, item, maxBytes);
      // Messages of Teams come with their list.
      return { kind: 'unreadable', reason: 'no-access', detail: 'It was not in the list again.', passing: true };
    },
    async shares(store, item) {
      return partsOf(store)[0] === 'drive' ? readShares(settings, await people(), store, item) : [];
    },
    label: (item) => readLabel(settings, item),
    problem: problemOf,
  };
}
