import { may } from './auth/permitted.ts';
import type { Grants } from './auth/permitted.ts';
import { hashOf } from './auth/secrets.ts';
import type { Access } from '../api/endpoint.ts';
import { accountById, rolesOf } from '../store/accounts.ts';
import { openToken } from '../store/api-tokens.ts';
import { withSystem } from '../store/scope.ts';
import { openSession } from '../store/sessions.ts';
import type { Session } from '../store/sessions.ts';
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
  session?: Session;
  /** SHA-256 of what the browser holds. */
  sessionHash?: string;
  /** As the activity log names them. */
  actor: string;
  address: string;
  agent: string;
}

const nobody = { level: 'none', account: '', email: '', name: '', grants: { roles: [] }, by: 'nobody' } as const;

/** The caller by a bearer token or by the session's cookie. What is wrong with either is nobody, not an error. */
export async function callerOf(
  server: Server,
  { bearer, cookie, address, agent }: { bearer?: string; cookie?: string; address: string; agent: string },
): Promise<Caller> {
  const at = server.now();
  const stranger: Caller = { ...nobody, actor: 'nobody', address, agent };
  if (bearer === undefined && cookie === undefined) return stranger;
  return withSystem(server.store, async (scope) => {
    const token = bearer === undefined ? undefined : await openToken(scope, hashOf(bearer), at);
    const sessionHash = bearer === undefined ? hashOf(cookie!) : undefined;
    const session = sessionHash === undefined ? undefined : await openSession(scope, sessionHash, at);
    const owner = token?.account ?? session?.account;
    const account = owner === undefined ? undefined : await accountById(scope, owner);
    if (!account || account.state !== 'active') return stranger;
    const roles = await rolesOf(scope, account.id, at);
    const { id, email, name } = account;
    return {
      ...stranger,
      level: session ? session.level : 'full',
      account: id,
      email,
      name,
      grants: { roles, ...(token && { limit: token }) },
      by: token ? 'token' : 'session',
      ...(session && { session, sessionHash: sessionHash! }),
      actor: token ? `token ${token.name} of ${email}` : email,
    };
  });
}

/** Whether a caller may use an endpoint in a tenant. `sign-in`: they have to sign in first. */
export function admitted(caller: Caller, access: Access, tenant: string | undefined): 'yes' | 'sign-in' | 'no' {
  if (access === 'public') return 'yes';
  if (caller.level === 'none') return 'sign-in';
  if (access === 'half-signed-in') return caller.by === 'token' ? 'no' : 'yes';
  if (caller.level === 'half') return 'sign-in';
  if (access === 'signed-in') return caller.by === 'token' ? 'no' : 'yes';
  return may(caller.grants, access, tenant) ? 'yes' : 'no';
}
