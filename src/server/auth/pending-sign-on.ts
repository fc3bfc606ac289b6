import { millis } from '../../core/clock.ts';
import { countAttempt } from '../../store/attempts.ts';
import { withSystem } from '../../store/scope.ts';
import { seal, unseal } from '../../store/sealing.ts';
import { cookieValue } from '../cookies.ts';
import type { Server } from '../server.ts';
import { hashOf } from './secrets.ts';
import type { PendingSignOn } from './single-sign-on.ts';

/** What somebody went to the identity provider for. */
export type SignOnAim =
  | { kind: 'sign-in' }
  /** Somebody who is signed in binds their account to the provider's; the session must still be open at the end. */
  | { kind: 'link'; session: string }
  /** Somebody accepts an invitation without a password; SHA-256 of the one-time link. */
  | { kind: 'accept'; link: string };

/** Minutes that a person has at the identity provider. */
const minutes = 10;
const context = 'single sign-on';

const nameOf = (secure: boolean) => (secure ? '__Host-wardline-sign-on' : 'wardline-sign-on');

/**
 * Where to send the browser, and the cookie with which it comes back. What was begun lies sealed in that cookie, so that
 * nothing is kept for people who only look. Another site's redirect brings it back (SameSite=Lax), unlike the session's;
 * it serves this alone. `__Host-`: a page of a sibling host must not plant one that it began itself.
 */
export async function beginSignOn(server: Server, aim: SignOnAim): Promise<{ url: string; cookie: string }> {
  const { url, pending } = await server.singleSignOn!.begin(aim.kind !== 'sign-in');
  const sealed = seal(server.keyring, JSON.stringify({ ...pending, aim, at: server.now() }), context);
  return { url, cookie: pendingCookie(sealed, server) };
}

/** What was begun in this browser, once: brought back a second time, or too late, it is nothing. */
export async function takePending(
  server: Server,
  cookies: string | null,
): Promise<(PendingSignOn & { aim: SignOnAim }) | undefined> {
  const sealed = cookieValue(cookies ?? undefined, nameOf(isSecure(server)));
  if (sealed === undefined) return undefined;
  let opened: PendingSignOn & { aim: SignOnAim; at: string };
  try {
    opened = JSON.parse(unseal(server.keyring, sealed, context).toString('utf8')) as typeof opened;
  } catch {
    return undefined;
  }
  const now = server.now();
  if (millis(now) - millis(opened.at) > minutes * 60_000) return undefined;
  const { allowed } = await withSystem(server.store, (scope) =>
    countAttempt(scope, `sign-on ${hashOf(opened.state)}`, { most: 1, minutes: 2 * minutes }, now),
  );
  return allowed ? opened : undefined;
}

/** Takes the cookie away. */
export function clearedPending(server: Server): string {
  return pendingCookie('', server);
}

function pendingCookie(value: string, server: Server): string {
  const secure = isSecure(server);
  const age = value ? minutes * 60 : 0;
  return `${nameOf(secure)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure ? '; Secure' : ''}`;
}

function isSecure({ origin }: Server): boolean {
  return origin.startsWith('https:');
}
