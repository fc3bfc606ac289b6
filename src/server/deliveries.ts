import { setTimeout as sleep } from 'node:timers/promises';
import { runOneRoute } from '../cli/deliveries/run-route.ts';
import { runOneStream } from '../cli/deliveries/run-stream.ts';
import { deliverySettings } from '../cli/deliveries/settings.ts';
import type { DeliveryContext } from '../cli/deliveries/sink.ts';
import { WardlineError } from '../core/errors.ts';
import { withSystem } from '../store/scope.ts';
import { type Tenant, listTenants } from '../store/tenants.ts';
import { tenantFolder } from './ask.ts';
import { errorWords } from './log.ts';
import type { Server } from './server.ts';

/** Milliseconds between two looks for what is to be told. */
const lookEvery = 30_000;

type Delivering = Pick<Server, 'store' | 'log' | 'version'>;
type Env = Readonly<Record<string, string | undefined>>;

/**
 * Tells alerts by the routes of every tenant and fills its streams, again and again until `signal`: an alert is told
 * within a minute of its detection. Each route and stream runs beside the others, so that a receiver that is down holds
 * up none of them, and one at a time over all workers: they take turns by the tenant's lock.
 */
export async function keepDelivering(
  server: Delivering,
  env: Env,
  signal: AbortSignal,
  every = lookEvery,
): Promise<void> {
  const running = new Map<string, Promise<void>>();
  while (!signal.aborted) {
    for (const tenant of await tenantsOf(server))
      for (const [name, run] of deliveriesOf(server, env, tenant)) {
        const key = `${tenant.id} ${name}`;
        if (running.has(key)) continue;
        const ended = run()
          .catch((error: unknown) => failed(server, tenant, name, error))
          .finally(() => running.delete(key));
        running.set(key, ended);
      }
    await sleep(every, undefined, { signal }).catch(() => undefined);
  }
  // What is under way keeps its place in store and spool; the next start goes on from there.
  await Promise.race([Promise.all(running.values()), sleep(5_000, undefined, { ref: false })]);
}

async function tenantsOf(server: Delivering): Promise<Tenant[]> {
  try {
    return await withSystem(server.store, (scope) => listTenants(scope));
  } catch (error) {
    server.log({ level: 'warn', event: 'deliveries-wait', error: errorWords(error) });
    return [];
  }
}

/** What wardline.yaml of the tenant says is to be delivered, each by its name. */
function deliveriesOf(server: Delivering, env: Env, tenant: Tenant): [string, () => Promise<void>][] {
  const { store, version } = server;
  const cwd = tenantFolder(server, tenant.id);
  try {
    const { routes, streams, organization, folder } = deliverySettings({
      ...{ arguments: [], options: {}, cwd, env, version },
      tell: () => undefined,
    });
    const context: DeliveryContext = { store, tenant, invocation: { env, version }, folder };
    return [
      ...routes.map((route): [string, () => Promise<void>] => [
        `route ${route.name}`,
        async () => {
          const { sent, failed: lost, delayed } = await runOneRoute(route, organization.notify?.link, context);
          if (sent + lost + delayed > 0)
            server.log({
              level: lost > 0 ? 'warn' : 'info',
              event: 'alerts-told',
              tenant: tenant.id,
              sent,
              failed: lost,
              delayed,
            });
        },
      ]),
      ...streams.map((stream): [string, () => Promise<void>] => [
        `stream ${stream.name}`,
        async () => void (await runOneStream(stream, context, { follow: false, tell: () => undefined })),
      ]),
    ];
  } catch (error) {
    failed(server, tenant, 'wardline.yaml', error);
    return [];
  }
}

/** Another worker that does it at this moment is no fault. */
function failed(server: Delivering, tenant: Tenant, name: string, error: unknown): void {
  if (error instanceof WardlineError && error.code === 'conflict') return;
  server.log({ level: 'warn', event: 'delivery-failed', tenant: tenant.id, name, error: errorWords(error) });
}
