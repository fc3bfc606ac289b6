import type { FeedPull } from '../../engine/audit-pull/progress.ts';
import type { Collected } from './collector.ts';

/** Two rounds of one pull as one: what came is added up, how things stand is as of the later. */
export function together(before: Collected, after: Collected): Collected {
  const earlier = new Map(before.pulls.map((pull) => [pull.feed, pull]));
  const seen = new Set(after.pulls.map(({ feed }) => feed));
  return {
    pulls: [
      ...before.pulls.filter(({ feed }) => !seen.has(feed)),
      ...after.pulls.map((pull) => addedTo(earlier.get(pull.feed), pull)),
    ],
    recovered: before.recovered,
    watched: {
      ...after.watched,
      alerts: before.watched.alerts + after.watched.alerts,
      escalated: before.watched.escalated + after.watched.escalated,
      notRejudged: before.watched.notRejudged + after.watched.notRejudged,
    },
    ahead: after.ahead,
    ...(after.notJoined !== undefined && { notJoined: after.notJoined }),
  };
}

function addedTo(before: FeedPull | undefined, after: FeedPull): FeedPull {
  if (!before) return after;
  return {
    ...after,
    records: before.records + after.records,
    kept: before.kept + after.kept,
    repeated: before.repeated + after.repeated,
    quarantined: sums(before.quarantined, after.quarantined),
    refused: sums(before.refused, after.refused),
    contents: {
      fetched: before.contents.fetched + after.contents.fetched,
      gone: before.contents.gone + after.contents.gone,
      waiting: after.contents.waiting,
    },
  };
}

function sums(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const all = { ...a };
  for (const [why, count] of Object.entries(b)) all[why] = (all[why] ?? 0) + count;
  return all;
}
