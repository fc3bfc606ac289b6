import { daysAfter } from '../../core/clock.ts';
import type { FeedLife } from '../../engine/feed-silence.ts';
import { type Arrivals, type KeptFeed, arrivalsSince, listFeeds } from '../../store/audit-feeds.ts';
import type { TenantScope } from '../../store/scope.ts';

/** Days of the past that tell what is usual. */
const past = 28;

/** Every feed of a tenant with its life of the last four weeks. */
export async function feedLives(
  scope: TenantScope,
  now: string,
): Promise<(FeedLife & { kept: KeptFeed; arrivals?: Arrivals })[]> {
  const arrivals = await arrivalsSince(scope, daysAfter(now, -past));
  return (await listFeeds(scope)).map((kept) => {
    const own = arrivals.get(kept.feed);
    return {
      ...{ feed: kept.feed, state: kept.state, kept, hours: own?.hours ?? [], records: own?.records ?? 0 },
      ...(kept.lastEventAt !== null && { lastEventAt: kept.lastEventAt }),
      ...(kept.succeededAt !== null && { succeededAt: kept.succeededAt }),
      ...(own && { arrivals: own }),
    };
  });
}
