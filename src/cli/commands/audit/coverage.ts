import { type FamilyStanding, eventFamilies, familyStanding } from '../../../engine/event-families.ts';
import { heldLicense } from '../../../engine/held-license.ts';
import { WardlineError } from '../../../core/errors.ts';
import type { Snapshot } from '../../../core/snapshot.ts';
import { listFeeds } from '../../../store/audit-feeds.ts';
import type { Store } from '../../../store/open.ts';
import { withTenant } from '../../../store/scope.ts';
import type { Tenant } from '../../../store/tenants.ts';
import { withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, latestSnapshot, tenantOption } from '../../live.ts';
import { clockOf } from '../../tenant-clock.ts';

export const auditCoverageCommand = defineCommand<FamilyStanding>({
  path: ['audit', 'coverage'],
  summary: 'which families of events the kept log holds: collected, licensed, last event, and what is in doubt',
  details: `Six families tell who came near to patients' information: access to mailboxes, access to files and sharing,
labels, DLP, eDiscovery, admin roles. One without an event for seven days is in doubt: a quiet clinic has
no eDiscovery, but every clinic opens files. Licenses are those of the last wardline collect.`,
  arguments: [],
  options: [tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const now = (await clockOf(store, invocation.env, tenant, 'read-content'))();
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
      const doubtful = rows.filter(({ warning }) => warning !== undefined).length;
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Family', value: (row) => row.title },
          { title: 'Collected', value: (row) => (row.collected ? 'yes' : 'no') },
          { title: 'License', value: (row) => row.licensed },
          { title: 'Last event', value: (row) => row.lastEventAt?.slice(0, 16).replace('T', ' ') ?? 'never' },
          { title: 'Warning', value: (row) => row.warning ?? '' },
        ],
        messages: doubtful > 0 ? [`${doubtful} of ${rows.length} families are in doubt.`] : [],
      };
    }),
});

async function snapshotOf(store: Store, tenant: Tenant): Promise<Snapshot | undefined> {
  try {
    return (await latestSnapshot(store, tenant)).snapshot;
  } catch (error) {
    if (error instanceof WardlineError && error.code === 'not-found') return undefined;
    throw error;
  }
}
