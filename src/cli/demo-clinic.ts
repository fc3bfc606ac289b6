import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { daysAfter, now } from '../core/clock.ts';
import { tenantFolder } from '../server/ask.ts';
import type { Server } from '../server/server.ts';
import { texasClinic } from '../simulator/tenants/texas-clinic.ts';
import type { Tenant } from '../store/tenants.ts';
import type { Invocation } from './command.ts';
import { connectCommand } from './commands/connect.ts';
import { simulatedTenant, simulatorFiles, startInBackground } from './simulated-tenant.ts';

const seed = 'texas-clinic';

/** What the clinic has declared, so that the pages which judge by it have something to say. */
const declared = `# What the clinic of the demo has said of itself. Settings > Organization shows and changes it.
organization:
  name: Larkmeadow Family Clinic
  entityType: covered-entity
  states: [TX]
phi:
  sites: [https://larkmeadow-example.sharepoint.com/sites/allcompany]
placement:
  phi: declared
  stores:
    - { match: "https://larkmeadow-example.sharepoint.com/sites/allcompany", purpose: phi, owner: Ruth Medrano }
`;

/**
 * Starts the invented clinic in the background with two months behind it, connects it as a real tenant is connected, and
 * has it checked, its log of 180 days fetched and its stores scanned: all by the same jobs as for anybody else.
 */
export async function openDemoClinic(invocation: Invocation, server: Server): Promise<Tenant> {
  const { store } = server;
  await startInBackground(simulatorFiles(store.home, seed), seed, true);
  const options = { ...invocation.options, simulator: seed, registration: 'read-settings' };
  await connectCommand.run({ ...invocation, arguments: [], tell: () => undefined, options });
  const tenant = await simulatedTenant(store, texasClinic());
  const file = join(tenantFolder(server, tenant.id), 'wardline.yaml');
  if (!existsSync(file)) writeFileSync(file, declared, { mode: 0o600 });
  const jobs = [
    ['check', {}],
    ['audit-pull', { since: daysAfter(now(), -179).slice(0, 10) }],
    ['scan', {}],
  ] as const;
  for (const [kind, parameters] of jobs) await server.queue!.start(tenant.id, kind, parameters, 'the demo');
  return tenant;
}
