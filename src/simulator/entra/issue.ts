import type { Tenant } from '../tenant.ts';
import type { World } from '../world.ts';
import { randomUUID } from 'node:crypto';
import { cloudHosts } from '../hosts.ts';
import { signedToken } from './keys.ts';
import { grantedRoles, rolesOfPrincipal } from './registrations.ts';
import type { Audience } from './resources.ts';

/** Access tokens live an hour less a second. Life and claims: assumption token-shape. */
export const tokenLife = 3599;

interface AppTokenRequest {
  tenant: Tenant;
  appId: string;
  displayName: string;
  servicePrincipalId: string;
  /** How it proved itself: a secret (`1`) or a certificate (`2`). */
  proof: '1' | '2';
}

/** The token of an application for itself: permissions in `roles`, directory roles in `wids`. */
export function appToken(world: World, request: AppTokenRequest, { audience, resource }: Audience): string {
  const { tenant, appId, servicePrincipalId } = request;
  const roles = grantedRoles(tenant, appId, resource);
  return signedToken(tenant, {
    ...common(world, tenant, audience),
    appid: appId,
    app_displayname: request.displayName,
    appidacr: request.proof,
    idtyp: 'app',
    oid: servicePrincipalId,
    sub: servicePrincipalId,
    ...(roles.length > 0 && { roles }),
    wids: rolesOfPrincipal(tenant, servicePrincipalId),
  });
}

interface UserTokenRequest {
  tenant: Tenant;
  appId: string;
  displayName: string;
  user: { id: string; userPrincipalName: string; displayName: string };
  scopes: readonly string[];
  ip: string;
}

/** The token of a person through an application: permissions in `scp`. */
export function userToken(world: World, request: UserTokenRequest, { audience }: Audience): string {
  const { tenant, appId, user } = request;
  return signedToken(tenant, {
    ...common(world, tenant, audience),
    amr: ['pwd', 'mfa'],
    appid: appId,
    app_displayname: request.displayName,
    appidacr: '0',
    idtyp: 'user',
    ipaddr: request.ip,
    name: user.displayName,
    oid: user.id,
    scp: request.scopes.join(' '),
    sub: user.id,
    unique_name: user.userPrincipalName,
    upn: user.userPrincipalName,
    wids: rolesOfPrincipal(tenant, user.id),
  });
}

function common(world: World, tenant: Tenant, audience: string): Record<string, unknown> {
  const now = Math.floor((world.clock.now() + world.skew.login) / 1000);
  return {
    aud: audience,
    iss: `https://sts.windows.net/${tenant.id}/`,
    iat: now,
    nbf: now,
    exp: now + tokenLife,
    tid: tenant.id,
    tenant_region_scope: 'NA',
    uti: randomUUID(),
    ver: '1.0',
  };
}

/** Where the sign-in pages of a tenant's cloud are. */
export function loginHost(tenant: Tenant): string {
  return cloudHosts[tenant.cloud].login[0]!;
}
