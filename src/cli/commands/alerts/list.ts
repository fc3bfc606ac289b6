import { daysAfter, daysBetween } from '../../../core/clock.ts';
import { WardlineError } from '../../../core/errors.ts';
import { type Severity, severities } from '../../../core/severity.ts';
import { type KeptAlert, listAlerts, patienceDays } from '../../../store/alerts.ts';
import { withTenant } from '../../../store/scope.ts';
import { momentIn, withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';
import { clockOf } from '../../tenant-clock.ts';

const states = ['open', 'acknowledged', 'closed'] as const;

interface Row extends Omit<KeptAlert, 'eventIds'> {
  /** Days since it was raised. */
  ageDays: number;
  /** The day by which somebody must have acknowledged it; absent once that is done. */
  dueBy?: string;
}

export const alertsListCommand = defineCommand<Row>({
  path: ['alerts', 'list'],
  summary: 'alerts that the detections gave over the kept audit log, newest first, with their age',
  details: `Open and acknowledged ones; --state closed shows the others. An open alert that nobody acknowledges is escalated:
critical after ${patienceDays.critical} day, high after ${patienceDays.high}, medium after ${patienceDays.medium}, low after ${patienceDays.low}.
  wardline alerts list --min-severity high`,
  arguments: [],
  options: [
    { flags: '--state <state>', summary: 'only these', choices: states },
    { flags: '--min-severity <severity>', summary: 'not less severe than this', choices: severities },
    { flags: '--since <time>', summary: 'whose last event is not before this day or time (UTC)' },
    { flags: '--limit <count>', summary: 'at most so many', default: '200' },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant }) => {
      const { options, env } = invocation;
      const limit = Number(options['limit']);
      if (!Number.isInteger(limit) || limit < 1 || limit > 10_000)
        throw new WardlineError('usage', '--limit takes a number from 1 to 10000.');
      const since = momentIn('--since', options['since']);
      const now = (await clockOf(store, env, tenant, 'read-content'))();
      const found = await withTenant(store, tenant.id, (scope) =>
        listAlerts(scope, {
          states:
            options['state'] === undefined ? ['open', 'acknowledged'] : [options['state'] as (typeof states)[number]],
          ...(options['minSeverity'] !== undefined && { atLeast: options['minSeverity'] as Severity }),
          ...(since !== undefined && { since }),
          limit,
        }),
      );
      const rows = found.map((alert) => rowOf(alert, now));
      const overdue = rows.filter(({ escalatedAt, state }) => state === 'open' && escalatedAt !== null).length;
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Id', value: (row) => row.id.slice(0, 8) },
          { title: 'Severity', value: (row) => row.severity },
          {
            title: 'State',
            value: (row) => (row.state === 'open' && row.escalatedAt !== null ? 'overdue' : row.state),
          },
          { title: 'Age', value: (row) => `${row.ageDays} d` },
          { title: 'Last event', value: (row) => row.lastAt.slice(0, 16).replace('T', ' ') },
          { title: 'Who', value: (row) => row.actor },
          { title: 'What', value: (row) => row.why },
        ],
        messages: [
          ...(rows.length === 0 ? ['There is none. Alerts come with: wardline audit pull'] : []),
          ...(overdue > 0 ? [`${overdue} were not acknowledged in time.`] : []),
        ],
      };
    }),
});

function rowOf({ eventIds: _ids, ...alert }: KeptAlert, now: string): Row {
  const dueBy = daysAfter(alert.stateSince, patienceDays[alert.severity]);
  return {
    ...alert,
    ageDays: Math.max(0, daysBetween(alert.raisedAt, now)),
    ...(alert.state === 'open' && { dueBy }),
  };
}
