import { type Decision, listDecisions } from '../../../store/decisions.ts';
import { withTenant } from '../../../store/scope.ts';
import { defineCommand } from '../../command.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';

export const decisionsListCommand = defineCommand<Decision>({
  path: ['decisions', 'list'],
  summary: 'list why each setting is as it is: what was applied, adopted, excepted or taken back, newest first',
  arguments: [],
  options: [
    tenantOption,
    { flags: '--setting <name>', summary: 'only this setting, as the list names it' },
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { setting, tenant: named } = invocation.options;
      const tenant = await chosenTenant(store, named);
      const rows = await withTenant(store, tenant.id, (scope) =>
        listDecisions(scope, { limit: 10_000, ...(typeof setting === 'string' && { setting }) }),
      );
      return {
        data: rows,
        rows,
        columns: [
          { title: 'When', value: (row) => row.at },
          { title: 'Source', value: (row) => row.source },
          { title: 'Author', value: (row) => row.author },
          { title: 'Control', value: (row) => row.control ?? '' },
          { title: 'Setting and reason', value: (row) => `${row.setting}. ${row.reason}` },
        ],
      };
    }),
});
