import { daysAfter, now as machineNow } from '../../core/clock.ts';
import type { Duty } from '../../core/duty.ts';
import { openKeyring } from '../../store/master-key.ts';
import type { Store } from '../../store/open.ts';
import type { Tenant } from '../../store/tenants.ts';
import { loadOrganization } from '../assessment.ts';
import type { Invocation } from '../command.ts';
import { chosenTenant, withStore } from '../live.ts';
import { clockOf } from '../tenant-clock.ts';
import { dutiesOf } from './duties.ts';

/** Opens the store and the chosen tenant with all of its duties up to `days` ahead. */
export async function withDuties<T>(
  invocation: Invocation,
  days: number,
  act: (opened: { store: Store; tenant: Tenant; duties: Duty[]; now: string }) => Promise<T>,
): Promise<T> {
  return withStore(invocation, async (store) => {
    const { options, cwd, env } = invocation;
    const tenant = await chosenTenant(store, options['tenant']);
    const { organization } = loadOrganization(options['organization'], cwd);
    const now = (await clockOf(store, env, tenant, 'read-content'))();
    const keyring = openKeyring(store.home, env);
    const at = machineNow();
    const duties = await dutiesOf(store, { tenant, organization, keyring, at, now, until: daysAfter(now, days) });
    return act({ store, tenant, duties, now });
  });
}
