import { daysAfter, isDay, millis, momentOf } from '../../core/clock.ts';
import { WardlineError } from '../../core/errors.ts';
import { type EventLogPlace, eventLogOf } from '../../store/events/log-place.ts';
import { openKeyring } from '../../store/master-key.ts';
import type { Store } from '../../store/open.ts';
import type { Tenant } from '../../store/tenants.ts';
import type { Invocation } from '../command.ts';
import { chosenTenant, withStore } from '../live.ts';

/** Opens the store, the chosen tenant and its audit log. */
export async function withPlace<T>(
  invocation: Invocation,
  act: (opened: { store: Store; tenant: Tenant; place: EventLogPlace }) => Promise<T>,
): Promise<T> {
  return withStore(invocation, async (store) => {
    const tenant = await chosenTenant(store, invocation.options['tenant']);
    const place = eventLogOf(store, openKeyring(store.home, invocation.env), tenant.id);
    return act({ store, tenant, place });
  });
}

/** A moment that an option names, ISO 8601 UTC; a day is its start, or with `end` the start of the next. */
export function momentIn(option: string, given: unknown, end = false): string | undefined {
  if (typeof given !== 'string') return undefined;
  if (isDay(given)) return end ? daysAfter(`${given}T00:00:00.000Z`, 1) : `${given}T00:00:00.000Z`;
  const zoned = /(?:Z|[+-]\d\d:\d\d)$/i.test(given) ? given : `${given}Z`;
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(given) ? momentOf(millis(zoned)) : '';
  if (moment !== '') return moment;
  throw new WardlineError('usage', `${option} takes a day or a time in UTC, such as 2026-11-20T08:00:00Z.`);
}
