import { plainText } from '../../core/shape.ts';
import type { Entity } from '../store.ts';
import type { Truth } from './draft.ts';
import { drivesOf, ownerOf } from './drives.ts';
import { itemAt, itemId, newItem, parentOf, pathOf, tagsOf } from './items.ts';
import { type Share, permissionOf, viewsOf } from './permissions.ts';
import { quickXorHash } from './quick-xor-hash.ts';
import { fileRecord, sharingRecords } from './records.ts';
import { type Workplace, officeAddress as ip } from './workplace.ts';

export interface FileOptions {
  /** Address of who does it; the owner of a OneDrive, else the first person of the tenant, when not given. */
  by?: string;
  truth?: Truth;
  /** Ids of sensitivity labels. */
  labels?: readonly string[];
  /** Further facets: `malware`, `labelRefusal`, `views`. */
  more?: Entity;
}

export interface FileHand {
  /** `store`: `drive:{id}`, or the address of whose OneDrive it is. Gives the id of the item. */
  putFile(store: string, path: string, bytes: Uint8Array | string, options?: FileOptions): string;
  /** A folder goes with what is in it. */
  removeFile(store: string, path: string, options?: Pick<FileOptions, 'by'>): void;
  /** Within its drive, to another folder or another name: the item stays the same one. */
  moveFile(store: string, path: string, to: string, options?: Pick<FileOptions, 'by'>): void;
  /** Gives the id of the permission. */
  share(store: string, path: string, share: Omit<Share, 'at' | 'by'> & { at?: string; by?: string }): string;
}

/** By `drive:{id}`, the id alone, or the address of whose OneDrive it is. */
export function driveNamed({ state }: Workplace, store: string): Entity {
  const wanted = store.replace(/^drive:/, '').toLowerCase();
  const found = drivesOf(state).find((drive) =>
    [drive['id'], ownerOf(drive)?.['email']].some((name) => plainText(name ?? '').toLowerCase() === wanted),
  );
  if (!found) throw new Error(`no drive is called ${store}`);
  return found;
}

export function fileHand(place: Workplace): FileHand {
  const { state, tenant, log } = place;
  const { content } = tenant;
  const collectionOf = (drive: Entity): string => `driveItems/${plainText(drive['id'])}`;
  const actor = (drive: Entity, by: string | undefined): string =>
    by ?? plainText(ownerOf(drive)?.['email'] ?? state.list('users')[0]?.['userPrincipalName'] ?? 'somebody');
  const itemOf = (drive: Entity, path: string): Entity => {
    const item = itemAt(state, drive, path);
    if (!item) throw new Error(`the drive has no ${path}`);
    return item;
  };
  /** Changes what an item is and not what is in it. */
  const touch = (drive: Entity, item: Entity, values: Entity): Entity => {
    const id = plainText(item['id']);
    const revision = Number(item['revision']) + 1;
    const { eTag } = tagsOf(id, revision, 1);
    const after = { ...item, ...values, revision, eTag };
    state.put(collectionOf(drive), id, after);
    return after;
  };
  /** A file that takes the place of one that was moved away or removed is another one. */
  const newId = (drive: Entity, id: string): string => {
    const { store } = tenant;
    const isNew = !store.get(collectionOf(drive), id) && store.version(collectionOf(drive), id) === 0;
    return isNew ? id : itemId(plainText(drive['id']), `${id} ${store.writes.length}`);
  };
  const makeFolders = (drive: Entity, path: string, user: string): void => {
    const steps = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= steps.length; depth += 1) {
      const folder = steps.slice(0, depth).join('/');
      if (itemAt(state, drive, folder)) continue;
      const made = newItem(drive, { path: folder, by: user, createdAt: state.now });
      state.put(collectionOf(drive), plainText(made['id']), made);
      log([fileRecord('FolderCreated', 6, drive, made, { user, ip })]);
    }
  };
  return {
    putFile(store, path, given, { by, truth, labels, more } = {}) {
      const drive = driveNamed(place, store);
      const user = actor(drive, by);
      const bytes = Buffer.from(given);
      makeFolders(drive, path, user);
      const before = itemAt(state, drive, path);
      const revision = Number(before?.['revision'] ?? 0) + 1;
      const contentRevision = Number(before?.['contentRevision'] ?? 0) + 1;
      const made = newItem(drive, {
        ...{ path, by: user, createdAt: plainText(before?.['createdDateTime'] ?? state.now), modifiedAt: state.now },
        file: { size: bytes.length, hash: quickXorHash(bytes), bytes: '' },
      });
      const id = plainText(before?.['id'] ?? newId(drive, plainText(made['id'])));
      const name = `file ${plainText(drive['id'])} ${id} ${contentRevision}`;
      content.keep(name, bytes);
      const item = {
        ...{
          ...made,
          id,
          createdBy: before?.['createdBy'] ?? made['createdBy'],
          bytes: name,
          revision,
          contentRevision,
        },
        ...tagsOf(id, revision, contentRevision),
        versions: before ? [versionOf(before, contentRevision - 1), ...(before['versions'] as Entity[])] : [],
        permissions: before?.['permissions'] ?? [],
        ...{ labels: labels ?? before?.['labels'] ?? [], views: before?.['views'] ?? [], ...more },
      };
      state.put(collectionOf(drive), id, item);
      place.plant(`drive:${plainText(drive['id'])}`, id, path, truth);
      log([fileRecord(before ? 'FileModified' : 'FileUploaded', 6, drive, item, { user, ip })]);
      return id;
    },
    removeFile(store, path, { by } = {}) {
      const drive = driveNamed(place, store);
      const item = itemOf(drive, path);
      for (const entry of state.list(collectionOf(drive))) {
        if (!`${pathOf(entry)}/`.startsWith(`${pathOf(item)}/`)) continue;
        state.remove(collectionOf(drive), plainText(entry['id']));
        content.uproot(`drive:${plainText(drive['id'])}`, plainText(entry['id']));
      }
      const operation = item['file'] === undefined ? 'FolderRecycled' : 'FileRecycled';
      log([fileRecord(operation, 6, drive, item, { user: actor(drive, by), ip })]);
    },
    moveFile(store, path, to, { by } = {}) {
      const drive = driveNamed(place, store);
      const item = itemOf(drive, path);
      if (item['file'] === undefined) throw new Error('only files are moved here');
      const user = actor(drive, by);
      makeFolders(drive, to, user);
      const steps = to.split('/');
      const name = steps.at(-1)!;
      const parentReference = parentOf(drive, steps.slice(0, -1).join('/'));
      const webUrl = `${plainText(drive['webUrl'])}/${steps.map(encodeURIComponent).join('/')}`;
      touch(drive, item, { name, parentReference, webUrl });
      const known = content.planted.find((entry) => entry.item === item['id']);
      if (known) content.plant({ ...known, path: to });
      const operation = name === item['name'] ? 'FileMoved' : 'FileRenamed';
      log([{ ...fileRecord(operation, 6, drive, item, { user, ip }), DestinationFileName: name }]);
    },
    share(store, path, given) {
      const drive = driveNamed(place, store);
      const item = itemOf(drive, path);
      const own = (item['permissions'] as readonly Entity[] | undefined) ?? [];
      const views = (item['views'] as readonly Entity[] | undefined) ?? [];
      const share = { ...given, by: actor(drive, given.by), at: given.at ?? state.now };
      const where = { item: plainText(item['id']), prefix: tenant.prefix, index: own.length, idOf: place.idOf };
      const permission = permissionOf(share, where);
      touch(drive, item, { permissions: [...own, permission], views: [...views, ...viewsOf([share])] });
      const records = sharingRecords('made', permission, drive, item, { user: share.by, ip });
      log(records.map((record) => ({ CreationTime: share.at.slice(0, 19), ...record })));
      if (share.kind === 'anonymous' && share.lastUsed !== undefined) {
        const used = fileRecord('AnonymousLinkUsed', 14, drive, item, { user: 'anonymous', ip: '198.51.100.77' });
        log([{ CreationTime: share.lastUsed.slice(0, 19), ...used }]);
      }
      return plainText(permission['id']);
    },
  };
}

function versionOf({ size, lastModifiedBy, lastModifiedDateTime, bytes }: Entity, number: number): Entity {
  return { id: `${number}.0`, size, lastModifiedBy, lastModifiedDateTime, bytes };
}
