import type { FamilyStanding } from '../../../engine/event-families.ts';
import { familyStandings } from '../../audit/family-standings.ts';
import { withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';
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
      const rows = await familyStandings(store, tenant, place, now);
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
