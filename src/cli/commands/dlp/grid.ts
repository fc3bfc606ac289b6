import { type GridCell, type GridRow, dlpGrid } from '../../../engine/dlp-grid.ts';
import { loadOrganization, organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { chosenTenant, homeOption, latestSnapshot, tenantOption, withStore } from '../../live.ts';
import { plain } from '../../output.ts';
import { clockOf } from '../../tenant-clock.ts';

type Row = Omit<GridRow, 'cells'> & Partial<GridCell>;

export const dlpGridCommand = defineCommand<Row>({
  path: ['dlp', 'grid'],
  summary: 'where DLP finds PHI: workload by policy and mode, with days in test and the next step',
  details: `Made from the latest snapshot. Only an enforced policy that finds PHI everywhere covers a workload; a workload without
any policy is "missing", one without a license is "not licensed". Days count from the policy's last change.
  wardline dlp grid
Exit codes: 0 shown, 3 a licensed workload is missing.`,
  arguments: [],
  options: [tenantOption, organizationOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { organization } = loadOrganization(invocation.options['organization'], invocation.cwd);
      const tenant = await chosenTenant(store, invocation.options['tenant']);
      const { snapshot } = await latestSnapshot(store, tenant);
      const now = await clockOf(store, invocation.env, tenant);
      const grid = dlpGrid(snapshot, organization, now());
      const rows = grid.flatMap(({ cells, ...row }): Row[] =>
        cells.length > 0 ? cells.map((cell) => ({ ...row, ...cell })) : [row],
      );
      const missing = grid.filter(({ state }) => state === 'missing').map(({ workload }) => workload);
      return {
        data: { takenAt: snapshot.takenAt, workloads: grid },
        rows,
        columns: [
          { title: 'Workload', value: (row) => row.workload },
          { title: 'State', value: (row) => row.state },
          { title: 'Policy', value: (row) => plain(row.policy ?? '') },
          { title: 'Mode', value: (row) => row.mode ?? '' },
          { title: 'Days', value: (row) => row.days ?? '' },
          { title: 'Reaches', value: (row) => row.reach ?? '' },
          { title: 'Finds PHI', value: (row) => row.findsPhi ?? '' },
          { title: 'Next', value: (row) => plain(row.next) },
        ],
        messages: missing.length > 0 ? [`Missing: no DLP policy finds PHI in ${missing.join(', ')}.`] : [],
        exit: missing.length > 0 ? 3 : 0,
      };
    }),
});
