import type { Context } from 'hono';
import { may } from './auth/permitted.ts';
import type { Grants } from './auth/permitted.ts';
import { hashOf } from './auth/secrets.ts';
import type { Access } from '../api/endpoint.ts';
import { type ApiToken, markUsed } from '../store/api-tokens.ts';
import { sessionHolder, tokenHolder } from '../store/holders.ts';
import { withSystem } from '../store/scope.ts';
import { type Session, markSeen } from '../store/sessions.ts';
import { clientAddress } from './client-address.ts';
import type { Server } from './server.ts';

/** Who sends a request. */
export interface Caller {
  /** `none`: nobody signed in; `half`: the password was right and the second step is missing. */
  level: 'none' | 'half' | 'full';
  account: string;
  email: string;
  name: string;
  grants: Grants;
  by: 'nobody' | 'session' | 'token';
  token?: ApiToken;
  session?: Session;
  /** SHA-256 of what the browser holds. */
  sessionHash?: string;
  /** The tenant that the address names, where there is one of that id. */
  tenant?: string;
  /** As the activity log names them. */
  actor: string;
  address: string;
  agent: string;
}

const nobody = { level: 'none', account: '', email: '', name: '', grants: { roles: [] }, by: 'nobody' } as const;

/** The caller by a bearer token or by the session's cookie. What is wrong with either is nobody, not an error. */
export async function callerOf(
  { store, now }: Pick<Server, 'store' | 'now'>,
  given: {
    bearer?: string;
    cookie?: string;
    address: string;
    agent: string;
    tenant: string | undefined;
    unseen: boolean;
  },
): Promise<Caller> {
  const { bearer, cookie, address, agent, tenant } = given;
  const at = now();
  const stranger: Caller = { ...nobody, actor: 'nobody', address, agent };
  const shown = bearer ?? cookie;
  if (shown === undefined) return stranger;
  const hash = hashOf(shown);
  const find = bearer === undefined ? sessionHolder : tokenHolder;
  const holder = await find(store, { hash, tenant, at });
  if (!holder) return stranger;
  const { account, roles, session, token } = holder;
  if (holder.unmarked && !given.unseen)
    await withSystem(store, (scope) => (token ? markUsed : markSeen)(scope, hash, at));
  return {
    ...stranger,
    level: session ? session.level : 'full',
    account: account.id,
    email: account.email,
    name: account.name,
    grants: { roles, ...(token && { limit: token }) },
    by: token ? 'token' : 'session',
    ...(token && { token }),
    ...(session && { session, sessionHash: hash }),
    ...(holder.tenantIsThere && { tenant: tenant! }),
    actor: token ? `token ${token.name} of ${account.email}` : account.email,
  };
}

/** The address that a request came from. */
export function addressOf({ proxies }: Pick<Server, 'proxies'>, context: Context): string {
  const env = context.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return clientAddress(env?.incoming?.socket?.remoteAddress, context.req.header('x-forwarded-for'), proxies);
}

/** Whether a caller may use an endpoint in a tenant. `sign-in`: they have to sign in first. */
export function admitted(caller: Caller, access: Access, tenant: string | undefined): 'yes' | 'sign-in' | 'no' {
  if (access === 'public') return 'yes';
  if (caller.level === 'none') return 'sign-in';
  if (access === 'half-signed-in') return caller.by === 'token' ? 'no' : 'yes';
  if (caller.level === 'half') return 'sign-in';
  if (access === 'token') return caller.by === 'token' ? 'yes' : 'no';
  if (access === 'signed-in') return caller.by === 'token' ? 'no' : 'yes';
  return may(caller.grants, access, tenant) ? 'yes' : 'no';
}
