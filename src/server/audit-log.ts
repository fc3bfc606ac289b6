import { clockOf } from '../cli/tenant-clock.ts';
import { type EventLogPlace, eventLogOf } from '../store/events/log-place.ts';
import { withTenant } from '../store/scope.ts';
import { type Tenant, getTenant } from '../store/tenants.ts';
import type { Call } from './route.ts';

type Asked = Pick<Call, 'server' | 'tenant'>;

/** The kept audit log of the tenant. */
export function logOf({ server, tenant }: Asked): EventLogPlace {
  return eventLogOf(server.store, server.keyring, tenant);
}

/** The tenant, and now by the clock that it lives by: a tenant in the simulator has its own. */
export async function tenantNow({ server, tenant }: Asked): Promise<{ row: Tenant; now: string }> {
  const row = await withTenant(server.store, tenant, (scope) => getTenant(scope));
  return { row, now: (await clockOf(server.store, process.env, row, 'read-content'))() };
}
