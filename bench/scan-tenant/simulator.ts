import { readFileSync } from 'node:fs';
import { contentScopes } from '../../src/connectors/content/scopes.ts';
import { startSimulator } from '../../src/simulator/start.ts';
import type { TenantSeed } from '../../src/simulator/tenant.ts';
import { generateTenant } from '../../src/simulator/tenants/generate.ts';

/** What the bench asks the simulator's process: where it is, and to know an app. */
export type Question =
  | { what: 'where' }
  | { what: 'register'; clientId: string; certificate: string; settings: boolean };

/** Where the simulator is, and the ids of its drives. */
export interface Where {
  tenantId: string;
  hostMap: Readonly<Record<string, string>>;
  ca: string;
  drives: string[];
}

const [filesPerDrive = 1000] = process.argv.slice(2).map(Number);
/** A generated file has 24 kB on average; here it has so many times that. */
const larger = 18;
const generated = generateTenant({ name: 'bench', users: 2, sites: 2, filesPerDrive });
const seed: TenantSeed = {
  ...generated,
  content(given) {
    const content = generated.content!(given);
    for (const items of Object.values(content.collections))
      for (const item of Object.values(items)) {
        const [, what, size] = /^((?:text|note)\/.*)\/(\d+)$/.exec(String(item['bytes'])) ?? [];
        if (what !== undefined)
          Object.assign(item, { bytes: `${what}/${Number(size) * larger}`, size: Number(size) * larger });
      }
    return content;
  },
};
// A tenant of many licenses is allowed more calls, so that the figure is of this program and not of Microsoft's limits.
for (const sku of Object.values(seed.collections['subscribedSkus']!)) Object.assign(sku, { consumedUnits: 60_000 });
const tenantId = seed.id.toLowerCase();
// Our own limits are kept by the product; the figure is about fetching and examining.
const simulator = await startSimulator({ tenants: [seed], throttle: { on: false } });
const drives = Object.values(simulator.control.state(tenantId)['drives']!)
  .filter(({ driveType }) => driveType === 'documentLibrary')
  .map(({ id }) => String(id));

process.on('message', (question: Question) => {
  if (question.what === 'register')
    simulator.control.registerApp(tenantId, {
      displayName: question.settings ? 'Wardline read-settings' : 'Wardline read-content',
      appId: question.clientId,
      certificates: [readFileSync(question.certificate, 'utf8')],
      roles: {
        graph: question.settings
          ? ['LicenseAssignment.Read.All', 'User.Read.All']
          : contentScopes.map(({ role }) => role),
      },
      directoryRoles: [],
    });
  process.send!({ tenantId, hostMap: simulator.hostMap, ca: simulator.ca, drives } satisfies Where);
});
process.on('disconnect', () => void simulator.stop());
process.send!('ready');
