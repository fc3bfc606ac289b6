import { setTimeout as sleep } from 'node:timers/promises';
import { WardlineError } from '../../../core/errors.ts';
import type { NewEvent } from '../../../engine/audit-pull/ports.ts';
import { loadOrganization, organizationOption } from '../../assessment.ts';
import { anchorDaily } from '../../audit/anchor-daily.ts';
import { type Collected, openCollector } from '../../audit/collector.ts';
import { interruption } from '../../audit/interruption.ts';
import { withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';

/** Milliseconds for which a feed that was refused is left alone. */
const refusedFor = 3_600_000;

export const auditTailCommand = defineCommand<NewEvent>({
  path: ['audit', 'tail'],
  summary: 'collect like `audit pull` and show the events that are new; with --follow again and again',
  details: `Shows no name of a file. --follow looks every minute until Ctrl-C, which ends it with 130: what came is
sealed, and the next run goes on from there. A round that fails is said and tried again. With -o jsonl each
event is a line of JSON.
  wardline audit tail --follow
  wardline audit tail --follow --feed sign-ins --every 300`,
  arguments: [],
  options: [
    { flags: '--follow', summary: 'go on until interrupted' },
    { flags: '--every <seconds>', summary: 'seconds between two looks, 15 at least', default: '60' },
    { flags: '--feed <feeds>', summary: 'only these feeds, by name or kind, separated by commas' },
    organizationOption,
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const { options, env, cwd, tell, emit = tell } = invocation;
      const every = Number(options['every']);
      if (!Number.isInteger(every) || every < 15 || every > 86_400)
        throw new WardlineError('usage', '--every takes seconds, from 15 to 86400.');
      const { organization } = loadOrganization(options['organization'], cwd);
      const only = options['feed'];
      const stop = interruption();
      const collector = await openCollector({
        ...{ store, tenant, place, organization, env },
        ...(typeof only === 'string' && { only }),
      });
      const follow = options['follow'] === true;
      const isJson = options['output'] === 'json' || options['output'] === 'jsonl';
      const seen: NewEvent[] = [];
      // Followed, an event is told when it comes: the result would come at the end, which is never.
      const fresh = (events: readonly NewEvent[]) => {
        if (follow) for (const event of events) emit(isJson ? JSON.stringify(event) : lineOf(event));
        else seen.push(...events);
      };
      try {
        for (;;) {
          try {
            for (const line of newsOf(await collector.round({ signal: stop.signal, fresh, refusedFor }))) tell(line);
            for (const line of await anchorDaily(invocation, { store, tenant, place })) tell(line);
          } catch (error) {
            if (stop.signal.aborted || !follow || !isPassing(error)) throw error;
            tell(`${error.message} It is tried again in ${every} seconds.`);
          }
          if (!follow) break;
          await sleep(every * 1000, undefined, { signal: stop.signal });
        }
      } finally {
        collector.close();
        stop.end();
      }
      return {
        data: { events: seen },
        rows: seen,
        columns: [
          { title: 'When', value: (row: NewEvent) => row.at.slice(0, 19).replace('T', ' ') },
          { title: 'Operation', value: (row: NewEvent) => row.operation },
          { title: 'Outcome', value: (row: NewEvent) => row.outcome },
          { title: 'Address', value: (row: NewEvent) => row.ip ?? '' },
          { title: 'Account', value: (row: NewEvent) => row.actor },
          { title: 'Where', value: (row: NewEvent) => row.site ?? '' },
        ],
      };
    }),
});

function lineOf({ at, operation, outcome, actor, ip, site }: NewEvent): string {
  const time = at.slice(0, 19).replace('T', ' ');
  return [time, operation, outcome === 'failure' ? 'failed' : undefined, actor, ip, site].filter(Boolean).join('  ');
}

function newsOf({ pulls, watched, notJoined }: Collected): string[] {
  return [
    ...(notJoined === undefined ? [] : [notJoined]),
    ...pulls.flatMap(({ feed, problem, state }) =>
      problem && state !== 'not-licensed' ? [`${feed}: ${problem.message}`] : [],
    ),
    ...(watched.alerts > 0 ? [`${watched.alerts} alerts are new or have grown. See: wardline alerts list`] : []),
  ];
}

/** What another minute may mend: the network, a service, a database that restarts, another collector. */
function isPassing(error: unknown): error is Error & { code: string } {
  const passing = ['unavailable', 'unreachable', 'timeout', 'cut-off', 'throttled', 'store-unavailable', 'conflict'];
  return error instanceof Error && 'code' in error && passing.includes(String(error.code));
}
