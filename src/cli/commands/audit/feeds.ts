import { goneContents, openSearches } from '../../../store/audit-feeds.ts';
import { withTenant } from '../../../store/scope.ts';
import { type FeedStanding, feedStandings } from '../../audit/feed-standings.ts';
import { withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';
import { clockOf } from '../../tenant-clock.ts';

export const auditFeedsCommand = defineCommand<FeedStanding>({
  path: ['audit', 'feeds'],
  summary: 'how each feed of the audit log stands: last success, last event, lag, silence and gaps',
  details: `Sends nothing to the tenant. Lag is the time from an event to its receipt here, in minutes, of half and of 95 of
100 records. Microsoft itself delivers most records of the unified log 60 to 90 minutes after they
happened, and promises no time. A gap is a time that was never asked for and that no audit search has covered.
  wardline audit feeds`,
  arguments: [],
  options: [tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant }) => {
      const now = (await clockOf(store, invocation.env, tenant, 'read-content'))();
      const { rows, searches, gone } = await withTenant(store, tenant.id, async (scope) => ({
        rows: await feedStandings(scope, now),
        searches: await openSearches(scope),
        gone: await goneContents(scope),
      }));
      return {
        data: {
          at: now,
          microsoft: { usualMinutes: [60, 90], promised: false },
          feeds: rows,
          searches,
          gone: gone.length,
        },
        rows,
        columns: [
          { title: 'Feed', value: (row) => row.feed },
          { title: 'State', value: (row) => (row.isSilent ? `${row.state}, silent` : row.state) },
          { title: 'Last success', value: (row) => short(row.lastSuccess) },
          { title: 'Last event', value: (row) => short(row.lastEvent) },
          { title: 'Records', value: (row) => row.records },
          { title: 'Lag (min)', value: (row) => lagOf(row) },
          { title: 'Gaps', value: (row) => row.gaps.length },
        ],
        messages: [
          ...(rows.length === 0 ? ['Nothing was collected yet. Begin with: wardline audit pull'] : []),
          ...(rows.length > 0
            ? [
                'Lag: half within, 95 of 100 within. Microsoft itself usually takes 60 to 90 minutes and promises no time.',
              ]
            : []),
          ...rows.flatMap(({ feed, gaps }) =>
            gaps.map(({ from, to }) => `${feed}: nothing was asked for from ${short(from)} to ${short(to)}`),
          ),
          ...rows.flatMap(({ feed, isSilent, silentHours, usualSilenceHours }) =>
            isSilent
              ? [
                  `${feed}: silent for ${Math.floor(silentHours!)} hours; its longest usual pause is ${Math.floor(usualSilenceHours!)}`,
                ]
              : [],
          ),
          ...rows.flatMap(({ feed, problem }) => (problem === undefined ? [] : [`${feed}: ${problem}`])),
          ...(searches.length > 0
            ? [`${searches.length} audit searches run at Microsoft; the next pull reads those that have ended.`]
            : []),
          ...(gone.length > 0
            ? [`${gone.length} contents expired before they were fetched, and no audit search covers them yet.`]
            : []),
        ],
      };
    }),
});

function short(moment: string | null): string {
  return moment === null ? '' : moment.slice(0, 16).replace('T', ' ');
}

function lagOf({ lagP50, lagP95 }: FeedStanding): string {
  return lagP50 === undefined || lagP95 === undefined ? '' : `${lagP50}, ${lagP95}`;
}
