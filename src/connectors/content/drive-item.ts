import type { ListedFolder, ListedItem } from '../../core/content-reader.ts';
import { isPlainObject } from '../../core/shape.ts';

type Raw = Record<string, unknown>;

/** Fields of a driveItem that a list of changes is asked for. */
export const driveItemFields =
  'id,name,size,cTag,eTag,file,folder,package,root,remoteItem,deleted,malware,shared,parentReference,createdDateTime,lastModifiedDateTime,lastModifiedBy';

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function object(value: unknown): Raw {
  return isPlainObject(value) ? value : {};
}

/** What changes with the content of a file and with nothing else. */
export function versionOf(item: Raw): string {
  return text(item['cTag']) ?? text(item['eTag']) ?? `${String(item['lastModifiedDateTime'])} ${String(item['size'])}`;
}

/** QuickXorHash of a file's content, where SharePoint tells it. */
export function checksumOf(item: Raw): string | undefined {
  return text(object(object(item['file'])['hashes'])['quickXorHash']);
}

/** Who changed it last: an address, else a name. */
function modifiedBy(item: Raw): string | undefined {
  const user = object(object(item['lastModifiedBy'])['user']);
  return text(user['email']) ?? text(user['userPrincipalName']) ?? text(user['displayName']);
}

/** A folder of a drive. The root has no parent and no name. */
export function folderOf(item: Raw): ListedFolder {
  const isRoot = isPlainObject(item['root']);
  const parent = isRoot ? undefined : text(object(item['parentReference'])['id']);
  return {
    id: String(item['id']),
    name: isRoot ? '' : (text(item['name']) ?? ''),
    ...(parent !== undefined && { parent }),
    // What the site as a whole is open to stands at the root.
    ...((isRoot || isPlainObject(item['shared'])) && { shared: true }),
  };
}

export function fileOf(item: Raw): ListedItem {
  const parent = text(object(item['parentReference'])['id']);
  const checksum = checksumOf(item);
  const by = modifiedBy(item);
  const createdAt = text(item['createdDateTime']);
  const modifiedAt = text(item['lastModifiedDateTime']);
  const unreadable = problemOf(item);
  return {
    id: String(item['id']),
    name: text(item['name']) ?? '',
    bytes: typeof item['size'] === 'number' && item['size'] > 0 ? item['size'] : 0,
    version: versionOf(item),
    ...(parent !== undefined && { parent }),
    ...(checksum !== undefined && { checksum }),
    ...(createdAt !== undefined && { createdAt }),
    ...(modifiedAt !== undefined && { modifiedAt }),
    ...(by !== undefined && { modifiedBy: by }),
    ...(isPlainObject(item['shared']) && { shared: true }),
    ...(unreadable && { unreadable }),
  };
}

function problemOf(item: Raw): ListedItem['unreadable'] {
  if (isPlainObject(item['malware']))
    return { reason: 'no-access', detail: 'SharePoint holds it back because it contains malware.' };
  if (isPlainObject(item['package']))
    return { reason: 'unsupported', detail: 'A notebook or another package is not read.' };
  return undefined;
}
