import type { ContentItem, ContentShare, ContentStore, MailProtection, SentMail } from './content.ts';
import type { UnreadableReason } from './document.ts';

/** Which stores a scan is about. All that are named count; `all` is every one of the tenant. */
export interface ContentAsked {
  all?: boolean;
  /** URLs of sites. */
  sites?: readonly string[];
  /** Drive ids. */
  drives?: readonly string[];
  /** User principal names or ids. */
  mailboxes?: readonly string[];
  /** Also messages of Teams channels and chats, which Microsoft meters. */
  teams?: boolean;
}

/** Stores whose changes come in one list: usually one, of a team all of its channels. */
export interface ContentSource {
  stores: readonly ContentStore[];
  /** Why nothing of it can be read: said and counted, never left out in silence. */
  problem?: { reason: 'no-access' | 'failed'; detail: string };
}

/** A folder of a drive or mailbox. */
export interface ListedFolder {
  id: string;
  /** Undefined at the top of the store. */
  parent?: string;
  /** Empty for the root of a drive. */
  name: string;
  /** It has shares of its own, or may have. */
  shared?: boolean;
}

/** An item as a list of changes gives it: where it lies is told by its folder. */
export interface ListedItem extends Omit<ContentItem, 'path' | 'store'> {
  /** Id of its store, where the source has several. */
  store?: string;
  name: string;
  /** Id of the folder it lies in. */
  parent?: string;
  /** It is shared beyond the members of its store, so its shares are to be read. */
  shared?: boolean;
  /** Of its content, in the form that `ContentReader.read` compares. */
  checksum?: string;
  /** Why it is not read at all. */
  unreadable?: { reason: UnreadableReason; detail: string };
  /** InternetMessageId of a message: what the audit log knows it by. */
  messageId?: string;
  /** Of a message that was sent from this mailbox. */
  sent?: SentMail;
  /** What it holds, where that came with the list. */
  content?: Uint8Array;
}

/** A piece of the list of what changed in a source. */
export interface ContentPage {
  folders: readonly ListedFolder[];
  items: readonly ListedItem[];
  /** Ids of files, folders and messages that are not there any more. */
  removed: readonly string[];
  /** Everything is listed anew from this page on: what it and the following do not name is gone. */
  fromScratch: boolean;
  /** The mail folder whose messages these are: it has a list of its own. */
  within?: string;
  /** `folders` are all that the store has. */
  allFolders?: boolean;
  /** Where the list goes on after this page. */
  link?: string;
  /** The list, of the source or of the one mail folder, is at its end. */
  end: boolean;
}

/** Where the lists of a source go on. */
export interface ContentProgress {
  link?: string;
  /** By mail folder. */
  folders: ReadonlyMap<string, string>;
}

/** An item to read, as a store kept it. */
export interface WantedItem extends ContentItem {
  checksum?: string;
  unreadable?: ListedItem['unreadable'];
}

export type ContentRead =
  | {
      kind: 'content';
      bytes: Uint8Array;
      /** Set where it is newer than what was listed. */
      version?: string;
      /** Of a message: what is examined is its wrapper alone. */
      protection?: MailProtection;
    }
  | { kind: 'gone' }
  /** `passing`: another try at another time may help. */
  | { kind: 'unreadable'; reason: UnreadableReason; detail: string; passing?: true };

/** Reads what people store in a tenant. It changes nothing there. */
export interface ContentReader {
  /** The stores that are asked for, as they are found. Throws where what was named does not exist. */
  find(asked: ContentAsked): AsyncIterable<ContentSource>;
  /** What changed in a source since `progress`. */
  changes(source: ContentSource, progress: ContentProgress): AsyncIterable<ContentPage>;
  /** The content of an item, up to `maxBytes`. Throws only where nothing else of the tenant can be read either. */
  read(item: WantedItem, maxBytes: number): Promise<ContentRead>;
  /** The shares of a file or folder; undefined where it is gone. */
  shares(store: string, item: string): Promise<ContentShare[] | undefined>;
  /** Id of the sensitivity label of a file, or null where it has none or cannot tell. Asks the service to look into it. */
  label(item: Pick<ContentItem, 'store' | 'id'>): Promise<string | null>;
  /** What an error at one store means for it; throws the error where it is about the tenant as a whole. */
  problem(error: unknown): NonNullable<ContentSource['problem']>;
}
