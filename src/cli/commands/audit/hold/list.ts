import { type Hold, listHolds } from '../../../../store/events/holds.ts';
import { withTenant } from '../../../../store/scope.ts';
import { defineCommand } from '../../../command.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../../live.ts';

export const auditHoldListCommand = defineCommand<Hold>({
  path: ['audit', 'hold', 'list'],
  summary: 'the holds of the audit log, those that were released too',
  arguments: [],
  options: [tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const tenant = await chosenTenant(store, invocation.options['tenant']);
      const rows = await withTenant(store, tenant.id, (scope) => listHolds(scope));
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Hold', value: (row) => row.name },
          { title: 'From', value: (row) => row.fromDay ?? 'the beginning' },
          { title: 'To', value: (row) => row.toDay ?? 'the end' },
          { title: 'Placed', value: (row) => `${row.placed.at.slice(0, 10)} by ${row.placed.by}` },
          {
            title: 'Released',
            value: ({ released }) => (released ? `${released.at.slice(0, 10)} by ${released.by}` : 'stands'),
          },
          { title: 'Why', value: (row) => row.placed.reason },
        ],
        ...(rows.length === 0 && { text: () => `${tenant.name}: nothing is held.` }),
      };
    }),
});
