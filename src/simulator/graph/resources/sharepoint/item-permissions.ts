import { isPlainObject, plainText } from '../../../../core/shape.ts';
import { appendRecords } from '../../../audit.ts';
import { permissionsIn, tagsOf } from '../../../content/items.ts';
import { type Doer, sharingRecords } from '../../../content/records.ts';
import { list, texts } from '../../../properties.ts';
import type { Entity } from '../../../store.ts';
import { GraphError } from '../../errors.ts';
import { type GraphContext, defineGraphCollection } from '../../resource.ts';
import { itemNamed } from './named-item.ts';

const identitySet = { application: 'any', device: 'any', user: 'any' } as const;
const sharePointIdentitySet = { ...identitySet, group: 'any', siteGroup: 'any', siteUser: 'any' } as const;

/** Who may open an item, by link and by name. Graph does not tell when a link was made. */
export const itemPermissions = defineGraphCollection({
  path: '/drives/{drive}/items/{item}/permissions',
  type: 'permission',
  state: 'driveItems/{drive}',
  methods: ['list', 'get', 'update', 'delete'],
  family: 'files',
  sparse: true,
  answersUpdate: true,
  roles: {
    read: ['Files.Read.All', 'Files.ReadWrite.All', 'Sites.Read.All', 'Sites.ReadWrite.All'],
    write: ['Files.ReadWrite.All', 'Sites.ReadWrite.All', 'Sites.FullControl.All'],
  },
  load: (context) => {
    const { drive, item } = itemNamed(context);
    return [...permissionsIn(context.state, drive)(item)];
  },
  save: (context, values, permission) => {
    refuseInherited(permission);
    for (const name of Object.keys(values))
      if (name !== 'roles' && name !== 'expirationDateTime')
        throw new GraphError(400, 'invalidRequest', `Property '${name}' of a permission cannot be changed.`);
    changeSharing(context, 'changed', permission, (own) =>
      own.map((entry) => (entry['id'] === permission['id'] ? changed(entry, values) : entry)),
    );
  },
  erase: (context, permission) => {
    refuseInherited(permission);
    changeSharing(context, 'ended', permission, (own) => own.filter((entry) => entry['id'] !== permission['id']));
  },
  // The records of sharing are written by hand.
  activity: { noun: 'permission', log: 'none', service: 'SharePoint' },
  properties: {
    id: 'text',
    expirationDateTime: 'moment',
    grantedTo: identitySet,
    grantedToIdentities: list(identitySet),
    grantedToIdentitiesV2: list(sharePointIdentitySet),
    grantedToV2: sharePointIdentitySet,
    hasPassword: 'flag',
    inheritedFrom: { driveId: 'text', driveType: 'text', id: 'text', name: 'text', path: 'text' },
    invitation: { email: 'text', invitedBy: identitySet, redeemedBy: 'text', signInRequired: 'flag' },
    link: {
      application: 'any',
      preventsDownload: 'flag',
      scope: 'text',
      type: 'text',
      webHtml: 'text',
      webUrl: 'text',
    },
    roles: texts,
    shareId: 'text',
  },
});

/** What a link allows is also its type. */
function changed(permission: Entity, values: Entity): Entity {
  const { roles } = values;
  const { link } = permission;
  if (!Array.isArray(roles) || !isPlainObject(link)) return { ...permission, ...values };
  return { ...permission, ...values, link: { ...link, type: roles.includes('write') ? 'edit' : 'view' } };
}

/** m365-api §3: inherited permissions cannot be deleted at the child; the status is assumption inherited-permissions. */
function refuseInherited(permission: Entity): void {
  if (isPlainObject(permission['inheritedFrom']))
    throw new GraphError(400, 'invalidRequest', 'Cannot change a permission that is inherited from a parent.');
}

/** A change of sharing moves the eTag and the delta, and leaves the content's cTag. */
export function changeSharing(
  context: GraphContext,
  what: 'made' | 'changed' | 'ended',
  permission: Entity,
  change: (own: readonly Entity[]) => readonly Entity[],
): void {
  const { drive, item } = itemNamed(context);
  const id = plainText(item['id']);
  if (item['root'] !== undefined)
    throw new GraphError(403, 'accessDenied', 'Rights of the library are changed at its site.');
  const revision = Number(item['revision'] ?? 1) + 1;
  const { eTag } = tagsOf(id, revision, 1);
  context.state.put(`driveItems/${plainText(drive['id'])}`, id, {
    ...item,
    permissions: change((item['permissions'] as readonly Entity[] | undefined) ?? []),
    revision,
    eTag,
  });
  const records = sharingRecords(what, permission, drive, item, doerOf(context));
  appendRecords(context.tenant, context.world.clock, 'unifiedAudit', records);
}

/** Who calls, for the log. */
export function doerOf({ caller: { actor, appId } }: GraphContext): Doer {
  return actor.kind === 'user'
    ? { user: actor.userPrincipalName ?? actor.displayName, ip: '127.0.0.1' }
    : { user: actor.displayName, app: { id: appId, name: actor.displayName }, ip: '127.0.0.1' };
}
