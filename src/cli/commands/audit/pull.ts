import { setTimeout as sleep } from 'node:timers/promises';
import { millis, now } from '../../../core/clock.ts';
import { WardlineError } from '../../../core/errors.ts';
import type { FeedPull } from '../../../engine/audit-pull/progress.ts';
import { loadOrganization, organizationOption } from '../../assessment.ts';
import { anchorDaily } from '../../audit/anchor-daily.ts';
import { type Collected, openCollector } from '../../audit/collector.ts';
import { together } from '../../audit/rounds.ts';
import { interruption } from '../../audit/interruption.ts';
import { momentIn, withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';

/** Milliseconds until the next look at searches that are open: longer each time that none has ended. */
const pauseAfter = (idle: number): number => Math.min(60_000, 2_000 * 2 ** idle);

export const auditPullCommand = defineCommand<FeedPull>({
  path: ['audit', 'pull'],
  summary: "fetch what is new of the tenant's audit log from Microsoft, seal it, and run the detections over it",
  details: `Fetches the five content types of the unified log, sign-ins, directory audits and risk detections, each from
where the last pull ended. Interrupted at any point, the next pull goes on: nothing is lost and nothing kept twice.
  wardline audit pull
  wardline audit pull --feed unified,directory-audits
  wardline audit pull --since 2026-10-01      asks Microsoft's audit search for what the feeds do not reach
  wardline audit pull --since 2026-06-01 --wait 120      stays until the searches are read, two hours at most

Microsoft delivers most records 60 to 90 minutes after they happened and promises no time. The first content of a new
subscription takes up to 12 hours. Run it every few minutes, or let run: wardline audit tail --follow`,
  arguments: [],
  options: [
    { flags: '--feed <feeds>', summary: 'only these feeds, by name or kind, separated by commas' },
    { flags: '--since <time>', summary: 'from this day or time on (UTC); 7 days back for a feed that is new' },
    { flags: '--wait <minutes>', summary: 'stay while audit searches are open, and read each when it has ended' },
    { flags: '--rewatch', summary: 'run the detections over the whole log anew' },
    organizationOption,
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const { options, env, cwd, tell } = invocation;
      const { organization } = loadOrganization(options['organization'], cwd);
      const since = momentIn('--since', options['since']);
      const only = options['feed'];
      const patience = minutesIn(options['wait']) * 60_000;
      const stop = interruption();
      const collector = await openCollector({
        ...{ store, tenant, place, organization, env },
        ...(typeof only === 'string' && { only }),
      });
      try {
        const asked = { ...{ signal: stop.signal, tell }, ...(since !== undefined && { since }) };
        const began = millis(now());
        let last = await collector.round({ ...asked, rewatch: options['rewatch'] === true });
        let collected = last;
        for (let idle = 0; searchesOpen(last) && millis(now()) - began < patience;) {
          // What was read made room for others, which may have ended meanwhile.
          if (searchesRead(last) > 0) idle = 0;
          else await sleep(pauseAfter(idle++), undefined, { signal: stop.signal });
          last = await collector.round({ ...asked, searchesOnly: true });
          collected = together(collected, last);
        }
        return resultOf(collected, tenant.id, await anchorDaily(invocation, { store, tenant, place }));
      } finally {
        collector.close();
        stop.end();
      }
    }),
});

function minutesIn(given: unknown): number {
  if (given === undefined) return 0;
  const minutes = Number(given);
  if (Number.isFinite(minutes) && minutes > 0 && minutes <= 2_880) return minutes;
  throw new WardlineError(
    'usage',
    '--wait takes minutes, 2,880 at most.',
    'A search that has not ended after two days never will.',
  );
}

function searchesOf({ pulls }: Collected): FeedPull | undefined {
  return pulls.find(({ feed }) => feed === 'audit-searches');
}

function searchesOpen(collected: Collected): boolean {
  const searches = searchesOf(collected);
  return searches !== undefined && !searches.problem && searches.contents.waiting > 0;
}

function searchesRead(collected: Collected): number {
  return searchesOf(collected)?.contents.fetched ?? 0;
}

function resultOf(collected: Collected, tenant: string, anchoring: readonly string[]) {
  const { pulls, watched } = collected;
  const isWhole = pulls.every(({ problem, state }) => !problem || state === 'not-licensed');
  return {
    data: { tenant, feeds: pulls, watched },
    rows: pulls,
    columns: [
      { title: 'Feed', value: (row: FeedPull) => row.feed },
      { title: 'State', value: (row: FeedPull) => row.state },
      { title: 'New', value: (row: FeedPull) => row.kept },
      { title: 'Repeated', value: (row: FeedPull) => row.repeated },
      { title: 'Waiting', value: (row: FeedPull) => row.contents.waiting },
      { title: 'Asked until', value: (row: FeedPull) => row.until?.slice(0, 16).replace('T', ' ') ?? '' },
    ],
    exit: isWhole ? 0 : 6,
    messages: [...messagesOf(collected), ...anchoring],
  };
}

function messagesOf({ pulls, recovered, watched, ahead, notJoined }: Collected): string[] {
  const counted = (kind: 'quarantined' | 'refused', words: string) =>
    pulls.flatMap((pull) =>
      Object.entries(pull[kind]).map(([why, count]) => `${pull.feed}: ${number(count)} records ${words}: ${why}`),
    );
  const gone = pulls.filter(({ contents }) => contents.gone > 0);
  return [
    ...(recovered.records > 0
      ? [`An earlier pull was interrupted: ${number(recovered.records)} records that it had confirmed were sealed now.`]
      : []),
    ...(Math.abs(ahead) > 60_000
      ? [
          `This machine's clock is ${Math.round(Math.abs(ahead) / 60_000)} minutes ${ahead > 0 ? 'behind' : 'ahead of'} Microsoft's; Microsoft's was used. Set it by network time.`,
        ]
      : []),
    ...(notJoined === undefined ? [] : [notJoined]),
    ...pulls.flatMap(problemOf),
    ...gone.map(
      ({ feed, contents }) =>
        `${feed}: ${number(contents.gone)} contents were gone before they were fetched; an audit search is asked for them.`,
    ),
    ...counted('quarantined', 'are in quarantine'),
    ...counted('refused', 'could not be kept'),
    ...(watched.alerts > 0
      ? [`${number(watched.alerts)} alerts are new or have grown. See: wardline alerts list`]
      : []),
    ...(watched.silent > 0 ? [`${number(watched.silent)} feeds are silent. See: wardline audit feeds`] : []),
    ...(watched.escalated > 0 ? [`${number(watched.escalated)} alerts were not acknowledged in time.`] : []),
    ...(watched.notRejudged > 0
      ? [
          `${number(watched.notRejudged)} events came so late and among so many others that windows of time were not judged anew for them.`,
        ]
      : []),
  ];
}

function problemOf({ feed, state, problem }: FeedPull): string[] {
  if (!problem) return [];
  if (state === 'not-licensed') return [`${feed}: the tenant has no license for it.`];
  return [`${feed}: ${problem.message} ${problem.hint ?? ''}`.trim()];
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
