import type { AuditEvent } from '../audit-event.ts';
import { numberOf, objectsOf, pairsOf, textOf, yesOf } from './values.ts';

export interface MailboxFacts {
  logon: 'owner' | 'admin' | 'delegate' | 'transport' | 'system' | 'delegated-admin' | 'unknown';
  /** Owner's user principal name as logged; undefined when the record names none. */
  owner?: string;
  /** True when the actor is not the owner by name and by logon type; undefined when the record names no owner. */
  byOther: boolean | undefined;
  access?: 'bind' | 'sync';
  /** Microsoft stopped recording: more than 1,000 binds within 24 hours. */
  throttled: boolean;
  /** Items concerned: OperationCount, or what is listed. At least 1. */
  count: number;
  /** Internet message ids and item ids, to count items once. */
  items: readonly string[];
  /** Internet message ids alone: what a message is known by outside of its mailbox too. */
  messageIds: readonly string[];
  sentAs?: string;
  sentOnBehalfOf?: string;
  /** Name of the folder path, such as `\Inbox`. */
  folders: readonly string[];
}

const logons: Readonly<Record<string, MailboxFacts['logon']>> = {
  0: 'owner',
  1: 'admin',
  2: 'delegate',
  3: 'transport',
  4: 'system',
  6: 'delegated-admin',
  owner: 'owner',
  admin: 'admin',
  delegated: 'delegate',
  delegate: 'delegate',
  delegatedadmin: 'delegated-admin',
  transport: 'transport',
  systemservice: 'system',
};

/** Mailbox facts of record types 2, 3 and 50; undefined for other records. */
export function mailboxOf(event: AuditEvent): MailboxFacts | undefined {
  const raw = event.raw;
  if (raw['LogonType'] === undefined && raw['MailboxGuid'] === undefined && raw['MailboxOwnerUPN'] === undefined)
    return undefined;
  const logon = logons[textOf(raw['LogonType'])?.toLowerCase() ?? ''] ?? 'unknown';
  const owner = textOf(raw['MailboxOwnerUPN']);
  const properties = pairsOf(raw['OperationProperties']);
  const access = properties.get('mailaccesstype')?.toLowerCase();
  const folders = [...objectsOf(raw['Folders']), ...objectsOf(raw['Folder'])];
  const items = [
    ...folders.flatMap((folder) => objectsOf(folder['FolderItems'])),
    ...objectsOf(raw['AffectedItems']),
    ...objectsOf(raw['Item']),
  ];
  const ids = items
    .map((item) => textOf(item['InternetMessageId']) ?? textOf(item['Id']))
    .filter((id) => id !== undefined);
  const sentAs = textOf(raw['SendAsUserSmtp']);
  const sentOnBehalfOf = textOf(raw['SendOnBehalfOfUserSmtp']);
  return {
    logon,
    ...(owner && { owner }),
    byOther: owner === undefined ? undefined : isOther(event, owner, logon),
    ...((access === 'bind' || access === 'sync') && { access }),
    throttled: yesOf(properties.get('isthrottled')) === true,
    count: Math.max(1, numberOf(raw['OperationCount']) ?? 0, ids.length),
    items: ids,
    messageIds: items.map((item) => textOf(item['InternetMessageId'])).filter((id) => id !== undefined),
    ...(sentAs && { sentAs }),
    ...(sentOnBehalfOf && { sentOnBehalfOf }),
    folders: folders.map((folder) => textOf(folder['Path'])).filter((path) => path !== undefined),
  };
}

function isOther(event: AuditEvent, owner: string, logon: MailboxFacts['logon']): boolean {
  const { LogonUserSid: sid, MailboxOwnerSid: ownerSid } = event.raw;
  if (event.actor.key === owner.toLowerCase()) return false;
  if (textOf(sid) !== undefined && textOf(sid) === textOf(ownerSid)) return false;
  return logon !== 'owner' || event.actor.name.includes('@');
}
