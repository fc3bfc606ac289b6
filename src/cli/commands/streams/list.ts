import { listCredentials } from '../../../store/credentials.ts';
import { lastStreamRuns } from '../../../store/deliveries.ts';
import { withTenant } from '../../../store/scope.ts';
import { organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { withDeliveries } from '../../deliveries/open.ts';
import { secretName, secretWanted } from '../../deliveries/settings.ts';
import { homeOption, tenantOption } from '../../live.ts';

interface Row {
  name: string;
  kind: string;
  carries: string;
  /** True when Microsoft's records go out as they are. */
  raw: boolean;
  secret: 'set' | 'missing' | 'none';
  lastRun: string;
  result: string;
  waiting: number;
  dead: number;
  dropped: number;
  why: string;
}

export const streamsListCommand = defineCommand<Row>({
  path: ['streams', 'list'],
  summary: 'list the streams to other systems, and how the last run of each went',
  details: `Streams stand under streams: in wardline.yaml; their secrets are sealed in the data folder.
  wardline streams list`,
  arguments: [],
  options: [organizationOption, tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withDeliveries(invocation, async ({ store, tenant }, { streams }) => {
      const [held, runs] = await withTenant(store, tenant.id, async (scope) => [
        await listCredentials(scope),
        await lastStreamRuns(scope),
      ]);
      const rows = streams.map((stream): Row => {
        const run = runs.find((entry) => entry.stream === stream.name);
        const isSet = held.some(({ name }) => name === secretName(stream.name));
        return {
          ...{ name: stream.name, kind: stream.kind, carries: stream.carries.join(', '), raw: stream.raw },
          secret: secretWanted(stream) === undefined ? 'none' : isSet ? 'set' : 'missing',
          ...{ lastRun: run?.endedAt ?? '', result: run?.result ?? 'never ran', waiting: run?.waiting ?? 0 },
          ...{ dead: run?.setAside ?? 0, dropped: run?.dropped ?? 0, why: run?.why ?? '' },
        };
      });
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Stream', value: (row) => row.name },
          { title: 'Kind', value: (row) => row.kind },
          { title: 'Carries', value: (row) => (row.raw ? `${row.carries} (raw)` : row.carries) },
          { title: 'Secret', value: (row) => row.secret },
          { title: 'Last run', value: (row) => row.lastRun.slice(0, 16).replace('T', ' ') },
          { title: 'Result', value: (row) => row.result },
          { title: 'Waiting', value: (row) => row.waiting },
          { title: 'Set aside', value: (row) => row.dead },
          { title: 'Dropped', value: (row) => row.dropped },
          { title: 'Why', value: (row) => row.why },
        ],
        messages: [
          ...rows
            .filter(({ secret }) => secret === 'missing')
            .map(({ name }) => `${name} has no secret: wardline routes set-secret ${name} < file`),
          ...(rows.length === 0 ? ['No stream yet: write one under streams: in wardline.yaml.'] : []),
        ],
      };
    }),
});
