import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { permissionsOf } from '../src/cli/commands/permissions.ts';
import type { TenantSeed } from '../src/simulator/tenant.ts';
import { type LiveBench, startLiveBench } from './live.ts';

export const collectorId = '5c2f7f0a-6b7e-4a52-9d40-2f7f1f0e0a03';

/** A live bench whose tenant has the registration that reads content, and so the audit log. */
export interface AuditBench extends LiveBench {
  /** JSON of a command that must end well. */
  json(...argv: string[]): Promise<Record<string, unknown>>;
}

export async function startAuditBench(
  options: { without?: readonly string[]; seed?: TenantSeed } = {},
): Promise<AuditBench> {
  const bench = await startLiveBench(options.seed);
  const { tenantId, simulator, cwd } = bench;
  await bench.connect('read-settings');
  const connected = await bench.run(
    ...['connect', '--registration', 'read-content', '--client-id', collectorId],
    ...['--simulator', 'simulator.json', '--certificate', 'read-content.pem'],
  );
  if (connected.exit !== 0) throw new Error(connected.err);
  const [plan] = permissionsOf('read-content');
  const of = (appId: string) =>
    plan!.permissions
      .filter((entry) => !entry.later && entry.serviceAppId === appId && !options.without?.includes(entry.role))
      .map(({ role }) => role);
  simulator.control.registerApp(tenantId, {
    displayName: plan!.displayName,
    appId: collectorId,
    certificates: [readFileSync(join(cwd, 'read-content.pem'), 'utf8')],
    roles: {
      graph: of('00000003-0000-0000-c000-000000000000'),
      activity: of('c5393580-f805-4401-95e8-94b7a6ef2fc2'),
    },
  });
  return {
    ...bench,
    async json(...argv) {
      const { exit, out, err } = await bench.run(...argv, '-o', 'json');
      if (exit !== 0) throw new Error(`exit ${exit}: ${err}`);
      return JSON.parse(out) as Record<string, unknown>;
    },
  };
}
