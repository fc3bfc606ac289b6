import { withSystem } from '../../store/scope.ts';
import { beginSession, endSession } from '../../store/sessions.ts';
import type { Call } from '../route.ts';
import { sessionCookie } from '../cookies.ts';
import { hashOf, newSecret } from './secrets.ts';

/**
 * Begins a session under a new secret and sends it. The one that the browser came with ends: a secret that somebody
 * planted before the sign-in is worth nothing after it (session fixation).
 */
export async function beginNewSession(call: Call, account: string, level: 'half' | 'full'): Promise<void> {
  const { server, caller, at } = call;
  const secret = newSecret();
  await withSystem(server.store, async (scope) => {
    if (caller.session) await endSession(scope, caller.account, caller.session.id, at);
    const { agent, address } = caller;
    await beginSession(scope, { hash: hashOf(secret), account, level, at, agent, address });
  });
  call.header('set-cookie', sessionCookie(secret, server.origin.startsWith('https:')));
}
