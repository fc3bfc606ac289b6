import { userInfo } from 'node:os';
import { now } from '../../../core/clock.ts';
import { type AlertNews, alertHistory, findAlert } from '../../../store/alerts.ts';
import { recordOpening } from '../../../store/events/openings.ts';
import { readPlaces } from '../../../store/events/read-records.ts';
import { withTenant } from '../../../store/scope.ts';
import { findDetection } from '../../alerts/chosen-detections.ts';
import { withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';
import { wrap } from '../../output.ts';

interface Row {
  id: string;
  at: string;
  operation: string;
  outcome: string;
  actor: string;
  ip?: string;
  site?: string;
  /** With `--reveal` alone. */
  record?: unknown;
}

/** Events that are shown; an alert lists a thousand. */
const shown = 1_000;

export const alertsShowCommand = defineCommand<Row>({
  path: ['alerts', 'show'],
  summary: 'one alert: what it says, what to do first, what became of it, and its events',
  details: `Shows no name of a file. --reveal opens the records themselves, which are PHI: who did so, when and for which
alert is recorded.
  wardline alerts show 3f2a91c4`,
  arguments: [{ name: 'id', summary: 'the id, or its first eight characters' }],
  options: [{ flags: '--reveal', summary: 'open the records themselves (PHI; recorded)' }, tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const { alert, history } = await withTenant(store, tenant.id, async (scope) => {
        const found = await findAlert(scope, invocation.arguments[0]!);
        return { alert: found, history: await alertHistory(scope, found.id) };
      });
      const found = await place.index.byIds(alert.eventIds.flatMap((id) => [id, `sign-in-${id}`]).slice(0, 2 * shown));
      let rows: Row[] = found.map(({ id, at, operation, outcome, actor, ip, site }) => ({
        ...{ id, at, operation, outcome, actor, ...(ip && { ip }), ...(site && { site }) },
      }));
      if (invocation.options['reveal']) {
        await withTenant(store, tenant.id, (scope) =>
          recordOpening(scope, {
            ...{ at: now(), by: userInfo().username, action: 'reveal', records: found.length },
            asked: { alert: alert.id },
          }),
        );
        const records = readPlaces(place, found);
        rows = rows.map((row, at) => ({ ...row, record: records[at]!.record }));
      }
      const { firstSteps, citations, falsePositives } = findDetection(alert.detection);
      return {
        data: { ...alert, citations, firstSteps, falsePositives, history, events: rows },
        rows,
        columns: [
          { title: 'When', value: (row) => row.at.slice(0, 19).replace('T', ' ') },
          { title: 'Operation', value: (row) => row.operation },
          { title: 'Outcome', value: (row) => row.outcome },
          { title: 'Address', value: (row) => row.ip ?? '' },
          { title: 'Account', value: (row) => row.actor },
          { title: 'Where', value: (row) => row.site ?? '' },
        ],
        text: ({ width }) =>
          [
            `${alert.severity.toUpperCase()}  ${alert.title}`,
            ...wrap(alert.why, width),
            `${alert.state}, ${alert.count} signals from ${moment(alert.firstAt)} to ${moment(alert.lastAt)}, known since ${moment(alert.raisedAt)}`,
            '',
            'First steps:',
            ...firstSteps.flatMap((step, at) => wrap(`${at + 1}. ${step}`, width)),
            '',
            ...history.map((entry) => newsLine(entry)),
            '',
            ...rows
              .slice(0, 50)
              .map((row) => [moment(row.at), row.operation, row.actor, row.ip, row.site].filter(Boolean).join('  ')),
            ...(rows.length > 50 ? [`… and ${rows.length - 50} more: -o jsonl shows them`] : []),
          ].join('\n'),
        messages: invocation.options['reveal'] ? [`That ${found.length} records were opened is recorded.`] : [],
      };
    }),
});

function moment(text: string): string {
  return text.slice(0, 19).replace('T', ' ');
}

function newsLine({ at, kind, by, reason, count }: AlertNews): string {
  return [moment(at), kind, kind === 'grown' ? `${count} signals` : '', by === 'wardline' ? '' : `by ${by}`, reason]
    .filter(Boolean)
    .join('  ');
}
