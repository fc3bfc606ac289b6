import { plainText } from '../../core/shape.ts';
import { guidOf } from '../random.ts';
import type { State } from '../state.ts';
import type { Entity, Store } from '../store.ts';
import { mimeTypeOf } from './mime-types.ts';
import { ownerOf } from './drives.ts';
import { nameOf, sharedFacet, siteGrant, siteGroup } from './permissions.ts';

/** Who did something, by address. */
export function personOf(address: string): Entity {
  return { user: { displayName: nameOf(address), email: address, id: guidOf(`person ${address}`) } };
}

export function itemId(drive: string, path: string): string {
  return `01${guidOf(`${drive} ${path}`).replaceAll('-', '').toUpperCase()}`;
}

/** What stands in a drive before any file does. */
export function rootItem(drive: Entity): Entity {
  const id = plainText(drive['id']);
  const owner = ownerOf(drive);
  const site = plainText(drive['site'] ?? '');
  const title = plainText(drive['siteTitle'] ?? drive['name']);
  return {
    id: itemId(id, ''),
    name: 'root',
    root: {},
    folder: { childCount: 0 },
    size: 0,
    webUrl: drive['webUrl'],
    createdDateTime: drive['createdDateTime'] ?? '2026-06-16T15:00:00Z',
    lastModifiedDateTime: drive['lastModifiedDateTime'] ?? '2026-11-20T15:00:00Z',
    parentReference: { driveId: id, driveType: drive['driveType'] },
    permissions: owner
      ? [
          {
            id: Buffer.from(guidOf(`${id} owner`))
              .toString('base64url')
              .slice(0, 28),
            roles: ['owner'],
            grantedToV2: { user: { displayName: owner['displayName'], email: owner['email'], id: owner['id'] } },
          },
        ]
      : [
          siteGroup(site, title, 'owner', '3'),
          siteGroup(site, title, 'write', '5'),
          siteGroup(site, title, 'read', '4'),
          ...((drive['grants'] as readonly Entity[] | undefined) ?? []).map((grant) => siteGrant(site, grant)),
        ],
  };
}

/** What a new file or folder is made of. */
export interface NewItem {
  path: string;
  createdAt: string;
  modifiedAt?: string;
  /** Address of who made it. */
  by: string;
  /** Who that is in the directory. */
  who?: Entity;
  /** Absent for a folder. */
  file?: { size: number; hash?: string; bytes: string };
  /** Further facets and the inner properties of `driveItems`: `permissions`, `labels`, `malware`. */
  more?: Entity;
}

/**
 * A record of `driveItems/{drive}`. Beside what Graph serves it holds `bytes` (the name of its content), `permissions`
 * (made here, not inherited), `versions`, `labels`, `views` and `revision`.
 */
export function newItem(
  drive: Entity,
  { path, createdAt, modifiedAt = createdAt, by, who = personOf(by), file, more }: NewItem,
): Entity {
  const driveId = plainText(drive['id']);
  const id = itemId(driveId, path);
  const steps = path.split('/');
  const parent = steps.slice(0, -1).join('/');
  return {
    id,
    name: steps.at(-1)!,
    size: file?.size ?? 0,
    webUrl: `${plainText(drive['webUrl'])}/${steps.map(encodeURIComponent).join('/')}`,
    createdDateTime: createdAt,
    lastModifiedDateTime: modifiedAt,
    createdBy: who,
    lastModifiedBy: who,
    ...tagsOf(id, 1, 1),
    parentReference: parentOf(drive, parent),
    fileSystemInfo: { createdDateTime: createdAt, lastModifiedDateTime: modifiedAt },
    ...(file
      ? {
          file: {
            mimeType: mimeTypeOf(path),
            ...(file.hash !== undefined && { hashes: { quickXorHash: file.hash } }),
          },
          bytes: file.bytes,
        }
      : { folder: { childCount: 0 } }),
    permissions: [],
    versions: [],
    revision: 1,
    contentRevision: 1,
    ...more,
  };
}

/** The eTag moves with every change, the cTag with the content alone. */
export function tagsOf(id: string, revision: number, contentRevision: number): Entity {
  const guid = guidOf(`tag ${id}`).toUpperCase();
  return { eTag: `"{${guid}},${revision}"`, cTag: `"c:{${guid}},${contentRevision}"` };
}

export function parentOf(drive: Entity, parent: string): Entity {
  const driveId = plainText(drive['id']);
  return {
    driveId,
    driveType: drive['driveType'] ?? 'business',
    id: itemId(driveId, parent),
    name: parent === '' ? 'root' : parent.split('/').at(-1),
    path: `/drives/${driveId}/root:${parent === '' ? '' : `/${parent.split('/').map(encodeURIComponent).join('/')}`}`,
  };
}

/** The path within the drive: `Referrals/ochoa.docx`; empty for the root. */
export function pathOf(item: Entity): string {
  if (item['root'] !== undefined) return '';
  const parent = plainText((item['parentReference'] as Entity)['path']).replace(/^[^:]*:\/?/, '');
  return [
    ...parent
      .split('/')
      .filter((step) => step !== '')
      .map(decodeURIComponent),
    plainText(item['name']),
  ].join('/');
}

export function findItem(state: State, drive: Entity, id: string): Entity | undefined {
  const root = rootItem(drive);
  if (id.toLowerCase() === 'root' || id.toLowerCase() === plainText(root['id']).toLowerCase()) return root;
  return state.get(`driveItems/${plainText(drive['id'])}`, id);
}

export function itemAt(state: State, drive: Entity, path: string): Entity | undefined {
  const wanted = path
    .split('/')
    .filter((step) => step !== '')
    .join('/')
    .toLowerCase();
  const isIt = (item: Entity | undefined): boolean => item !== undefined && pathOf(item).toLowerCase() === wanted;
  if (wanted === '') return rootItem(drive);
  // Most items still lie where they were made.
  const made = findItem(state, drive, itemId(plainText(drive['id']), path.replace(/^\/+|\/+$/g, '')));
  return isIt(made) ? made : state.list(`driveItems/${plainText(drive['id'])}`).find(isIt);
}

type Permissions = readonly Entity[];

/**
 * Permissions of items of one drive: an item's own, then what it has from above, with `inheritedFrom`
 * (assumption inherited-permissions). What a folder hands down is worked out once.
 */
export function permissionsIn(state: State, drive: Entity): (item: Entity) => Permissions {
  const handed = new Map<string, Permissions>();
  const ownOf = (item: Entity): Permissions => (item['permissions'] as Permissions | undefined) ?? [];
  const fromAbove = (item: Entity): Permissions => {
    if (item['root'] !== undefined) return [];
    const id = plainText((item['parentReference'] as Entity)['id']);
    const found = handed.get(id);
    if (found) return found;
    const folder = findItem(state, drive, id);
    const own = folder
      ? ownOf(folder).map((permission) => ({ ...permission, inheritedFrom: placeOf(drive, folder) }))
      : [];
    const all = folder ? [...own, ...fromAbove(folder)] : [];
    handed.set(id, all);
    return all;
  };
  return (item) => [...ownOf(item), ...fromAbove(item)];
}

function placeOf(drive: Entity, folder: Entity): Entity {
  const path = pathOf(folder);
  const driveId = plainText(drive['id']);
  return {
    driveId,
    driveType: drive['driveType'],
    id: folder['id'],
    name: folder['name'],
    path: `/drives/${driveId}/root:${path === '' ? '' : `/${path}`}`,
  };
}

/** Items as Graph shows them: `shared` says what reaches an item, from above too. */
export function presentIn(state: State, drive: Entity): (item: Entity) => Entity {
  const permissions = permissionsIn(state, drive);
  let counts: Map<string, number> | undefined;
  return (item) => {
    const shared = sharedFacet(permissions(item), ownerOf(drive));
    if (item['folder'] !== undefined && item['deleted'] === undefined) counts ??= childrenIn(state, drive);
    return {
      ...item,
      ...(shared && { shared }),
      ...(item['folder'] !== undefined && { folder: { childCount: counts?.get(plainText(item['id'])) ?? 0 } }),
    };
  };
}

const counted = new WeakMap<Store, Map<string, { writes: number; counts: Map<string, number> }>>();

/** How many items lie in each folder; counted once while nothing is written. */
function childrenIn(state: State, drive: Entity): Map<string, number> {
  const { store } = state.tenant;
  const name = `driveItems/${plainText(drive['id'])}`;
  const known = counted.get(store) ?? new Map<string, { writes: number; counts: Map<string, number> }>();
  counted.set(store, known);
  const found = known.get(name);
  if (found?.writes === store.writes.length) return found.counts;
  const counts = new Map<string, number>();
  for (const { parentReference } of store.list(name)) {
    const parent = plainText((parentReference as Entity)['id']);
    counts.set(parent, (counts.get(parent) ?? 0) + 1);
  }
  known.set(name, { writes: store.writes.length, counts });
  return counts;
}
