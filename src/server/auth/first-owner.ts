import { momentOf, millis } from '../../core/clock.ts';
import { isUnclaimed } from '../../store/accounts.ts';
import { addLink } from '../../store/one-time-links.ts';
import { withSystem } from '../../store/scope.ts';
import type { Server } from '../server.ts';
import { hashOf, newSecret } from './secrets.ts';

/** Hours for which the link of the first start works; another start makes a new one. */
const hours = 24;

/** The one-time link with which the first person becomes owner; undefined once there is one. */
export async function firstOwnerLink(server: Pick<Server, 'store' | 'origin' | 'now'>): Promise<string | undefined> {
  const at = server.now();
  const secret = newSecret();
  const made = await withSystem(server.store, async (scope) => {
    if (!(await isUnclaimed(scope))) return false;
    const endsAt = momentOf(millis(at) + hours * 3_600_000);
    await addLink(scope, { hash: hashOf(secret), kind: 'first-owner', at, endsAt });
    return true;
  });
  return made ? linkAddress(server.origin, secret) : undefined;
}

/** The secret stands behind the #: no server, proxy or log on the way sees it. */
export function linkAddress(origin: string, secret: string): string {
  return `${origin}/welcome#${secret}`;
}
