import type { AuditSearches, Feed } from '../core/audit-feed.ts';
import { millis } from '../core/clock.ts';
import { pullContent } from './audit-pull/content.ts';
import type { FeedState } from './audit-pull/ports.ts';
import { type FeedPull, type PullContext, emptyPull } from './audit-pull/progress.ts';
import { pullSearches } from './audit-pull/searches.ts';
import { pullSpan } from './audit-pull/span.ts';
import { wantedSince } from './audit-pull/since.ts';
import { hour } from './audit-pull/spans.ts';

export interface PullRequest extends PullContext {
  feeds: readonly Feed[];
  /** Absent: what the feeds have lost is not fetched. */
  searches?: AuditSearches;
  /** A feed that was refused is not asked again for so many milliseconds; 0 asks each time. */
  refusedFor?: number;
}

/**
 * Fetches what is due of every feed into the log: first the records, which are confirmed, then the checkpoint. Ended
 * anywhere, the next pull goes on, loses nothing and keeps nothing twice. A feed that fails says so and stops no other.
 * Throws when the log itself cannot be written and when it is cancelled.
 */
export async function pullAudit(request: PullRequest): Promise<FeedPull[]> {
  const pulls: FeedPull[] = [];
  for (const feed of request.feeds) {
    request.signal?.throwIfAborted();
    if (await isResting(feed, request)) continue;
    const pull = emptyPull(feed.name);
    pulls.push(pull);
    await attempt(pull, request, () =>
      feed.kind === 'content' ? pullContent(feed, request, pull) : pullSpan(feed, request, pull),
    );
    await noted(feed, pull, request);
  }
  const { searches } = request;
  if (searches) {
    const pull = emptyPull('audit-searches');
    await attempt(pull, request, () => pullSearches(searches, request, pull));
    pulls.push(pull);
  }
  return pulls;
}

async function isResting(feed: Feed, { keeper, now, refusedFor = 0 }: PullRequest): Promise<boolean> {
  const standing = await keeper.standing(feed.name);
  const isRefused = standing?.state === 'refused' || standing?.state === 'not-licensed' || standing?.state === 'off';
  return isRefused && millis(now()) - millis(standing.triedAt) < Math.min(refusedFor, hour);
}

async function noted(feed: Feed, pull: FeedPull, request: PullRequest): Promise<void> {
  const { keeper, now } = request;
  await keeper.note(feed.name, {
    state: pull.state,
    since: wantedSince(await keeper.standing(feed.name), request),
    triedAt: now(),
    succeeded: pull.state === 'on' && !pull.problem,
    ...(pull.problem && { problem: [pull.problem.message, pull.problem.hint].filter(Boolean).join(' ') }),
  });
}

async function attempt(pull: FeedPull, { signal }: PullRequest, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    signal?.throwIfAborted();
    const state = stateAfter(error);
    if (!state) throw error;
    pull.state = state;
    const { message, hint } = error as Error & { hint?: string };
    pull.problem = { message, ...(hint !== undefined && { hint }) };
  }
}

/** An error of an outside API, by its form: the connectors' errors carry facts of the answer. */
interface ServiceFault {
  code: string;
  facts: { serviceCode?: string };
}

const refusals = new Set([
  ...['unauthorized', 'forbidden', 'consent-missing', 'app-unknown', 'resource-unknown', 'certificate-refused'],
  ...['sign-in-refused', 'not-in-cloud'],
]);

/** What a feed is after an error of the service; undefined for an error of ours. */
function stateAfter(error: unknown): FeedState | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('facts' in error)) return undefined;
  const { code, facts } = error as Error & ServiceFault;
  if (code === 'cancelled') return undefined;
  if (/^AF2001[12]$/.test(facts.serviceCode ?? '')) return 'off';
  // The next pull starts it again.
  if (/^AF2002[23]$/.test(facts.serviceCode ?? '')) return 'starting';
  if (code === 'not-licensed') return 'not-licensed';
  return refusals.has(code) ? 'refused' : 'failing';
}
