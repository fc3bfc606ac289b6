import type { Span } from '../../core/audit-feed.ts';
import { holes } from '../../engine/audit-pull/spans.ts';
import { silenceOf } from '../../engine/feed-silence.ts';
import { listCoverage } from '../../store/audit-feeds.ts';
import type { TenantScope } from '../../store/scope.ts';
import { feedLives } from './feed-lives.ts';

/** How a feed of the audit log stands. */
export interface FeedStanding {
  feed: string;
  state: string;
  checkpoint: string | null;
  lastSuccess: string | null;
  lastEvent: string | null;
  /** Records of the last four weeks. */
  records: number;
  /** Minutes from an event to our receipt of it. */
  lagP50?: number;
  lagP95?: number;
  silentHours?: number;
  usualSilenceHours?: number;
  isSilent: boolean;
  /** What was never asked for. */
  gaps: Span[];
  problem?: string;
}

/** A gap of less is the time between two calls. */
const leastGap = 60_000;

/** How every feed of a tenant stands, in their order. */
export async function feedStandings(scope: TenantScope, now: string): Promise<FeedStanding[]> {
  const rows: FeedStanding[] = [];
  for (const life of await feedLives(scope, now)) {
    const { kept, arrivals } = life;
    const silence = silenceOf(life, now);
    const covered = await listCoverage(scope, kept.feed);
    rows.push({
      ...{ feed: kept.feed, state: kept.state, checkpoint: kept.checkpoint, lastSuccess: kept.succeededAt },
      ...{ lastEvent: kept.lastEventAt, records: life.records },
      ...(arrivals?.p50 !== undefined && { lagP50: arrivals.p50 }),
      ...(arrivals?.p95 !== undefined && { lagP95: arrivals.p95 }),
      ...(silence && { silentHours: silence.hours }),
      ...(silence?.usual !== undefined && { usualSilenceHours: silence.usual }),
      isSilent: silence?.limit !== undefined && silence.hours > silence.limit,
      gaps: kept.checkpoint === null ? [] : holes({ from: kept.since, to: kept.checkpoint }, covered, leastGap),
      ...(kept.problem !== null && { problem: kept.problem }),
    });
  }
  return rows;
}
