import { plainText } from '../../../../core/shape.ts';
import { type Share, permissionOf } from '../../../content/permissions.ts';
import { list } from '../../../properties.ts';
import type { Entity } from '../../../store.ts';
import { GraphError } from '../../errors.ts';
import { type GraphContext, type GraphOperation, answer } from '../../resource.ts';
import { changeSharing, doerOf } from './item-permissions.ts';
import { itemNamed } from './named-item.ts';

const roles = ['Files.ReadWrite.All', 'Sites.ReadWrite.All', 'Sites.FullControl.All'];
const recipients = list({ alias: 'text', email: 'text', objectId: 'text' });

/** Making links and rights on a file or folder. */
export const sharingOperations: readonly GraphOperation[] = [
  {
    path: '/{item}/createLink',
    method: 'POST',
    roles,
    parameters: {
      ...{ type: 'text', scope: 'text', expirationDateTime: 'moment', password: 'text', message: 'text', recipients },
      ...{ retainInheritedPermissions: 'flag', sendNotification: 'flag' },
    },
    run: createLink,
  },
  {
    path: '/{item}/invite',
    method: 'POST',
    roles,
    parameters: {
      ...{ requireSignIn: 'flag', roles: list('text'), sendInvitation: 'flag', message: 'text', recipients },
      ...{ retainInheritedPermissions: 'flag', expirationDateTime: 'text', password: 'text' },
    },
    run: invite,
  },
];

/** A link that is there already and gives the same is given back with 200: assumption link-given-back. */
function createLink(context: GraphContext, body: Entity): unknown {
  const scope = plainText(body['scope'] ?? 'anonymous');
  const type = plainText(body['type']);
  if (!['view', 'edit'].includes(type) || !['anonymous', 'organization', 'users'].includes(scope))
    throw new GraphError(400, 'invalidRequest', 'The type or scope of the link is not supported.');
  const sharing = plainText(
    context.state.get('sharepointSettings', '')?.['sharingCapability'] ?? 'externalUserAndGuestSharing',
  );
  if (scope === 'anonymous' && sharing !== 'externalUserAndGuestSharing')
    throw new GraphError(403, 'accessDenied', 'Links for anyone are turned off.');
  const kind = { anonymous: 'anonymous', organization: 'organization', users: 'specific' }[scope] as Share['kind'];
  const share = shareOf(context, body, { kind, access: type as 'view' | 'edit', to: addressesOf(body) });
  const made = permissionOf({ ...share, password: body['password'] !== undefined }, placeOf(context));
  const same = ownOf(context).find((one) => likeness(one) === likeness(made));
  if (same) return answer(200, served(context, same));
  changeSharing(context, 'made', made, (own) => [...own, made]);
  return answer(201, served(context, made));
}

/** A right for each person; who has the same already keeps it. The name of a right is its holder's: assumption named-rights. */
function invite(context: GraphContext, body: Entity): unknown {
  const people = addressesOf(body);
  if (people.length === 0) throw new GraphError(400, 'invalidRequest', 'Somebody must be named.');
  const access = (body['roles'] as readonly string[] | undefined)?.includes('write') ? 'edit' : 'view';
  const domains = new Set(context.state.list('domains').map(({ id }) => plainText(id).toLowerCase()));
  const value = people.map((address) => {
    const isGuest = !domains.has(address.split('@')[1]?.toLowerCase() ?? '');
    const share = shareOf(context, body, { kind: isGuest ? 'guest' : 'member', access, to: [address] });
    const made = {
      ...permissionOf(share, placeOf(context)),
      id: Buffer.from(`i:0#.f|membership|${address.toLowerCase()}`).toString('base64url'),
    };
    if (!ownOf(context).some((one) => one['id'] === made.id))
      changeSharing(context, 'made', made, (own) => [...own, made]);
    return served(context, made);
  });
  return { value };
}

function shareOf(
  context: GraphContext,
  body: Entity,
  { kind, access, to }: Required<Pick<Share, 'kind' | 'access' | 'to'>>,
): Share {
  const expires = body['expirationDateTime'];
  return {
    ...{ kind, access, to, at: context.state.now, by: doerOf(context).user },
    ...(typeof expires === 'string' && expires !== '' && { expires }),
  };
}

function placeOf(context: GraphContext): Parameters<typeof permissionOf>[1] {
  const { item } = itemNamed(context);
  const found = (address: string) =>
    context.state
      .list('users')
      .find(({ userPrincipalName }) => plainText(userPrincipalName).toLowerCase() === address.toLowerCase())?.['id'] as
      | string
      | undefined;
  // What was made before on this item has another name, ended or not.
  const index = Number(item['revision'] ?? 1) * 1000 + ownOf(context).length;
  return { item: plainText(item['id']), prefix: context.tenant.prefix, index, idOf: found };
}

function ownOf(context: GraphContext): readonly Entity[] {
  return (itemNamed(context).item['permissions'] as readonly Entity[] | undefined) ?? [];
}

function addressesOf(body: Entity): string[] {
  const named = (body['recipients'] as readonly Entity[] | undefined) ?? [];
  return named.map(({ email }) => {
    if (typeof email !== 'string' || !email.includes('@'))
      throw new GraphError(400, 'invalidRequest', 'A recipient has no address.');
    return email;
  });
}

/** What a link gives, but for its address. */
function likeness(permission: Entity): string {
  const { link, roles: given, grantedToIdentitiesV2, expirationDateTime, hasPassword } = permission;
  if (link === undefined) return `${plainText(permission['id'])} is no link`;
  const { scope, type } = link as { scope: string; type: string };
  return JSON.stringify([scope, type, given, grantedToIdentitiesV2, expirationDateTime, hasPassword]);
}

function served(context: GraphContext, { made: _made, ...permission }: Entity): Entity {
  const about = `https://${context.request.host.name}/${context.version}/$metadata#permission`;
  return { '@odata.context': about, ...permission };
}
