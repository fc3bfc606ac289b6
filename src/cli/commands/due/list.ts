import type { Duty } from '../../../core/duty.ts';
import { WardlineError } from '../../../core/errors.ts';
import { iCalendar } from '../../../engine/icalendar.ts';
import { withTenant } from '../../../store/scope.ts';
import { organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { dutiesDue } from '../../due/duties.ts';
import { withDuties } from '../../due/opened.ts';
import { tellOverdue } from '../../due/tell-overdue.ts';
import { homeOption, tenantOption, whatIfOption } from '../../live.ts';

const columns = [
  { title: 'Due', value: ({ due }: Duty) => due?.slice(0, 10) ?? '' },
  { title: 'State', value: ({ state }: Duty) => state },
  { title: 'What', value: ({ title }: Duty) => title },
  { title: 'About', value: ({ about }: Duty) => about },
];

export const dueListCommand = defineCommand<Duty>({
  path: ['due', 'list'],
  summary: 'what people have to do by when: reviews, statements that end, plan stages, backups, certificates',
  details: `Open and overdue duties, and what ends within a month. --all shows done and coming ones too, for --days ahead.
Exit code 3 when one is overdue.
  wardline due list
  wardline due list --all --days 365 --ics > duties.ics`,
  arguments: [],
  options: [
    { flags: '--all', summary: 'done, missed and coming ones too' },
    { flags: '--days <number>', summary: 'so many days ahead', default: '90' },
    { flags: '--ics', summary: 'as an iCalendar (RFC 5545) for a calendar program' },
    organizationOption,
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) => {
    const { options } = invocation;
    const days = Number(options['days'] ?? 90);
    if (!Number.isInteger(days) || days < 1 || days > 3_660)
      throw new WardlineError('usage', '--days takes a number from 1 to 3660.');
    return withDuties(invocation, days, async ({ tenant, duties, now }) => {
      const rows = options['all'] === true ? duties : dutiesDue(duties, now);
      const overdue = rows.filter(({ state }) => state === 'overdue').length;
      const calendar = () =>
        iCalendar(rows, {
          name: `Wardline: ${tenant.name}`,
          tenant: tenant.id,
          link: `urn:wardline:${tenant.id}:`,
          at: now,
        });
      return {
        data: { at: now, overdue, duties: rows },
        rows,
        columns,
        ...(options['ics'] === true && { text: calendar, render: { json: calendar } }),
        messages: overdue > 0 ? [`${overdue} are overdue.`] : rows.length === 0 ? ['Nothing is due.'] : [],
        exit: overdue > 0 ? 3 : 0,
      };
    });
  },
});

export const dueTellCommand = defineCommand({
  path: ['due', 'tell'],
  summary: 'raise an alert for each overdue duty, and close those whose duty was done',
  details: `The server does it each morning. The routes of wardline.yaml then tell it: wardline routes run
  wardline due tell`,
  arguments: [],
  options: [organizationOption, whatIfOption, tenantOption, homeOption],
  formats: ['table', 'json'],
  run: (invocation) =>
    withDuties(invocation, 1, async ({ store, tenant, duties, now }) => {
      const dry = invocation.options['whatIf'] === true;
      const overdue = duties.filter(({ state }) => state === 'overdue').length;
      const told = dry
        ? { overdue, closed: 0 }
        : await withTenant(store, tenant.id, (scope) => tellOverdue(scope, duties, now));
      return {
        data: { ...told, ...(dry && { would: true }) },
        ...{ rows: [], columns: [] },
        text: () =>
          `${tenant.name}: ${told.overdue} overdue${dry ? ' would be told' : ''}, ${told.closed} alerts closed.\n`,
      };
    }),
});
