import { millis } from '../../core/clock.ts';
import { countAttempt } from '../../store/attempts.ts';
import { withSystem } from '../../store/scope.ts';
import { seal, unseal } from '../../store/sealing.ts';
import type { Server } from '../server.ts';
import { hashOf } from './secrets.ts';

/** Minutes within which a passkey sign-in that was begun must end. */
const minutes = 5;
const context = 'passkey attempt';

/**
 * A challenge as the browser brings it back: sealed, so that it can only be one of ours, and with its time. So nothing is
 * kept for people who only open the sign-in page.
 */
export function sealAttempt(server: Server, challenge: string): string {
  return seal(server.keyring, JSON.stringify({ challenge, at: server.now() }), context);
}

/** The challenge, once: brought back a second time, or too late, it is none. */
export async function openAttempt(server: Server, sealed: string): Promise<string | undefined> {
  const now = server.now();
  let opened: { challenge: string; at: string };
  try {
    opened = JSON.parse(unseal(server.keyring, sealed, context).toString('utf8')) as typeof opened;
  } catch {
    return undefined;
  }
  if (millis(now) - millis(opened.at) > minutes * 60_000) return undefined;
  const { allowed } = await withSystem(server.store, (scope) =>
    countAttempt(scope, `challenge ${hashOf(opened.challenge)}`, { most: 1, minutes: 2 * minutes }, now),
  );
  return allowed ? opened.challenge : undefined;
}
