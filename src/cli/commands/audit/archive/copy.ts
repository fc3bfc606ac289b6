import { type ArchiveCopy, archiveLog } from '../../../../store/events/archive-log.ts';
import { organizationOption } from '../../../assessment.ts';
import { archiveIn, archiveRule, keepingSettings, openArchive } from '../../../audit/archive-place.ts';
import { withPlace } from '../../../audit/with-place.ts';
import { defineCommand } from '../../../command.ts';
import { homeOption, tenantOption } from '../../../live.ts';

export const auditArchiveCommand = defineCommand({
  path: ['audit', 'archive'],
  summary: 'copy sealed segments and roots, locked, to S3, Azure Blob or a folder',
  details: `Copies what is not there yet, reads each copy back and compares it. Interrupted at any point, the next run goes
on. Objects are locked until lockDays (2,192, six years) after their sealing: neither an admin nor whoever steals
the key can remove or change them before. Segments are encrypted; without data.key of the data folder nobody
reads them, so keep that key elsewhere too.
  wardline audit archive
  wardline audit archive verify`,
  arguments: [],
  options: [organizationOption, tenantOption, homeOption],
  formats: ['table', 'json'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const settings = keepingSettings(invocation);
      const archive = archiveIn(settings);
      const objects = await openArchive(archive, { store, tenant, env: invocation.env, folder: settings.folder });
      try {
        const copied = await archiveLog(place, objects, await archiveRule(archive, store, tenant.id));
        return {
          data: { tenant: tenant.id, archive: objects.name, ...copied },
          rows: [],
          columns: [],
          text: () => textOf(tenant.name, objects.name, copied),
          messages: objects.locks ? [] : ['A folder has no lock: it keeps from loss, and proves nothing.'],
        };
      } finally {
        objects.close();
      }
    }),
});

function textOf(tenant: string, name: string, { segments, roots, bytes, there, held, released }: ArchiveCopy): string {
  const number = (count: number) => count.toLocaleString('en-US');
  return `${tenant}: ${number(segments)} segments and ${number(roots)} roots (${number(bytes)} bytes) copied to ${name}; ${number(there)} were there.${holdWords(held, 'set')}${holdWords(released, 'lifted')}`;
}

function holdWords(count: number, done: string): string {
  return count === 0 ? '' : ` Legal hold ${done} on ${count.toLocaleString('en-US')} of them.`;
}
