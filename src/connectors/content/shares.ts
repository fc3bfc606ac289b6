import type { ContentShare, ShareAccess, ShareKind } from '../../core/content.ts';
import { isPlainObject } from '../../core/shape.ts';
import { isConnectorError } from '../http/errors.ts';
import { text } from './drive-item.ts';
import type { People } from './people.ts';
import { type ContentSettings, key, partsOf } from './settings.ts';

type Raw = Record<string, unknown>;

/** The links and grants on a file or folder; undefined where it is gone. */
export async function readShares(
  { graph }: Pick<ContentSettings, 'graph'>,
  people: People,
  store: string,
  item: string,
): Promise<ContentShare[] | undefined> {
  const path = `/drives/${key(partsOf(store)[1])}/items/${key(item)}/permissions`;
  const shares: ContentShare[] = [];
  try {
    for await (const permission of graph.list(path)) {
      const share = shareOf(permission, people);
      if (share) shares.push({ store, item, ...share });
    }
  } catch (error) {
    if (isConnectorError(error, 'not-found')) return undefined;
    throw error;
  }
  return shares;
}

/** A Graph permission as a share. Undefined for what has no id. */
export function shareOf(permission: Raw, people: People): Omit<ContentShare, 'store' | 'item'> | undefined {
  const id = text(permission['id']);
  if (id === undefined) return undefined;
  const link = isPlainObject(permission['link']) ? permission['link'] : undefined;
  const invitation = object(permission['invitation']);
  const identities = [
    permission['grantedToV2'],
    ...list(permission['grantedToIdentitiesV2']),
    // Older answers name people in these alone.
    ...(permission['grantedToV2'] || permission['grantedToIdentitiesV2']
      ? []
      : [permission['grantedTo'], ...list(permission['grantedToIdentities'])]),
  ].flatMap((identity) => granteeOf(identity, people));
  const invited = text(invitation['email']);
  if (invited !== undefined && identities.length === 0)
    identities.push({ name: invited, reach: isOutside(invited, people) ? 'guest' : 'member' });
  const expiresAt = text(permission['expirationDateTime']);
  const createdBy = text(object(object(invitation['invitedBy'])['user'])['email']);
  return {
    id,
    kind: kindOf(link, identities),
    access: accessOf(permission, link),
    grantees: [...new Set(identities.map(({ name }) => name))],
    ...(identities.some(({ reach }) => reach === 'guest') && { outside: true }),
    ...(expiresAt !== undefined && !expiresAt.startsWith('0001') && { expiresAt }),
    ...(typeof permission['hasPassword'] === 'boolean' && { hasPassword: permission['hasPassword'] }),
    ...(createdBy !== undefined && { createdBy }),
    ...(isPlainObject(permission['inheritedFrom']) && { inherited: true }),
  };
}

interface Grantee {
  name: string;
  reach: 'member' | 'guest' | 'organization';
}

function kindOf(link: Raw | undefined, grantees: readonly Grantee[]): ShareKind {
  if (link?.['scope'] === 'anonymous') return 'anonymous';
  if (link) return link['scope'] === 'organization' ? 'organization' : 'specific';
  if (grantees.some(({ reach }) => reach === 'guest')) return 'guest';
  return grantees.some(({ reach }) => reach === 'organization') ? 'organization' : 'member';
}

function accessOf(permission: Raw, link: Raw | undefined): ShareAccess {
  if (link?.['preventsDownload'] === true || link?.['type'] === 'blocksDownload') return 'blocks-download';
  const roles = list(permission['roles']).map(String);
  if (roles.some((role) => /owner|full control/i.test(role))) return 'owner';
  if (link?.['type'] === 'edit' || roles.some((role) => /write|edit|contribute|design/i.test(role))) return 'edit';
  return 'view';
}

/** People and groups behind one identity. An app is neither. */
function granteeOf(identity: unknown, people: People): Grantee[] {
  const set = object(identity);
  const site = object(set['siteUser'] ?? set['siteGroup']);
  const own = object(set['user'] ?? set['group']);
  const login = text(site['loginName']) ?? '';
  const id = text(own['id']) ?? '';
  const address = text(own['email']) ?? text(site['email']) ?? text(own['userPrincipalName']);
  const name = people.guests.get(id) ?? guestAddress(address ?? login) ?? address ?? nameOf(own, site);
  if (name === undefined) return [];
  // "Everyone except external users", and "Everyone", which lets guests in.
  if (/spo-grid-all-users/i.test(login)) return [{ name, reach: 'organization' }];
  const isGuest =
    people.guests.has(id) ||
    /#ext#|urn(?::|%3a)spo(?::|%3a)guest|^c:0\(\.s\|true$/i.test(`${login}${address ?? ''}`) ||
    (address !== undefined && isOutside(address, people));
  return [{ name, reach: isGuest ? 'guest' : 'member' }];
}

function nameOf(own: Raw, site: Raw): string | undefined {
  return text(own['displayName']) ?? text(site['displayName']) ?? text(site['loginName']);
}

/** `rosa_mail.example.com#EXT#@clinic.example.com` as `rosa@mail.example.com`. */
function guestAddress(login: string): string | undefined {
  const [, name] = /(?:^|\|)([^|]+)#ext#@/i.exec(login) ?? [];
  return name?.replace(/_(?!.*_)/, '@');
}

function isOutside(address: string, { domains }: People): boolean {
  const domain = address.split('@')[1]?.toLowerCase();
  return domain !== undefined && domains.size > 0 && !domains.has(domain);
}

function object(value: unknown): Raw {
  return isPlainObject(value) ? value : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
