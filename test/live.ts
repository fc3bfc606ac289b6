import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { main } from '../src/cli/main.ts';
import { loadOrganization } from '../src/cli/assessment.ts';
import { permissionsOf } from '../src/cli/commands/permissions.ts';
import { type Simulator, startSimulator } from '../src/simulator/start.ts';
import type { TenantSeed } from '../src/simulator/tenant.ts';
import { texasClinic } from '../src/simulator/tenants/texas-clinic.ts';
import { type Store, openStore } from '../src/store/open.ts';
import { testFolder } from './store/harness.ts';

export const clientIds = {
  'read-settings': '5c2f7f0a-6b7e-4a52-9d40-2f7f1f0e0a01',
  change: '5c2f7f0a-6b7e-4a52-9d40-2f7f1f0e0a02',
} as const;

/** What a run of the command line gave. */
export interface Run {
  exit: number;
  out: string;
  err: string;
}

/** A data folder with a real store, and a simulator of the Texas clinic that the command line reaches. */
export interface LiveBench {
  tenantId: string;
  name: string;
  cwd: string;
  store: Store;
  simulator: Simulator;
  run(...argv: string[]): Promise<Run>;
  /** As at a terminal where a person answers. */
  answering(answer: string, ...argv: string[]): Promise<Run>;
  /** Adds and connects the tenant: what an admin does in the portal happens in the simulator. */
  connect(...registrations: (keyof typeof clientIds)[]): Promise<void>;
  register(registration: keyof typeof clientIds, without?: readonly string[]): void;
  /** Moves the clock that the tenant lives by: `7d`. */
  advance(duration: string): void;
  close(): Promise<void>;
}

export async function startLiveBench(seed: TenantSeed = texasClinic()): Promise<LiveBench> {
  const home = testFolder();
  const cwd = testFolder();
  const tenantId = seed.id.toLowerCase();
  const simulator = await startSimulator({ tenants: [seed], throttle: { on: false } });
  // Held open, so that the server does not stop and start between two commands.
  const store = await openStore({ home });
  const { hostMap, ca, control } = simulator;
  writeFileSync(
    join(cwd, 'simulator.json'),
    JSON.stringify({ hostMap, ca, control: { url: control.url, key: control.key } }),
  );

  const runWith = async (argv: readonly string[], ask?: (question: string) => Promise<string>): Promise<Run> => {
    let [out, err] = ['', ''];
    const exit = await main(argv, {
      cwd,
      env: { WARDLINE_HOME: home },
      stdout: { write: (text) => (out += text), columns: 100 },
      stderr: { write: (text) => (err += text) },
      ...(ask && { ask }),
    });
    return { exit, out, err };
  };
  const bench: LiveBench = {
    tenantId,
    name: seed.name,
    cwd,
    store,
    simulator,
    run: (...argv) => runWith(argv),
    answering: (answer, ...argv) => runWith(argv, () => Promise.resolve(answer)),
    register(registration, without = []) {
      const [plan] = permissionsOf(registration, loadOrganization(undefined, cwd).organization);
      const of = (appId: string) =>
        plan!.permissions
          .filter((entry) => !entry.later && entry.serviceAppId === appId && !without.includes(entry.role))
          .map(({ role }) => role);
      simulator.control.registerApp(tenantId, {
        displayName: plan!.displayName,
        appId: clientIds[registration],
        certificates: [readFileSync(join(cwd, `${registration}.pem`), 'utf8')],
        roles: {
          graph: of('00000003-0000-0000-c000-000000000000'),
          exchange: of('00000002-0000-0ff1-ce00-000000000000'),
          sharepoint: of('00000003-0000-0ff1-ce00-000000000000'),
          teams: of('48ac35b8-9aa8-4d74-927d-1f4a14a0b239'),
        },
        directoryRoles: plan!.assigned.filter(({ kind }) => kind === 'directory').map(({ role }) => role),
      });
    },
    async connect(...registrations) {
      await bench.run('tenant', 'add', tenantId, '--name', seed.name, '--domain', seed.domain);
      for (const name of registrations) {
        const { exit, err } = await bench.run(
          ...['connect', '--registration', name, '--client-id', clientIds[name]],
          ...['--simulator', 'simulator.json', '--certificate', `${name}.pem`],
        );
        if (exit !== 0) throw new Error(err);
        bench.register(name);
      }
    },
    advance: (duration) => void simulator.control.clock.advance(duration),
    async close() {
      await store.close();
      await simulator.stop();
    },
  };
  return bench;
}
