import { permissionsOf } from '../../src/cli/commands/permissions.ts';
import { startSimulator } from '../../src/simulator/start.ts';
import { generateTenant } from '../../src/simulator/tenants/generate.ts';
import type { Logged } from './bound.ts';

/** What the bench asks the simulator's process. */
export type Question =
  | { what: 'where' | 'requests' | 'clear' }
  | { what: 'register'; clientId: string; certificate: string };

export interface Answer {
  tenantId?: string;
  hostMap?: Readonly<Record<string, string>>;
  ca?: string;
  requests?: Logged[];
}

const [users = 1000, latency = 20] = process.argv.slice(2).map(Number);
const seed = generateTenant({ name: 'bench', users, sites: Math.ceil(users / 50), groups: Math.ceil(users / 20) });
const tenantId = seed.id.toLowerCase();
// Our own limits are kept by the product; the simulator's simpler model would mix a second set into the figure.
const simulator = await startSimulator({ tenants: [seed], latency, throttle: { on: false } });

const asked: Record<Question['what'], (question: Question) => Answer> = {
  where: () => ({ tenantId, hostMap: simulator.hostMap, ca: simulator.ca }),
  clear() {
    simulator.control.clearRequests();
    return {};
  },
  requests: () => ({
    requests: simulator.control.requests().map(({ method, url, body }) => ({ method, url, body })),
  }),
  register(question) {
    if (question.what !== 'register') return {};
    const [plan] = permissionsOf('read-settings');
    const of = (appId: string) =>
      plan!.permissions.filter((entry) => !entry.later && entry.serviceAppId === appId).map(({ role }) => role);
    simulator.control.registerApp(tenantId, {
      displayName: plan!.displayName,
      appId: question.clientId,
      certificates: [question.certificate],
      roles: {
        graph: [...of('00000003-0000-0000-c000-000000000000'), 'Files.Read.All'],
        exchange: of('00000002-0000-0ff1-ce00-000000000000'),
        sharepoint: of('00000003-0000-0ff1-ce00-000000000000'),
      },
      directoryRoles: plan!.assigned.filter(({ kind }) => kind === 'directory').map(({ role }) => role),
    });
    return {};
  },
};

process.on('message', (question: Question) => process.send!(asked[question.what](question)));
process.on('disconnect', () => void simulator.stop());
