import { plainText } from '../../core/shape.ts';
import { guidOf } from '../random.ts';
import type { Entity } from '../store.ts';

/** A link or a grant that somebody makes. */
export interface Share {
  /** `specific`: a link for named people; `guest`: an invitation to an address outside; `member`: a grant to a colleague. */
  kind: 'anonymous' | 'organization' | 'specific' | 'guest' | 'member';
  access?: 'view' | 'edit' | 'blocks-download';
  /** Addresses of whom it is for. */
  to?: readonly string[];
  /** Address of who shares, and when (ISO 8601). */
  by: string;
  at: string;
  expires?: string;
  password?: boolean;
  /** When it was last opened: the activity feed's record of it. */
  lastUsed?: string;
}

/** A permission as Graph gives it; `made` is not served: Graph does not tell when a link was made. */
export function permissionOf(
  share: Share,
  place: { item: string; prefix: string; index: number; idOf?: (address: string) => string | undefined },
): Entity {
  const name = `${place.item} share ${place.index} ${share.kind} ${share.at}`;
  const id = Buffer.from(guidOf(name)).toString('base64url').slice(0, 28);
  const roles = [share.access === 'edit' ? 'write' : 'read'];
  const { kind, access = 'view', to = [], at, by } = share;
  const made = { made: { kind, access, to, at, by } };
  const expires = share.expires === undefined ? {} : { expirationDateTime: share.expires };
  const granted = to.map((address) => granteeOf(address, place.idOf?.(address)));
  if (share.kind === 'member' || share.kind === 'guest')
    return {
      id,
      roles,
      grantedToV2: granted[0] ?? null,
      ...expires,
      ...(share.kind === 'guest' && {
        invitation: {
          email: share.to?.[0] ?? '',
          signInRequired: true,
          invitedBy: { user: { displayName: nameOf(by), email: by } },
        },
      }),
      ...made,
    };
  const shareId = `u!${Buffer.from(name).toString('base64url').slice(0, 40)}`;
  const scopes = { anonymous: 'anonymous', organization: 'organization', specific: 'users' };
  return {
    id,
    roles,
    shareId,
    hasPassword: share.password ?? false,
    ...expires,
    grantedToIdentitiesV2: granted,
    link: {
      scope: scopes[share.kind],
      type: share.access === 'edit' ? 'edit' : 'view',
      webUrl: `https://${place.prefix}.sharepoint.com/:u:/g/${shareId.slice(2, 24)}`,
      preventsDownload: share.access === 'blocks-download',
    },
    ...made,
  };
}

/** Who opens a file by its link is counted among its views. */
export function viewsOf(shares: readonly Share[]): { at: string; by: string }[] {
  return shares.flatMap(({ lastUsed }) => (lastUsed === undefined ? [] : [{ at: lastUsed, by: 'anonymous' }]));
}

/** A person as permissions name one. */
function granteeOf(address: string, id = guidOf(`person ${address}`)): Entity {
  const displayName = nameOf(address);
  return {
    user: { displayName, email: address, id },
    siteUser: { displayName, email: address, id: '11', loginName: `i:0#.f|membership|${address}` },
  };
}

/** `carla.grady@example.com` is Carla Grady. */
export function nameOf(address: string): string {
  return address
    .split('@')[0]!
    .split('.')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}

/** The group of a site's owners or members, whose rights everything in its libraries inherits. */
export function siteGroup(site: string, title: string, role: 'owner' | 'write' | 'read', id: string): Entity {
  const displayName = `${title} ${{ owner: 'Owners', write: 'Members', read: 'Visitors' }[role]}`;
  return {
    id: Buffer.from(guidOf(`${site} ${displayName}`))
      .toString('base64url')
      .slice(0, 28),
    roles: [role],
    grantedToV2: { siteGroup: { displayName, id, loginName: displayName } },
  };
}

/** A right on the whole site that somebody has beside its groups, as the admin API has it: Everyone, for example. */
export function siteGrant(site: string, grant: Entity): Entity {
  const loginName = plainText(grant['LoginName']);
  const displayName = plainText(grant['Title']);
  const roles = (grant['Roles'] as readonly string[]).map((role) =>
    role === 'Full Control' ? 'owner' : role === 'Read' ? 'read' : 'write',
  );
  return {
    id: Buffer.from(guidOf(`${site} ${loginName}`))
      .toString('base64url')
      .slice(0, 28),
    roles: [...new Set(roles)],
    grantedToV2: { siteUser: { displayName, id: '10', loginName } },
  };
}

const scopes = ['users', 'organization', 'anonymous'];

/** What `shared` of an item says: assumption shared-facet. Nothing when none but the owner's and the site's rights reach it. */
export function sharedFacet(permissions: readonly Entity[], owner: Entity | undefined): Entity | undefined {
  const given = permissions.filter((permission) => permission['made'] !== undefined);
  if (given.length === 0) return undefined;
  const scopeOf = (permission: Entity): string =>
    (permission['link'] as { scope?: string } | undefined)?.scope ?? 'users';
  const widest = given.reduce(
    (most, one) => (scopes.indexOf(scopeOf(one)) > scopes.indexOf(most) ? scopeOf(one) : most),
    'users',
  );
  const latest = given
    .map((permission) => permission['made'] as { at: string; by: string })
    .reduce((last, one) => (one.at > last.at ? one : last));
  return {
    scope: widest,
    ...(owner && { owner: { user: owner } }),
    sharedBy: { user: { displayName: nameOf(latest.by), email: latest.by } },
    sharedDateTime: latest.at,
  };
}
