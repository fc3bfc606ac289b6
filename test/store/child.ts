import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { now } from '../../src/core/clock.ts';
import { runningServer } from '../../src/store/embedded/server.ts';
import { serverFolders } from '../../src/store/embedded/folders.ts';
import { addDecision, listDecisions } from '../../src/store/decisions.ts';
import { type Store, openStore } from '../../src/store/open.ts';
import { withSystem, withTenant } from '../../src/store/scope.ts';
import { addTenant } from '../../src/store/tenants.ts';
import { withTenantLock } from '../../src/store/tenant-lock.ts';

/**
 * One user of a store as a process of its own, for the tests that kill it. It takes a command a line on standard
 * input and answers with a line of JSON. Argument: the data folder.
 */
const home = process.argv[2]!;
let store: Store | undefined;
const tenant = 'clinic';

const commands: Record<string, (argument: string) => Promise<unknown>> = {
  async open() {
    const began = performance.now();
    store = await openStore({ home });
    return { server: runningServer(serverFolders(home))?.pid, took: Math.round(performance.now() - began) };
  },
  async addTenant() {
    await withSystem(store!, (scope) =>
      addTenant(scope, { id: tenant, name: 'Clinic', color: '#1f6f78', cloud: 'commercial', at: now() }),
    );
  },
  /** Writes so many rows one after the other; answers with how many were confirmed and what went wrong. */
  async write(count) {
    const confirmed: string[] = [];
    const failed: string[] = [];
    for (let i = 0; i < Number(count); i += 1) {
      const setting = randomUUID();
      try {
        await withTenant(store!, tenant, (scope) =>
          addDecision(scope, { setting, reason: 'Test', author: 'Test', at: now(), source: 'applied' }),
        );
        confirmed.push(setting);
      } catch (error) {
        failed.push(String(error));
      }
    }
    return { confirmed, failed };
  },
  async read() {
    return withTenant(store!, tenant, async (scope) =>
      (await listDecisions(scope, { limit: 100_000 })).map(({ setting }) => setting),
    );
  },
  /** Takes the tenant's lock and keeps it until the process ends. */
  async lock() {
    return new Promise((resolve) => {
      withTenantLock(store!, tenant, 'apply', () => {
        resolve('held');
        return new Promise(() => {});
      }).catch((error: unknown) => resolve(String(error)));
    });
  },
  async close() {
    await store!.close();
  },
};

process.stdout.write('"up"\n');
for await (const line of createInterface({ input: process.stdin })) {
  const [name = '', argument = ''] = line.split(' ');
  const answer = await commands[name]!(argument).catch((error: unknown) => ({ error: String(error) }));
  process.stdout.write(`${JSON.stringify(answer ?? null)}\n`);
}
