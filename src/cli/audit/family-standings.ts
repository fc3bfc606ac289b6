import { WardlineError } from '../../core/errors.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { type FamilyStanding, eventFamilies, familyStanding } from '../../engine/event-families.ts';
import { heldLicense } from '../../engine/held-license.ts';
import { listFeeds } from '../../store/audit-feeds.ts';
import type { EventLogPlace } from '../../store/events/log-place.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import type { Tenant } from '../../store/tenants.ts';
import { latestSnapshot } from '../live.ts';

/** How each of the six event families stands: collected, licensed, last seen. */
export async function familyStandings(
  store: Store,
  tenant: Tenant,
  place: EventLogPlace,
  now: string,
): Promise<FamilyStanding[]> {
  const feeds = await withTenant(store, tenant.id, listFeeds);
  const snapshot = await snapshotOf(store, tenant);
  const rows: FamilyStanding[] = [];
  for (const family of eventFamilies) {
    const { feed, license, operations } = family;
    const lastEventAt = await place.index.latest(operations);
    rows.push(
      familyStanding(
        family,
        {
          collected: feeds.some((kept) => kept.feed === feed && kept.state === 'on'),
          licensed: license && snapshot ? heldLicense(snapshot, license) : undefined,
          ...(lastEventAt !== undefined && { lastEventAt }),
        },
        now,
      ),
    );
  }
  return rows;
}

async function snapshotOf(store: Store, tenant: Tenant): Promise<Snapshot | undefined> {
  try {
    return (await latestSnapshot(store, tenant)).snapshot;
  } catch (error) {
    if (error instanceof WardlineError && error.code === 'not-found') return undefined;
    throw error;
  }
}
