import { plainText } from '../../core/shape.ts';
import { guidOf } from '../random.ts';
import type { Entity } from '../store.ts';
import { pathOf } from './items.ts';

/** Who acts, for the unified log. */
export interface Doer {
  /** Address of a person, or the name of an application. */
  user: string;
  app?: { id: string; name: string };
  ip: string;
}

/** A record of the unified log about a file (type 6) or its sharing (14), in the fields of Microsoft's schema. */
export function fileRecord(
  operation: string,
  type: 6 | 14,
  drive: Entity,
  item: Entity,
  { user, app, ip }: Doer,
): Entity {
  const site = plainText(drive['site']);
  const name = plainText(item['name']);
  const folder = pathOf(item).split('/').slice(0, -1).join('/');
  const library = decodeURIComponent(plainText(drive['webUrl']).slice(site.length + 1));
  return {
    Operation: operation,
    RecordType: type,
    UserKey: app?.id ?? user,
    UserType: app ? 5 : 0,
    Workload: drive['driveType'] === 'business' ? 'OneDrive' : 'SharePoint',
    ClientIP: ip,
    UserId: app ? 'app@sharepoint' : user,
    EventSource: 'SharePoint',
    ItemType: item['folder'] === undefined ? 'File' : 'Folder',
    ListItemUniqueId: guidOf(`tag ${plainText(item['id'])}`),
    Site: guidOf(`${site} site`),
    ObjectId: decodeURIComponent(plainText(item['webUrl'])),
    SiteUrl: `${site}/`,
    SourceFileExtension: name.includes('.') ? name.split('.').at(-1) : '',
    SourceFileName: name,
    SourceRelativeUrl: [library, folder].filter((part) => part !== '').join('/'),
    ...(app && { ApplicationId: app.id, ApplicationDisplayName: app.name }),
    ...(item['file'] !== undefined && { FileSizeBytes: item['size'] }),
  };
}

/** What the making and the ending of a share is called, by what kind it is: assumption sharing-records. */
const names: Readonly<Record<string, { made: string; ended: string }>> = {
  anonymous: { made: 'AnonymousLinkCreated', ended: 'AnonymousLinkRemoved' },
  organization: { made: 'CompanyLinkCreated', ended: 'CompanyLinkRemoved' },
  users: { made: 'SecureLinkCreated', ended: 'SecureLinkDeleted' },
  named: { made: 'SharingSet', ended: 'SharingRevoked' },
};

/** One record for a link; one for each person whom a named share reaches. */
export function sharingRecords(
  what: 'made' | 'ended' | 'changed',
  permission: Entity,
  drive: Entity,
  item: Entity,
  doer: Doer,
): Entity[] {
  const link = permission['link'] as { scope: string } | undefined;
  const name = names[link?.scope ?? 'named']!;
  const operation =
    what === 'changed' ? (link?.scope === 'anonymous' ? 'AnonymousLinkUpdated' : 'SharingSet') : name[what];
  const record = fileRecord(operation, 14, drive, item, doer);
  const single = permission['grantedToV2'] as Entity | undefined;
  const granted = [
    ...((permission['grantedToIdentitiesV2'] as Entity[] | undefined) ?? []),
    ...(single ? [single] : []),
  ];
  const named = granted.map((grantee) => plainText((grantee['user'] as Entity | undefined)?.['email'] ?? ''));
  const common = { ...record, UniqueSharingId: guidOf(plainText(permission['id'])) };
  const outside = permission['invitation'] !== undefined;
  return [
    common,
    ...(link?.scope === 'users' && what === 'made'
      ? named.map((target) => ({
          ...common,
          Operation: 'AddedToSecureLink',
          TargetUserOrGroupName: target,
          TargetUserOrGroupType: 'Member',
        }))
      : []),
  ].map((entry) =>
    link
      ? entry
      : { ...entry, TargetUserOrGroupName: named[0] ?? '', TargetUserOrGroupType: outside ? 'Guest' : 'Member' },
  );
}

/** Exchange's record of a message that was sent (type 2). */
export function sendRecord(from: string, message: Entity, ip: string): Entity {
  return {
    Operation: 'Send',
    RecordType: 2,
    ResultStatus: 'Succeeded',
    UserKey: from,
    UserType: 0,
    Workload: 'Exchange',
    ClientIP: ip,
    UserId: from,
    MailboxOwnerUPN: from,
    LogonType: 0,
    ExternalAccess: false,
    Item: {
      Id: message['id'],
      InternetMessageId: message['internetMessageId'],
      Subject: message['subject'],
      SizeInBytes: plainText((message['body'] as Entity)['content']).length,
      Attachments: ((message['files'] as readonly { name: string; size: number }[]) ?? [])
        .map(({ name, size }) => `${name} (${size}b)`)
        .join('; '),
    },
  };
}
