import type { AttemptLimit } from '../../store/attempts.ts';
import { countAttempt, forgetAttempts, returnAttempt } from '../../store/attempts.ts';
import { withSystem } from '../../store/scope.ts';
import { RequestFault } from '../problem-of.ts';
import type { Server } from '../server.ts';
import { hashOf } from './secrets.ts';

/** Wrong tries for one account, from one browser that is known for it, and from one address, in a quarter of an hour. */
const limits = {
  account: { most: 5, minutes: 15 },
  device: { most: 5, minutes: 15 },
  address: { most: 40, minutes: 15 },
} as const satisfies Record<string, AttemptLimit>;

type Kind = keyof typeof limits;

/**
 * Counts a try before it is judged, so that tries which come at once do not pass together. Throws `too-many`. Whether
 * an account exists does not show: any address is counted alike.
 */
export async function countTry(server: Server, subjects: Readonly<Partial<Record<Kind, string>>>): Promise<void> {
  const at = server.now();
  const wait = await withSystem(server.store, async (scope) => {
    let longest = 0;
    for (const [kind, subject] of Object.entries(subjects) as [Kind, string][]) {
      const { allowed, waitSeconds } = await countAttempt(scope, key(kind, subject), limits[kind], at);
      if (!allowed) longest = Math.max(longest, waitSeconds);
    }
    return longest;
  });
  if (wait > 0)
    throw new RequestFault('too-many', `Wait ${Math.ceil(wait / 60)} minutes, or ask an owner for a new link.`, wait);
}

/** After a right answer the wrong ones before it are forgotten. */
export async function forgetTries(
  server: Server,
  subject: string,
  kind: 'account' | 'device' = 'account',
): Promise<void> {
  await withSystem(server.store, (scope) => forgetAttempts(scope, key(kind, subject)));
}

/**
 * Gives a try back to an address after a right answer: a hospital behind one address signs in at the change of shifts.
 * The wrong tries from there stay counted, so that an account of one's own does not buy more of them.
 */
export async function returnTry(server: Server, address: string): Promise<void> {
  await withSystem(server.store, (scope) => returnAttempt(scope, key('address', address)));
}

function key(kind: Kind, subject: string): string {
  return `${kind} ${hashOf(subject.toLowerCase())}`;
}
