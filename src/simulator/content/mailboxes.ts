import { guidOf } from '../random.ts';
import type { State } from '../state.ts';
import type { Entity } from '../store.ts';
import { mimeTypeOf } from './mime-types.ts';
import { personOf } from './items.ts';

/** Folders that every mailbox has, by their well-known name. */
const folders: readonly { wellKnown: string; displayName: string; hidden?: true }[] = [
  { wellKnown: 'archive', displayName: 'Archive' },
  { wellKnown: 'conversationhistory', displayName: 'Conversation History', hidden: true },
  { wellKnown: 'deleteditems', displayName: 'Deleted Items' },
  { wellKnown: 'drafts', displayName: 'Drafts' },
  { wellKnown: 'inbox', displayName: 'Inbox' },
  { wellKnown: 'junkemail', displayName: 'Junk Email' },
  { wellKnown: 'outbox', displayName: 'Outbox' },
  { wellKnown: 'sentitems', displayName: 'Sent Items' },
];

/** Ids of Exchange are long and hold characters that a path must escape. */
export function mailId(text: string): string {
  return `AAMkAD${Buffer.from(`${guidOf(text)}${guidOf(`${text} more`)}`, 'utf8').toString('base64url')}`;
}

export function folderId(user: string, name: string): string {
  return mailId(`${user} folder ${name}`);
}

/** What stands in a mailbox before anybody makes a folder. */
export function standardFolders(user: string): Entity[] {
  const parentFolderId = folderId(user, 'msgfolderroot');
  return folders.map(({ wellKnown, displayName, hidden = false }) => ({
    id: folderId(user, wellKnown),
    displayName,
    parentFolderId,
    isHidden: hidden,
    wellKnown,
  }));
}

/** A folder that a person made in another one (`inbox`, or the name of one of their own). */
export function ownFolder(user: string, displayName: string, parent = 'msgfolderroot', isHidden = false): Entity {
  return { id: folderId(user, displayName), displayName, parentFolderId: folderId(user, parent), isHidden };
}

/** All folders of a mailbox with their counts; nothing for who has no mailbox. */
export function foldersOf(state: State, user: string): Entity[] | undefined {
  const found = state
    .list('mailboxes')
    .some((mailbox) => String(mailbox['ExternalDirectoryObjectId']).toLowerCase() === user.toLowerCase());
  if (!found) return undefined;
  const all = [...standardFolders(user), ...state.list(`mailFolders/${user}`)];
  return all.map((folder) => {
    const messages = state.list(`messages/${user}/${String(folder['id'])}`);
    return {
      ...folder,
      childFolderCount: all.filter((other) => other['parentFolderId'] === folder['id']).length,
      totalItemCount: messages.length,
      unreadItemCount: messages.filter((message) => message['isRead'] === false).length,
    };
  });
}

export interface Mail {
  from: string;
  to: readonly string[];
  cc?: readonly string[];
  subject: string;
  /** Text, or HTML when it begins with `<`. */
  body: string;
  sent: string;
  /** `bytes` names content of the tenant. */
  attachments?: readonly { name: string; bytes: string; size: number }[];
}

/** A record of `messages/{user}/{folder}`. Beside what Graph serves it holds `files`, from which attachments are made. */
export function messageOf(user: string, folder: string, mail: Mail): Entity {
  const id = mailId(`${user} ${folder} ${mail.sent} ${mail.subject}`);
  const html = mail.body.startsWith('<');
  const files = (mail.attachments ?? []).map(({ name, bytes, size }, index) => ({
    '@odata.type': '#microsoft.graph.fileAttachment',
    id: mailId(`${id} attachment ${index}`),
    name,
    contentType: mimeTypeOf(name),
    size,
    isInline: false,
    lastModifiedDateTime: mail.sent,
    bytes,
  }));
  return {
    id,
    changeKey: Buffer.from(guidOf(`${id} 1`))
      .toString('base64url')
      .slice(0, 24),
    categories: [],
    createdDateTime: mail.sent,
    lastModifiedDateTime: mail.sent,
    receivedDateTime: mail.sent,
    sentDateTime: mail.sent,
    subject: mail.subject,
    bodyPreview: (html ? mail.body.replace(/<[^>]*>/g, ' ') : mail.body).replace(/\s+/g, ' ').trim().slice(0, 255),
    body: { contentType: html ? 'html' : 'text', content: mail.body },
    from: recipientOf(mail.from),
    sender: recipientOf(mail.from),
    toRecipients: mail.to.map(recipientOf),
    ccRecipients: (mail.cc ?? []).map(recipientOf),
    bccRecipients: [],
    replyTo: [],
    conversationId: mailId(`conversation ${mail.subject}`),
    internetMessageId: `<${guidOf(`${mail.from} ${mail.sent} ${mail.subject}`)}@${mail.from.split('@')[1] ?? 'example.com'}>`,
    hasAttachments: files.length > 0,
    importance: 'normal',
    inferenceClassification: 'focused',
    isDraft: false,
    isRead: true,
    isDeliveryReceiptRequested: false,
    isReadReceiptRequested: false,
    flag: { flagStatus: 'notFlagged' },
    parentFolderId: folder,
    webLink: `https://outlook.office365.com/owa/?ItemID=${id}&exvsurl=1&viewmodel=ReadMessageItem`,
    files,
  };
}

function recipientOf(address: string): Entity {
  return { emailAddress: { name: (personOf(address)['user'] as Entity)['displayName'], address } };
}
