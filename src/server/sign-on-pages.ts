import { admitPerson } from './auth/admit-person.ts';
import { countTry, returnTry } from './auth/limits.ts';
import { beginSignOn, clearedPending, takePending } from './auth/pending-sign-on.ts';
import { sessionCookie } from './cookies.ts';
import { errorWords } from './log.ts';
import type { Server } from './server.ts';

/** What the sign-in page says about a refusal; the words stand in the console. */
type Refusal = 'provider' | 'answer' | 'unknown' | 'disabled' | 'bound' | 'link';

/**
 * The two addresses of single sign-on. They are pages and no calls, because the browser itself is sent away and comes
 * back. `address` is where the request came from.
 */
export async function signOnPage(server: Server, request: Request, address: string): Promise<Response | undefined> {
  const { pathname, search } = new URL(request.url);
  if (!server.singleSignOn || request.method !== 'GET') return undefined;
  if (pathname === '/sign-on/start') return start(server);
  if (pathname === '/sign-on/return') return comeBack(server, request, search, address);
  return undefined;
}

async function start(server: Server): Promise<Response> {
  try {
    const { url, cookie } = await beginSignOn(server, { kind: 'sign-in' });
    return new Response(null, { status: 302, headers: { location: url, 'set-cookie': cookie, ...unkept } });
  } catch (error) {
    return refused(server, 'provider', errorWords(error));
  }
}

async function comeBack(server: Server, request: Request, search: string, address: string): Promise<Response> {
  const pending = await takePending(server, request.headers.get('cookie'));
  if (!pending) return refused(server, 'answer', 'nothing was begun in this browser');
  let person;
  try {
    await countTry(server, { address });
    person = await server.singleSignOn!.finish(search, pending);
    await returnTry(server, address);
  } catch (error) {
    return refused(server, 'answer', errorWords(error));
  }
  const agent = request.headers.get('user-agent') ?? '';
  const admitted = await admitPerson(server, person, pending.aim, { address, agent });
  if (admitted.kind === 'refused') return refused(server, admitted.why, admitted.why);
  if (admitted.kind === 'linked') return leading(server, '/account?linked=1');
  const response = leading(server, '/');
  response.headers.append('set-cookie', sessionCookie(admitted.secret, server.origin.startsWith('https:')));
  return response;
}

const unkept = { 'cache-control': 'no-store' };

function refused(server: Server, why: Refusal, error: string): Response {
  server.log({ level: 'warn', event: 'single-sign-on-refused', why, error });
  return leading(server, `/sign-in?refused=${why}`);
}

/**
 * A page that goes on by itself: a redirect would still count as coming from the provider's site, and the session's
 * cookie would not be sent with it. `to` is an address of ours and holds nothing of the request.
 */
function leading(server: Server, to: string): Response {
  const page = `<!doctype html><html lang="en"><title>Wardline</title><meta http-equiv="refresh" content="0;url=${to}"><p><a href="${to}">Go on</a></p></html>`;
  return new Response(page, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'set-cookie': clearedPending(server), ...unkept },
  });
}
