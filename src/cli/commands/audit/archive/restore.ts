import { WardlineError } from '../../../../core/errors.ts';
import { restoreSegment } from '../../../../store/events/archive-restore.ts';
import { lockName } from '../../../../store/events/log-place.ts';
import { withTenantLock } from '../../../../store/tenant-lock.ts';
import { organizationOption } from '../../../assessment.ts';
import { archiveIn, archiveRule, keepingSettings, openArchive } from '../../../audit/archive-place.ts';
import { withPlace } from '../../../audit/with-place.ts';
import { defineCommand } from '../../../command.ts';
import { homeOption, tenantOption } from '../../../live.ts';

export const auditArchiveRestoreCommand = defineCommand({
  path: ['audit', 'archive', 'restore'],
  summary: 'put a lost or damaged segment back from the archive',
  details: `The copy must open, and fit into the chain and the index. A damaged file is set aside and kept for whoever
looks into it. A sound segment is left alone, and a retired one does not come back.
  wardline audit archive restore 17`,
  arguments: [{ name: 'segment', summary: 'its number' }],
  options: [organizationOption, tenantOption, homeOption],
  formats: ['table', 'json'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const given = invocation.arguments[0] ?? '';
      const segment = Number(given);
      if (!/^\d{1,8}$/.test(given) || segment < 1)
        throw new WardlineError('usage', 'Give the number of a segment, such as 17.');
      const settings = keepingSettings(invocation);
      const archive = archiveIn(settings);
      const objects = await openArchive(archive, { store, tenant, env: invocation.env, folder: settings.folder });
      try {
        const rule = await archiveRule(archive, store, tenant.id);
        const restored = await withTenantLock(store, tenant.id, lockName, () =>
          restoreSegment(place, objects, rule, segment),
        );
        return {
          data: { tenant: tenant.id, segment, ...restored },
          rows: [],
          columns: [],
          text: () =>
            `${tenant.name}: segment ${segment} with ${restored.records.toLocaleString('en-US')} records is back.`,
          messages: [
            ...(restored.aside === undefined ? [] : [`The damaged file is kept: ${restored.aside}`]),
            'Check the whole with: wardline audit verify',
          ],
        };
      } finally {
        objects.close();
      }
    }),
});
