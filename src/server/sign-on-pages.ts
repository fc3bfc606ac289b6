import { millis } from '../core/clock.ts';
import { recordActivity } from '../store/activity.ts';
import { accountByEmail, accountBySubject, bindSubject } from '../store/accounts.ts';
import { withSystem } from '../store/scope.ts';
import { seal, unseal } from '../store/sealing.ts';
import { beginSession } from '../store/sessions.ts';
import { hashOf, newSecret } from './auth/secrets.ts';
import type { PendingSignOn } from './auth/single-sign-on.ts';
import { sessionCookie } from './cookies.ts';
import { errorWords } from './log.ts';
import type { Server } from './server.ts';

/** Minutes that a person has at the identity provider. */
const minutes = 10;
const context = 'single sign-on';

/**
 * The two addresses of single sign-on. They are pages and no calls, because the browser itself is sent away and comes
 * back. What was begun lies sealed in a cookie that another site's redirect may bring back (SameSite=Lax), unlike the
 * session's; it serves this alone.
 */
export async function signOnPage(server: Server, request: Request): Promise<Response | undefined> {
  const url = new URL(request.url);
  const { singleSignOn: provider } = server;
  if (!provider || request.method !== 'GET' || !url.pathname.startsWith('/sign-on/')) return undefined;
  const secure = server.origin.startsWith('https:');
  if (url.pathname === '/sign-on/start') {
    const begun = await provider.begin();
    const sealed = seal(server.keyring, JSON.stringify({ ...begun.pending, at: server.now() }), context);
    return new Response(null, {
      status: 302,
      headers: { location: begun.url, 'set-cookie': pendingCookie(sealed, secure) },
    });
  }
  if (url.pathname !== '/sign-on/return') return undefined;
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  headers.append('set-cookie', pendingCookie('', secure));
  try {
    const pending = pendingOf(server, request.headers.get('cookie'));
    const answer = new URL(server.origin + url.pathname + url.search);
    const { subject, email, severalFactors } = await provider.finish(answer, pending);
    const at = server.now();
    const secret = newSecret();
    const admitted = await withSystem(server.store, async (scope) => {
      const bound = await accountBySubject(scope, subject);
      // Who was invited is known by address the first time, and by the provider's own id from then on.
      const account = bound ?? (email === undefined ? undefined : await accountByEmail(scope, email));
      if (!account || account.state === 'disabled') return false;
      if (!bound && !(await bindSubject(scope, account.id, subject))) return false;
      // A provider that asked for a password alone gives half a sign-in: the second step is ours then.
      const level = severalFactors ? 'full' : 'half';
      const agent = request.headers.get('user-agent') ?? '';
      await beginSession(scope, {
        hash: hashOf(secret),
        account: account.id,
        level,
        at,
        agent,
        address: 'single sign-on',
      });
      await recordActivity(scope, [
        {
          ...{ at, account: account.id, actor: account.email, action: 'sign-in.single-sign-on', object: account.id },
          ...{ outcome: 'done' as const, request: '', address: '' },
        },
      ]);
      return true;
    });
    if (!admitted) throw new Error('unknown person');
    headers.append('set-cookie', sessionCookie(secret, secure));
    return new Response(leading('/'), { headers });
  } catch (error) {
    server.log({ level: 'warn', event: 'single-sign-on-refused', error: errorWords(error) });
    return new Response(leading('/sign-in?refused=1'), { headers });
  }
}

/**
 * A page that goes on by itself: a redirect would still count as coming from the provider's site, and the session's
 * cookie would not be sent with it.
 */
function leading(to: string): string {
  return `<!doctype html><html lang="en"><title>Wardline</title><meta http-equiv="refresh" content="0;url=${to}"><p><a href="${to}">Go on</a></p></html>`;
}

function pendingOf(server: Server, cookies: string | null): PendingSignOn {
  const found = /(?:^|;\s*)wardline-sign-on=([A-Za-z0-9_.-]+)/.exec(cookies ?? '')?.[1] ?? '';
  const { at, ...pending } = JSON.parse(unseal(server.keyring, found, context).toString('utf8')) as PendingSignOn & {
    at: string;
  };
  if (millis(server.now()) - millis(at) > minutes * 60_000) throw new Error('too late');
  return pending;
}

function pendingCookie(value: string, secure: boolean): string {
  const age = value ? minutes * 60 : 0;
  return `wardline-sign-on=${value}; Path=/sign-on; HttpOnly; SameSite=Lax; Max-Age=${age}${secure ? '; Secure' : ''}`;
}
