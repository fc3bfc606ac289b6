import { now } from '../../../core/clock.ts';
import { type Recovered, withEventLog } from '../../../store/events/event-log.ts';
import { type Imported, importFiles } from '../../audit/import-files.ts';
import { describeRecord } from '../../audit/logged-record.ts';
import { withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';

export const auditImportCommand = defineCommand({
  path: ['audit', 'import'],
  summary: "keep exports of the audit log in the tenant's sealed log, each record once",
  details: `Takes CSV (Search-UnifiedAuditLog, the Purview portal), JSON, NDJSON, gz and zip of them, of the
Management API, Microsoft Graph or Entra diagnostic settings. Files may overlap, and an import that
was interrupted can be repeated: a record is kept once. Records are PHI: they are encrypted.
  wardline audit import audit.csv sign-ins.json.gz

What is no sound event is kept whole in quarantine and counted. Records that name another tenant are
refused and counted.`,
  arguments: [{ name: 'file...', summary: 'exports of the audit log, or - for standard input' }],
  options: [tenantOption, homeOption],
  formats: ['table', 'json'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const files = (invocation.arguments as readonly (string | readonly string[])[]).flat();
      const { counts, recovered } = await withEventLog(
        store,
        place,
        { describe: describeRecord, now },
        async (log) => ({
          recovered: log.recovered,
          counts: await importFiles(log, {
            files,
            input: process.stdin,
            cwd: invocation.cwd,
            tenant: tenant.id,
            confirmed: (records) => {
              if (records % 100_000 === 0) invocation.tell(`${number(records)} records`);
            },
          }),
        }),
      );
      return {
        data: { tenant: tenant.id, ...counts },
        rows: [],
        columns: [],
        text: () =>
          `${tenant.name}: ${number(counts.kept)} of ${number(counts.records)} records are new and sealed; ${number(counts.repeated)} were there before.`,
        messages: messagesOf(counts, recovered),
      };
    }),
});

function messagesOf({ quarantined, refused }: Imported, recovered: Recovered): string[] {
  const isRecovered = recovered.records > 0 || recovered.segments > 0;
  return [
    ...(isRecovered
      ? [
          `An earlier run was interrupted: ${number(recovered.records)} records that it had confirmed were sealed now, and ${number(recovered.segments)} segments indexed.`,
        ]
      : []),
    ...(recovered.damaged
      ? [
          `The last batch of an earlier run does not open; a copy is ${recovered.damaged}. Check the disk, and import that file again.`,
        ]
      : []),
    ...Object.entries(quarantined).map(([why, count]) => `${number(count)} records are in quarantine: ${why}`),
    ...Object.entries(refused).map(([why, count]) => `${number(count)} records could not be kept: ${why}`),
  ];
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
