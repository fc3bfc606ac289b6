import { type ConnectedClients, proxyOf } from '../../connectors/clients.ts';
import { auditFeeds, auditSearches } from '../../connectors/graph/audit-feeds.ts';
import { activityFeeds } from '../../connectors/management-activity/feeds.ts';
import { type Feed, feedNames } from '../../core/audit-feed.ts';
import { WardlineError } from '../../core/errors.ts';
import type { Organization } from '../../core/organization.ts';
import { pullAudit } from '../../engine/audit-pull.ts';
import type { NewEvent } from '../../engine/audit-pull/ports.ts';
import type { FeedPull } from '../../engine/audit-pull/progress.ts';
import { type Recovered, withEventLog } from '../../store/events/event-log.ts';
import { joinSegments } from '../../store/events/join.ts';
import { forgetContents } from '../../store/audit-feeds.ts';
import type { EventLogPlace } from '../../store/events/log-place.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import type { Tenant } from '../../store/tenants.ts';
import type { Invocation } from '../command.ts';
import { clientsOf, signInOf } from '../live.ts';
import { feedKeeper } from './feed-keeper.ts';
import { describeRecord } from './logged-record.ts';
import { recordSink } from './record-sink.ts';
import { serviceClock } from './service-clock.ts';
import { type WatchSummary, watchLog } from './watching.ts';

export interface Collected {
  pulls: FeedPull[];
  recovered: Recovered;
  watched: WatchSummary;
  /** Milliseconds by which the service's clock is ahead of this machine's; 0 when they agree, and for a simulated tenant. */
  ahead: number;
  /** Why small segments could not be joined: one of them is not as it was sealed. */
  notJoined?: string;
}

export interface CollectRound {
  since?: string;
  signal?: AbortSignal;
  refusedFor?: number;
  rewatch?: boolean;
  /** Looks at the audit searches alone: sign-ins may be asked for five times in ten seconds, not more. */
  searchesOnly?: boolean;
  fresh?(events: readonly NewEvent[]): void;
  tell?(line: string): void;
}

/** Collects one tenant's audit log, any number of times. */
export interface Collector {
  round(given: CollectRound): Promise<Collected>;
  close(): void;
}

/** Throws `not-found` where the registration that reads content was not connected. */
export async function openCollector(given: {
  store: Store;
  tenant: Tenant;
  place: EventLogPlace;
  organization: Organization;
  env: Invocation['env'];
  /** Names of feeds or of their kinds, separated by commas; all without it. */
  only?: string;
}): Promise<Collector> {
  const { store, tenant, place, organization, env, only } = given;
  const { hostMap } = await signInOf(store, env, tenant, 'read-content');
  const clients = await clientsOf(store, env, tenant, 'read-content');
  try {
    const feeds = chosenFeeds(clients, only);
    const searches = feeds.some(({ kind }) => kind === 'content') ? auditSearches(clients.graph) : undefined;
    return {
      close: () => clients.close(),
      async round({ rewatch, searchesOnly, ...round }) {
        // First: what the round before sealed is in the archive by now, one by one, and need not go there in a pack.
        const notJoined = await joinedOrWhyNot(store, place);
        const { now, ahead } = await serviceClock(tenant, hostMap ? { hostMap } : { proxy: proxyOf(undefined) });
        const { pulls, recovered } = await withEventLog(
          store,
          place,
          { describe: describeRecord, now },
          async (log) => ({
            recovered: log.recovered,
            pulls: await pullAudit({
              ...{
                ...round,
                feeds: searchesOnly ? [] : feeds,
                now,
                keeper: feedKeeper(store, tenant.id),
                sink: recordSink(log, place),
              },
              ...(searches && { searches }),
            }),
          }),
        );
        await withTenant(store, tenant.id, (scope) => forgetContents(scope, now()));
        const watched = await watchLog(store, place, {
          ...{ organization, now, anew: rewatch === true },
          ...(round.signal && { signal: round.signal }),
        });
        return { pulls, recovered, watched, ahead: hostMap ? 0 : ahead, ...(notJoined !== undefined && { notJoined }) };
      },
    };
  } catch (error) {
    clients.close();
    throw error;
  }
}

/** Collecting goes on whatever stands in the way of joining: what comes must not be lost to what was altered before. */
async function joinedOrWhyNot(store: Store, place: EventLogPlace): Promise<string | undefined> {
  try {
    await joinSegments(store, place);
    return undefined;
  } catch (error) {
    if (!(error instanceof WardlineError)) throw error;
    // Another process writes to the log: the next round joins.
    return error.code === 'conflict' ? undefined : `${error.message} ${error.hint ?? ''}`.trim();
  }
}

function chosenFeeds(clients: ConnectedClients, only: string | undefined): Feed[] {
  const all: Feed[] = [...(clients.activity ? activityFeeds(clients.activity) : []), ...auditFeeds(clients.graph)];
  if (only === undefined) return all;
  const wanted = only
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  for (const name of wanted)
    if (!feedNames.some((feed) => isNamed(feed, name)))
      throw new WardlineError('usage', `No feed is called ${name}.`, `There are: ${feedNames.join(', ')}.`);
  return all.filter(({ name: feed }) => wanted.some((name) => isNamed(feed, name)));
}

function isNamed(feed: string, name: string): boolean {
  return feed === name || feed.startsWith(`${name}.`);
}
