import { plainText } from '../../core/shape.ts';
import type { State } from '../state.ts';
import type { Entity } from '../store.ts';
import { includesPerson } from './principals.ts';
import { type RoleDefinition, roleNamed } from './role-definitions.ts';

/** What a person may do on a site. */
export interface SiteAccess {
  roles: readonly RoleDefinition[];
  mayRead: boolean;
  mayEdit: boolean;
  /** Owners may share; who can edit may only where the site lets its members: assumption spo-members-share. */
  mayShare: boolean;
}

/** The rights of a person on a site, from all that is given to the person, to groups and to everyone. */
export function accessOf(state: State, site: Entity, person: Entity): SiteAccess {
  const given = ((site['Permissions'] ?? []) as Entity[]).filter(
    (permission) =>
      includesPerson(state, permission['LoginName'], person) ||
      ((permission['Users'] ?? []) as Entity[]).some((inner) => includesPerson(state, inner['LoginName'], person)),
  );
  const names = new Set(given.flatMap((permission) => (permission['Roles'] ?? []) as string[]));
  if (isOwner(site, person)) names.add('Full Control');
  const roles = [...names].map(roleNamed).filter((role) => role !== undefined);
  const has = (...kinds: number[]): boolean => roles.some(({ kind }) => kinds.includes(kind));
  const mayEdit = has(3, 4, 5, 6);
  return {
    roles,
    mayRead: mayEdit || has(2),
    mayEdit,
    mayShare: has(5) || (mayEdit && site['MembersCanShare'] !== false),
  };
}

function isOwner(site: Entity, person: Entity): boolean {
  const owner = plainText(site['Owner']).toLowerCase();
  return owner !== '' && owner === plainText(person['userPrincipalName']).toLowerCase();
}
