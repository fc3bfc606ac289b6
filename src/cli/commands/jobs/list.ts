import { jobKind } from '../../../server/jobs/kinds.ts';
import { type Job, listJobs } from '../../../store/jobs.ts';
import { withTenant } from '../../../store/scope.ts';
import { defineCommand } from '../../command.ts';
import { countIn } from '../../count-option.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';

export const jobsListCommand = defineCommand<Omit<Job, 'result'>>({
  path: ['jobs', 'list'],
  summary: 'long work of the server, newest first: who began it, how far it is, how it ended',
  arguments: [],
  options: [
    { flags: '--open', summary: 'only what waits or runs' },
    { flags: '--limit <count>', summary: 'at most so many, 50 when not given' },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { open, limit, tenant: named } = invocation.options;
      const tenant = await chosenTenant(store, named);
      const jobs = await withTenant(store, tenant.id, (scope) =>
        listJobs(scope, { limit: countIn('--limit', limit, 50, 1_000), open: open === true }),
      );
      const rows = jobs.map(({ result: _result, ...job }) => job);
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Job', value: (row) => row.id },
          { title: 'State', value: (row) => (row.total ? `${row.state} ${row.done ?? 0}/${row.total}` : row.state) },
          { title: 'Begun', value: (row) => row.createdAt.slice(0, 16).replace('T', ' ') },
          { title: 'By', value: (row) => row.startedBy },
          { title: 'What', value: (row) => jobKind(row.kind)?.title ?? row.kind },
        ],
      };
    }),
});
