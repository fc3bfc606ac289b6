import type { PlannedChange } from '../../../core/plan.ts';
import { stagePlaces } from '../../../engine/stages.ts';
import { listRuns } from '../../../store/journal.ts';
import { getPlan, planHistory } from '../../../store/plans.ts';
import { withTenant } from '../../../store/scope.ts';
import { defineCommand } from '../../command.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';
import { paint, plain, wrap } from '../../output.ts';
import { planCalled } from '../../plans.ts';
import { familyOf, linesOf } from '../../runs.ts';

interface Row extends PlannedChange {
  reached?: string;
  next?: string;
  nextFrom?: string;
  result?: string;
}

export const planShowCommand = defineCommand<Row>({
  path: ['plan', 'show'],
  summary: 'show one plan whole: each change from what to what, why, its stages, approvals, runs and history',
  arguments: [{ name: 'plan', summary: 'the id of the plan, as plan and plan list name it' }],
  options: [tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const tenant = await chosenTenant(store, invocation.options['tenant']);
      const { plan, entry } = await planCalled(store, tenant, invocation.arguments[0]!);
      const found = await withTenant(store, tenant.id, async (scope) => {
        const runs = (await listRuns(scope, 1_000)).filter(({ planId }) => planId === entry.id).toReversed();
        const lines = [];
        for (const run of await familyOf(scope, entry.id)) lines.push(...(await linesOf(scope, run)));
        const { approvals } = await getPlan(scope, entry.id);
        return { runs, lines, approvals, history: await planHistory(scope, entry.id) };
      });
      const places = stagePlaces(plan, found.lines);
      const rows = plan.changes.map((change): Row => {
        const place = places.find((known) => known.change.id === change.id);
        const last = found.lines.findLast((line) => line.change === change.id);
        return {
          ...change,
          ...(last && { result: last.step }),
          ...(place && { reached: place.reached.name }),
          ...(place?.next && { next: place.next.name, nextFrom: place.from! }),
        };
      });
      const { runs, approvals, history } = found;
      return {
        data: { plan, state: entry.state, since: entry.stateSince, approvals, runs, history, changes: rows },
        rows,
        columns: [
          { title: 'Change', value: (row) => row.id },
          { title: 'Result', value: (row) => row.result ?? '' },
          { title: 'Stage', value: (row) => row.reached ?? '' },
          { title: 'What', value: (row) => row.summary },
        ],
        text: (terminal) =>
          [
            paint(terminal, 'bold', `Plan ${plan.id}: ${entry.state} since ${entry.stateSince}`),
            `Made ${entry.createdAt} by ${entry.createdBy} from settings read ${plan.takenAt}, baseline ${plan.baseline}.`,
            ...approvals.map(({ by, at, note }) => `Approved ${at} by ${by}: ${note}`),
            ...runs.map(
              ({ id, kind, startedAt, startedBy, result }) =>
                `Run ${id}: ${kind} by ${startedBy}, ${startedAt}, ${result ?? 'not ended'}`,
            ),
            ...rows.flatMap((row) => ['', ...changeLines(row)]),
          ]
            .flatMap((line) => (line === '' ? [''] : wrap(plain(line), terminal.width)))
            .join('\n'),
      };
    }),
});

function changeLines(row: Row): string[] {
  const values = Object.entries(row.operation === 'remove' ? {} : (row.values ?? {}));
  return [
    `${row.id} ${row.summary} (${row.severity}; ${row.controls.join(', ')}; ${row.citations.join(', ')})`,
    `Why: ${row.why}`,
    ...values.map(([field, to]) => `${field}: ${JSON.stringify(row.from[field] ?? null)} → ${JSON.stringify(to)}`),
    `Who notices: ${row.notice}`,
    `Undo: ${row.undo === 'restore' ? 'the old value is written back' : row.undo.cannot}`,
    ...(row.stages.length > 0
      ? [
          `Stages: ${row.stages.map(({ name, minimumDays }) => `${name}${minimumDays ? ` (${minimumDays} days)` : ''}`).join(' → ')}`,
        ]
      : []),
    ...(row.reached
      ? [`Now: ${row.reached}${row.next ? `, may become ${row.next} from ${row.nextFrom ?? ''}` : ''}`]
      : []),
    ...(row.result ? [`Result: ${row.result}`] : []),
  ];
}
