import { type Permission, permissionsOf } from '../../core/permission.ts';
import type { GrantedRole } from '../../store/accounts.ts';

/** What somebody who is signed in may do, where. */
export interface Grants {
  roles: readonly GrantedRole[];
  /** Set for a token: it does at most this, whatever its person may do. */
  limit?: { permissions: readonly Permission[]; tenant: string };
}

/** Whether a permission is held in a tenant; without a tenant it has to be held for all. */
export function may({ roles, limit }: Grants, permission: Permission, tenant: string | undefined): boolean {
  if (limit && !(limit.permissions.includes(permission) && (limit.tenant === '*' || limit.tenant === tenant)))
    return false;
  return roles.some(
    (given) => (given.tenant === '*' || given.tenant === tenant) && permissionsOf[given.role].includes(permission),
  );
}

/** Those of the tenants in which a permission is held. */
export function tenantsWith(grants: Grants, permission: Permission, tenants: readonly string[]): string[] {
  return tenants.filter((tenant) => may(grants, permission, tenant));
}

/** All that is held in a tenant. */
export function heldIn(grants: Grants, tenant: string): Permission[] {
  const held = new Set(grants.roles.flatMap((given) => permissionsOf[given.role]));
  return [...held].filter((permission) => may(grants, permission, tenant));
}
