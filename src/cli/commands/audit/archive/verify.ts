import { type ArchiveFinding, verifyArchive } from '../../../../store/events/archive-log.ts';
import { organizationOption } from '../../../assessment.ts';
import { archiveIn, archiveRule, keepingSettings, openArchive } from '../../../audit/archive-place.ts';
import { withPlace } from '../../../audit/with-place.ts';
import { defineCommand } from '../../../command.ts';
import { homeOption, tenantOption } from '../../../live.ts';

export const auditArchiveVerifyCommand = defineCommand<ArchiveFinding>({
  path: ['audit', 'archive', 'verify'],
  summary: 'compare the archive with the log, byte for byte, and its locks with what is required',
  details: `Reads every object. Says what is missing, different or damaged on either side, and which lock is missing or too
short. A segment that is damaged or lost here comes back with: wardline audit archive restore NUMBER

Exit codes: 0 all is there, alike and locked; 8 not.`,
  arguments: [],
  options: [organizationOption, tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const settings = keepingSettings(invocation);
      const archive = archiveIn(settings);
      const objects = await openArchive(archive, { store, tenant, env: invocation.env, folder: settings.folder });
      try {
        const { compared, findings } = await verifyArchive(
          place,
          objects,
          await archiveRule(archive, store, tenant.id),
        );
        return {
          data: { tenant: tenant.id, archive: objects.name, locks: objects.locks, compared, findings },
          rows: findings,
          columns: [
            { title: 'Object', value: (row) => row.object },
            { title: 'Kind', value: (row) => row.kind },
            { title: 'What', value: (row) => row.what },
          ],
          ...(findings.length === 0 && {
            text: () =>
              `${tenant.name}: ${compared.toLocaleString('en-US')} objects in ${objects.name} are as here${objects.locks ? ' and locked as required' : ''}.`,
          }),
          messages: objects.locks ? [] : ['A folder has no lock: it keeps from loss, and proves nothing.'],
          exit: findings.length > 0 ? 8 : 0,
        };
      } finally {
        objects.close();
      }
    }),
});
