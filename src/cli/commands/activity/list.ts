import { type KeptActivity, listActivity } from '../../../store/activity.ts';
import { withSystem } from '../../../store/scope.ts';
import { defineCommand } from '../../command.ts';
import { countIn } from '../../count-option.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';

export const activityListCommand = defineCommand<KeptActivity>({
  path: ['activity', 'list'],
  summary: 'what everybody did with Wardline in a tenant, newest first',
  details: 'Each entry holds the hash of the one before: who removes or changes one breaks the chain.',
  arguments: [],
  options: [
    { flags: '--action <words>', summary: 'only calls whose name begins so: plans.' },
    { flags: '--limit <count>', summary: 'at most so many, 100 when not given' },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { action, limit, tenant: named } = invocation.options;
      const tenant = await chosenTenant(store, named);
      const rows = await withSystem(store, (scope) =>
        listActivity(scope, {
          ...{ tenant: tenant.id, limit: countIn('--limit', limit, 100, 10_000) },
          ...(typeof action === 'string' && { action }),
        }),
      );
      return {
        data: rows,
        rows,
        columns: [
          { title: 'When', value: (row) => row.at.slice(0, 19).replace('T', ' ') },
          { title: 'Outcome', value: (row) => row.outcome },
          { title: 'From', value: (row) => row.address },
          { title: 'Action', value: (row) => [row.action, row.object].filter(Boolean).join(' ') },
          { title: 'Who', value: (row) => row.actor },
        ],
      };
    }),
});
