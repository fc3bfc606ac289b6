import { reindex } from '../../../store/events/index-upkeep.ts';
import { describeRecord } from '../../audit/logged-record.ts';
import { withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';

export const auditReindexCommand = defineCommand({
  path: ['audit', 'reindex'],
  summary: 'build the index of the audit log anew from its sealed segments',
  details: 'The old index answers until the new one is whole. The segments are only read.',
  arguments: [],
  options: [tenantOption, homeOption],
  formats: ['table', 'json'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const built = await reindex(store, place, describeRecord);
      return {
        data: { tenant: tenant.id, ...built },
        rows: [],
        columns: [],
        text: () =>
          `${tenant.name}: ${built.records.toLocaleString('en-US')} records of ${built.segments.toLocaleString('en-US')} segments are indexed.`,
      };
    }),
});
