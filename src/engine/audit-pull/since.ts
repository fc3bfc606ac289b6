import type { FeedStanding } from './ports.ts';
import type { PullContext } from './progress.ts';
import { before, day } from './spans.ts';

/** From when on a feed's records are wanted: what was said once stays, unless somebody asks for more. */
export function wantedSince(
  standing: FeedStanding | undefined,
  { since, now }: Pick<PullContext, 'since' | 'now'>,
): string {
  if (!standing) return since ?? before(now(), 7 * day);
  return since !== undefined && since < standing.since ? since : standing.since;
}
