import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../src/cli/main.ts';
import { permissionsOf } from '../src/cli/commands/permissions.ts';
import { contentScopes } from '../src/connectors/content/scopes.ts';
import { type Simulator, startSimulator } from '../src/simulator/start.ts';
import type { TenantSeed } from '../src/simulator/tenant.ts';
import { type Store, openStore } from '../src/store/open.ts';
import type { Run } from './live.ts';
import { testFolder } from './store/harness.ts';

const containClientId = '5c2f7f0a-6b7e-4a52-9d40-2f7f1f0e0a04';
const contentClientId = '5c2f7f0a-6b7e-4a52-9d40-2f7f1f0e0a03';

/** A data folder with a real store, and a simulated tenant whose content the command line reaches. */
export interface ContentBench {
  tenantId: string;
  home: string;
  cwd: string;
  env: Record<string, string>;
  store: Store;
  simulator: Simulator;
  run(...argv: string[]): Promise<Run>;
  close(): Promise<void>;
}

/** Starts a tenant that is connected with the registration that reads content, and that which ends sharing if asked. */
export async function startContentBench(
  seed: TenantSeed,
  options: { without?: readonly string[]; contain?: true } = {},
): Promise<ContentBench> {
  const home = testFolder();
  const cwd = testFolder();
  const tenantId = seed.id.toLowerCase();
  const simulator = await startSimulator({ tenants: [seed], throttle: { on: false } });
  const store = await openStore({ home });
  const { hostMap, ca, control } = simulator;
  writeFileSync(
    join(cwd, 'simulator.json'),
    JSON.stringify({ hostMap, ca, control: { url: control.url, key: control.key } }),
  );
  const env = { WARDLINE_HOME: home };
  const run = async (...argv: string[]): Promise<Run> => {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      ...{ cwd, env },
      stdout: { write: (text) => (out += text), columns: 100 },
      stderr: { write: (text) => (err += text) },
    });
    return { exit, out, err };
  };
  await run('tenant', 'add', tenantId, '--name', seed.name, '--domain', seed.domain);
  for (const [registration, clientId] of [
    ['read-settings', '5c2f7f0a-6b7e-4a52-9d40-2f7f1f0e0a01'],
    ['read-content', contentClientId],
    ...(options.contain ? ([['contain', containClientId]] as const) : []),
  ] as const) {
    const connected = await run(
      ...['connect', '--registration', registration, '--client-id', clientId],
      ...['--simulator', 'simulator.json', '--certificate', `${registration}.pem`],
    );
    if (connected.exit !== 0) throw new Error(connected.err);
  }
  control.registerApp(tenantId, {
    displayName: 'Wardline read-content',
    appId: contentClientId,
    certificates: [readFileSync(join(cwd, 'read-content.pem'), 'utf8')],
    roles: { graph: contentScopes.map(({ role }) => role).filter((role) => !options.without?.includes(role)) },
    directoryRoles: [],
  });
  if (options.contain)
    for (const [registration, appId] of [
      ['read-settings', '5c2f7f0a-6b7e-4a52-9d40-2f7f1f0e0a01'],
      ['contain', containClientId],
    ] as const) {
      const { permissions } = permissionsOf(registration)[0]!;
      const graph = permissions.filter(({ service, later }) => service === 'Microsoft Graph' && !later);
      control.registerApp(tenantId, {
        displayName: `Wardline ${registration}`,
        appId,
        certificates: [readFileSync(join(cwd, `${registration}.pem`), 'utf8')],
        roles: { graph: graph.map(({ role }) => role) },
        directoryRoles: [],
      });
    }
  return {
    ...{ tenantId, home, cwd, env, store, simulator, run },
    async close() {
      await store.close();
      await simulator.stop();
    },
  };
}
