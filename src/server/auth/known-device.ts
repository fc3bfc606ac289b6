import { randomUUID } from 'node:crypto';
import { millis } from '../../core/clock.ts';
import { seal, unseal } from '../../store/sealing.ts';
import { cookieValue } from '../cookies.ts';
import type { Server } from '../server.ts';
import { hashOf } from './secrets.ts';

/** Days for which a browser in which somebody signed in with both steps is known. */
const days = 180;
const context = 'known device';

const nameOf = (secure: boolean) => (secure ? '__Host-wardline-device' : 'wardline-device');

/**
 * The id of a browser in which this account was signed in before; undefined for any other. Its wrong passwords are
 * counted by themselves: who guesses from elsewhere locks the account for strangers, and not for its owner.
 */
export function knownDevice(server: Server, cookies: string, email: string): string | undefined {
  const sealed = cookieValue(cookies, nameOf(isSecure(server)));
  if (!sealed) return undefined;
  try {
    const { id, of, at } = JSON.parse(unseal(server.keyring, sealed, context).toString('utf8')) as Kept;
    const isOld = millis(server.now()) - millis(at) > days * 86_400_000;
    return of === hashOf(email.toLowerCase()) && !isOld ? id : undefined;
  } catch {
    return undefined;
  }
}

interface Kept {
  id: string;
  /** SHA-256 of the address. */
  of: string;
  at: string;
}

/** The cookie that makes this browser known for an account. It opens nothing. */
export function deviceCookie(server: Server, email: string): string {
  const kept: Kept = { id: randomUUID(), of: hashOf(email.toLowerCase()), at: server.now() };
  const secure = isSecure(server);
  const sealed = seal(server.keyring, JSON.stringify(kept), context);
  return `${nameOf(secure)}=${sealed}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${days * 86_400}${secure ? '; Secure' : ''}`;
}

function isSecure({ origin }: Server): boolean {
  return origin.startsWith('https:');
}
