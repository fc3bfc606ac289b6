import { listCredentials } from '../../../store/credentials.ts';
import { routeCounts } from '../../../store/deliveries.ts';
import { withTenant } from '../../../store/scope.ts';
import { organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { withDeliveries } from '../../deliveries/open.ts';
import { secretName, secretWanted } from '../../deliveries/settings.ts';
import { homeOption, tenantOption } from '../../live.ts';

interface Row {
  name: string;
  kind: string;
  leastSeverity: string;
  quiet: string;
  secret: 'set' | 'missing' | 'none';
  sent: number;
  waiting: number;
  failed: number;
  lastSentAt: string;
}

export const routesListCommand = defineCommand<Row>({
  path: ['routes', 'list'],
  summary: 'list the routes by which alerts are told, and how they are doing',
  details: `Routes stand under notify: in wardline.yaml; their secrets are sealed in the data folder.
  wardline routes list`,
  arguments: [],
  options: [organizationOption, tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withDeliveries(invocation, async ({ store, tenant }, { routes }) => {
      const [held, counts] = await withTenant(store, tenant.id, async (scope) => [
        await listCredentials(scope),
        await routeCounts(scope),
      ]);
      const rows = routes.map((route): Row => {
        const count = counts.find((entry) => entry.route === route.name);
        const isSet = held.some(({ name }) => name === secretName(route.name));
        const { quiet } = route;
        return {
          ...{ name: route.name, kind: route.kind, leastSeverity: route.leastSeverity },
          quiet: quiet === undefined ? '' : `${quiet.from} to ${quiet.to} ${quiet.timeZone}`,
          secret: secretWanted(route) === undefined ? 'none' : isSet ? 'set' : 'missing',
          ...{ sent: count?.sent ?? 0, waiting: count?.waiting ?? 0, failed: count?.failed ?? 0 },
          lastSentAt: count?.lastSentAt ?? '',
        };
      });
      const missing = rows.filter(({ secret }) => secret === 'missing');
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Route', value: (row) => row.name },
          { title: 'Kind', value: (row) => row.kind },
          { title: 'At least', value: (row) => row.leastSeverity },
          { title: 'Quiet', value: (row) => row.quiet },
          { title: 'Secret', value: (row) => row.secret },
          { title: 'Sent', value: (row) => row.sent },
          { title: 'Waiting', value: (row) => row.waiting },
          { title: 'Failed', value: (row) => row.failed },
          { title: 'Last message', value: (row) => row.lastSentAt.slice(0, 16).replace('T', ' ') },
        ],
        messages: [
          ...missing.map(({ name }) => `${name} has no secret: wardline routes set-secret ${name} < file`),
          ...(rows.length === 0 ? ['No route yet: write one under notify: in wardline.yaml.'] : []),
        ],
      };
    }),
});
