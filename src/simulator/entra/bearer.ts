import { isPlainObject, plainText } from '../../core/shape.ts';
import type { Request } from '../http.ts';
import type { Actor } from '../origin.ts';
import type { Tenant } from '../tenant.ts';
import type { World } from '../world.ts';
import { isSignedBy } from './keys.ts';
import { audienceOfHost } from './resources.ts';

/** Who calls an API, as its token says. */
export interface Caller {
  tenant: Tenant;
  appId: string;
  actor: Actor;
  /** Application permissions, less those that were taken away since. */
  roles: ReadonlySet<string>;
  /** Delegated permissions. */
  scopes: ReadonlySet<string>;
  /** Template ids of directory roles. */
  directoryRoles: ReadonlySet<string>;
  /** It proved itself with a certificate. */
  certificate: boolean;
}

/** Why a token is refused; each API says it in its own words. */
export interface TokenRefusal {
  refused: 'missing' | 'malformed' | 'signature' | 'expired' | 'not-yet' | 'audience' | 'tenant' | 'app';
  message: string;
}

/** Clocks of services may differ by so many seconds. */
const tolerance = 300;

/** Checks the bearer token of a request against the host that it was sent to. */
export function verifyBearer(world: World, request: Request): Caller | TokenRefusal {
  const header = request.headers['authorization'];
  const token = header?.match(/^Bearer\s+(\S+)$/i)?.[1];
  if (!token) return { refused: 'missing', message: 'Access token is empty.' };
  const claims = claimsOf(token);
  if (!claims) return { refused: 'malformed', message: 'IDX14100: JWT is not well formed.' };
  const tenant = world.tenants.get(String(claims['tid']));
  if (!tenant || !request.host.clouds.includes(tenant.cloud))
    return { refused: 'tenant', message: 'Token issuer is invalid.' };
  if (!isSignedBy(tenant, token))
    return { refused: 'signature', message: 'Access token validation failure. Invalid signature.' };
  const now = (world.clock.now() + world.skew.apis) / 1000;
  if (now > Number(claims['exp']) + tolerance)
    return { refused: 'expired', message: 'Lifetime validation failed, the token is expired.' };
  if (now < Number(claims['nbf']) - tolerance)
    return { refused: 'not-yet', message: 'Lifetime validation failed, the token is not yet valid.' };
  if (claims['aud'] !== audienceOfHost(request.host))
    return { refused: 'audience', message: 'Access token validation failure. Invalid audience.' };
  const appId = String(claims['appid']);
  const principal = tenant.store.list('servicePrincipals').find((entry) => entry['appId'] === appId);
  if (!principal || principal['accountEnabled'] === false)
    return { refused: 'app', message: 'The identity of the calling application could not be established.' };
  return callerOf(tenant, appId, claims);
}

function callerOf(tenant: Tenant, appId: string, claims: Record<string, unknown>): Caller {
  const isUser = claims['idtyp'] === 'user';
  const kept = (role: string): boolean =>
    !tenant.lostRoles.has(`${appId} ${role}`) && !tenant.lostRoles.has(`* ${role}`);
  return {
    tenant,
    appId,
    actor: isUser
      ? {
          kind: 'user',
          id: String(claims['oid']),
          displayName: String(claims['name']),
          userPrincipalName: String(claims['upn']),
          appId,
        }
      : { kind: 'app', id: String(claims['oid']), displayName: String(claims['app_displayname']), appId },
    roles: new Set(strings(claims['roles']).filter(kept)),
    scopes: new Set(
      plainText(claims['scp'] ?? '')
        .split(' ')
        .filter((scope) => scope !== '' && kept(scope)),
    ),
    directoryRoles: new Set(strings(claims['wids']).filter(kept)),
    certificate: claims['appidacr'] === '2' || isUser,
  };
}

function claimsOf(token: string): Record<string, unknown> | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1]!, 'base64url').toString('utf8'));
    return isPlainObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
