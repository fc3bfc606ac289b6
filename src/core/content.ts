import type { UnreadableReason } from './document.ts';
import type { DocumentClass, Holder, Identifier, SensitiveClass, Strength } from './phi.ts';

/**
 * What people store in a tenant: libraries, OneDrives, mailboxes, channels and chats, and the files and messages in
 * them. Paths, subjects and grantees are as sensitive as what the files say: patients' names stand in them.
 */

/** `library`: a document library of a site; `channel`: the messages of a Teams channel; `chats`: those of one person. */
export const storeKinds = ['library', 'onedrive', 'mailbox', 'channel', 'chats'] as const;
export type StoreKind = (typeof storeKinds)[number];

export interface ContentStore {
  /** `drive:<driveId>`, `mailbox:<userId>`, `channel:<teamId>/<channelId>`, `chats:<userId>`. */
  id: string;
  kind: StoreKind;
  name: string;
  url?: string;
  /** URL of the site that a library belongs to. */
  site?: string;
  /** User principal name, else display name. */
  owner?: string;
}

export interface ContentItem {
  /** Id of its store. */
  store: string;
  id: string;
  /** Within the store: "Referrals/ochoa.docx", "Inbox/Lab results". */
  path: string;
  bytes: number;
  /** Changes with the content and with nothing else: cTag of a file, changeKey of a message. */
  version: string;
  createdAt?: string;
  modifiedAt?: string;
  modifiedBy?: string;
  /** Id of its sensitivity label. */
  label?: string;
}

/** Who can open an item, from the fewest to the most. */
export const exposures = ['private', 'shared', 'organization', 'guest', 'anonymous'] as const;
export type Exposure = (typeof exposures)[number];

export const shareKinds = ['anonymous', 'organization', 'specific', 'guest', 'member'] as const;
export type ShareKind = (typeof shareKinds)[number];

export const shareAccesses = ['view', 'edit', 'owner', 'blocks-download'] as const;
export type ShareAccess = (typeof shareAccesses)[number];

/** A link or a grant on a file or folder. */
export interface ContentShare {
  store: string;
  /** The file or folder that it was made on. */
  item: string;
  /** Permission id; it names the share within its item. */
  id: string;
  /** `specific`: a link for named people; `guest`, `member`: a grant to somebody outside or inside. */
  kind: ShareKind;
  access: ShareAccess;
  /** Addresses, or names where there is no address. */
  grantees: string[];
  /** Somebody outside the organization is among the grantees. */
  outside?: boolean;
  createdAt?: string;
  createdBy?: string;
  lastUsedAt?: string;
  expiresAt?: string;
  hasPassword?: boolean;
  /** It was made on a folder above the item, or on its site. */
  inherited?: boolean;
}

/** A message that the owner of its mailbox sent. */
export interface SentMail {
  /** ISO 8601 UTC. */
  at: string;
  from: string;
  /** Addresses of To, Cc and Bcc, in lower case. */
  to: string[];
}

/** `smime`: encrypted for its recipients; `rights`: wrapped by Microsoft's rights protection. */
export type MailProtection = 'smime' | 'rights';

/** What a scan keeps of one item: kinds, places and counts, and never a value. */
export interface ContentVerdict {
  class: DocumentClass | 'UNREADABLE';
  patients: number;
  unreadable?: UnreadableReason;
  partial?: true;
  /** What the content is: "docx", "pdf", "eml". */
  kind: string;
  /** Matches by detector. */
  counts: Record<string, number>;
  sensitive: SensitiveClass[];
  /** Two-letter states of patients' addresses. */
  states: string[];
  /** Keyed hashes by which the same patient is known in another item. */
  people: string[];
  /** The earliest day on which something was done or recorded for a patient: YYYY-MM-DD; never a birth date. */
  earliestDate?: string;
  /** What lies deeper, for whoever opens the item. */
  detail: ContentDetail;
}

export interface ContentDetail {
  why: string;
  characters: number;
  matches: readonly ContentMatch[];
  /** Matches that are counted and not listed, because there are too many of them. */
  matchesNotListed?: number;
  gaps: readonly { place: string; reason: UnreadableReason; detail: string }[];
  warnings: readonly string[];
}

/** A match without its value. */
export interface ContentMatch {
  detector: string;
  identifier: Identifier;
  strength: Strength;
  /** UTF-16 units into the extracted text, end exclusive. */
  start: number;
  end: number;
  place: string;
  /** The shape: "###-##-####". */
  sample: string;
  hash?: string;
  holder: Holder;
}

/** What everybody who may enter the store sees of its items: a library's is open to the members of its site. */
export function leastExposure(kind: StoreKind): Exposure {
  return kind === 'onedrive' || kind === 'mailbox' ? 'private' : 'shared';
}

/** The most open of them. */
export function widest(given: readonly Exposure[], least: Exposure = 'private'): Exposure {
  return given.reduce((most, one) => (exposures.indexOf(one) > exposures.indexOf(most) ? one : most), least);
}
