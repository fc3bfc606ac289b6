import { listCredentials } from '../../../store/credentials.ts';
import { withSystem, withTenant } from '../../../store/scope.ts';
import { listSnapshots } from '../../../store/snapshots.ts';
import { type Tenant, listTenants } from '../../../store/tenants.ts';
import { type CommandResult, defineCommand } from '../../command.ts';
import { homeOption, withStore } from '../../live.ts';

interface Row extends Omit<Tenant, 'createdAt'> {
  registrations: { name: string; expiresAt?: string }[];
  lastCollected: string | null;
}

export const tenantListCommand = defineCommand<Row>({
  path: ['tenant', 'list'],
  summary: 'list the tenants, how they are connected and when they were last read',
  arguments: [],
  options: [homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  async run(invocation) {
    const rows = await withStore(invocation, async (store) => {
      const tenants = await withSystem(store, (scope) => listTenants(scope));
      return Promise.all(
        tenants.map((tenant) =>
          withTenant(store, tenant.id, async (scope): Promise<Row> => {
            const credentials = await listCredentials(scope);
            const snapshots = await listSnapshots(scope);
            const last = snapshots.find(({ state, tool }) => state === 'complete' && tool === 'Wardline');
            return {
              ...tenant,
              registrations: credentials.map(({ name, expiresAt }) => ({ name, ...(expiresAt && { expiresAt }) })),
              lastCollected: last?.takenAt ?? null,
            };
          }),
        ),
      );
    });
    return tenantListResult(rows);
  },
});

/** Tenants, how they are connected and when they were last read. */
export function tenantListResult(rows: readonly Row[]): CommandResult<Row> {
  return {
    data: rows,
    rows,
    columns: [
      { title: 'Name', value: (row) => row.name },
      { title: 'Domain', value: (row) => row.domain ?? '' },
      { title: 'Cloud', value: (row) => row.cloud },
      { title: 'Registrations', value: (row) => row.registrations.map(({ name }) => name).join(' ') || 'none' },
      { title: 'Last collected', value: (row) => row.lastCollected ?? 'never' },
      { title: 'Id', value: (row) => row.id },
    ],
  };
}
