import { type Finding, listFindings } from '../../../store/findings.ts';
import type { FindingState } from '../../../store/schema.ts';
import { withTenant } from '../../../store/scope.ts';
import { defineCommand } from '../../command.ts';
import { countIn } from '../../count-option.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';

const states: readonly FindingState[] = ['open', 'planned', 'fixed', 'accepted', 'false-positive', 'third-party'];

export const findingsListCommand = defineCommand<Finding>({
  path: ['findings', 'list'],
  summary: 'findings with what became of them: one control and one object each',
  details: `  wardline findings list --state open
  wardline findings list --state accepted -o csv > exceptions.csv`,
  arguments: [],
  options: [
    { flags: '--state <state>', summary: 'only those in this state', choices: states },
    { flags: '--control <id>', summary: 'only of this control' },
    { flags: '--limit <count>', summary: 'at most so many, 1000 when not given' },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { state, control, limit, tenant: named } = invocation.options;
      const tenant = await chosenTenant(store, named);
      const rows = await withTenant(store, tenant.id, (scope) =>
        listFindings(scope, {
          limit: countIn('--limit', limit, 1_000, 100_000),
          ...(typeof state === 'string' && { states: [state as FindingState] }),
          ...(typeof control === 'string' && { controls: [control] }),
        }),
      );
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Id', value: (row) => row.id },
          { title: 'Severity', value: (row) => row.severity },
          {
            title: 'State',
            value: (row) => (row.acceptedUntil ? `${row.state} until ${row.acceptedUntil}` : row.state),
          },
          { title: 'Control', value: (row) => row.control },
          { title: 'What', value: (row) => [row.title, row.resourceName].filter(Boolean).join(': ') },
        ],
      };
    }),
});
