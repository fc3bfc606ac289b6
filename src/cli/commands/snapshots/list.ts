import { withTenant } from '../../../store/scope.ts';
import { type SnapshotEntry, listSnapshots } from '../../../store/snapshots.ts';
import { defineCommand } from '../../command.ts';
import { countIn } from '../../count-option.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';

export const snapshotsListCommand = defineCommand<SnapshotEntry>({
  path: ['snapshots', 'list'],
  summary: "readings of a tenant's settings, newest first, and what could not be read",
  arguments: [],
  options: [{ flags: '--limit <count>', summary: 'at most so many, 100 when not given' }, tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const tenant = await chosenTenant(store, invocation.options['tenant']);
      const limit = countIn('--limit', invocation.options['limit'], 100, 10_000);
      const rows = await withTenant(store, tenant.id, (scope) => listSnapshots(scope, limit));
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Taken', value: (row) => row.takenAt.slice(0, 16).replace('T', ' ') },
          { title: 'State', value: (row) => row.state },
          { title: 'By', value: (row) => row.tool },
          { title: 'Sections read', value: (row) => row.read },
          {
            title: 'Not read',
            value: (row) =>
              Object.entries(row.unavailable)
                .map(([why, count]) => `${count} ${why}`)
                .join(', '),
          },
          { title: 'Id', value: (row) => row.id },
        ],
      };
    }),
});
