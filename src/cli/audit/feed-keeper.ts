import type { FeedName } from '../../core/audit-feed.ts';
import type { FeedKeeper } from '../../engine/audit-pull/ports.ts';
import {
  addArrivals,
  addContents,
  addSearch,
  coverSpan,
  endSearch,
  goneContents,
  listCoverage,
  listFeeds,
  markFetched,
  noteFeed,
  openSearches,
  waitingContents,
} from '../../store/audit-feeds.ts';
import type { Store } from '../../store/open.ts';
import { type TenantScope, withTenant } from '../../store/scope.ts';

/** What is kept of a tenant's feeds, in the store. Each call is one transaction. */
export function feedKeeper(store: Store, tenant: string): FeedKeeper {
  const inScope = <T>(act: (scope: TenantScope) => Promise<T>) => withTenant(store, tenant, act);
  return {
    async standing(name: FeedName) {
      const found = (await inScope(listFeeds)).find(({ feed }) => feed === name);
      if (!found) return undefined;
      const { state, since, checkpoint, triedAt } = found;
      return { state, since, triedAt, ...(checkpoint !== null && { checkpoint }) };
    },
    note: (feed, change) => inScope((scope) => noteFeed(scope, feed, change)),
    addContents: (feed, contents, at) => inScope((scope) => addContents(scope, feed, contents, at)),
    waiting: (feed) => inScope((scope) => waitingContents(scope, feed)),
    fetched: (feed, contents, at) => inScope((scope) => markFetched(scope, feed, contents, at)),
    coverage: (feed) => inScope((scope) => listCoverage(scope, feed)),
    cover: (feeds, span, checkpoint) =>
      inScope(async (scope) => {
        for (const feed of feeds) await coverSpan(scope, feed, span, checkpoint);
      }),
    gone: () => inScope(goneContents),
    searches: () => inScope(openSearches),
    asked: (id, span, at) => inScope((scope) => addSearch(scope, id, span, at)),
    ended: (id, result, at, records, covers) =>
      inScope((scope) => endSearch(scope, id, { result, at, records, covers })),
    arrived: (feed, times, at) => inScope((scope) => addArrivals(scope, feed, times, at)),
  };
}
