import { clinicSite, fileRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { massDownload } from './mass-download.ts';

const intranet = 'https://clinic.sharepoint.com/sites/intranet';
const took = (index: number, given: Parameters<typeof fileRecord>[1] = {}, fields: Record<string, unknown> = {}) =>
  fileRecord('FileDownloaded', { at: index / 10, file: `scan-${index}.pdf`, site: intranet, ...given }, fields);

testDetection(massDownload, {
  alerts: {
    'S3-53: 300 files in half an hour': {
      records: many(300, (index) => took(index)),
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /^[\d,]+ different files within \d+ minutes: .* from 192\.0\.2\.10/,
    },
    'files of a PHI site': { records: many(120, (index) => took(index, { site: clinicSite })), severity: 'critical' },
    'each file three times, in any spelling of the name': many(360, (index) =>
      took(index % 120, { at: index / 10, user: index % 2 ? 'Nina@Clinic.example.com' : 'nina@clinic.example.com' }),
    ),
    'a guest': {
      records: many(120, (index) => took(index, { user: 'ann_lab.example.net#ext#@clinic.onmicrosoft.com' })),
      actor: 'ann_lab.example.net#ext#@clinic.onmicrosoft.com',
    },
    'by a link, without a name': {
      records: many(120, (index) => took(index, { user: 'urn:spo:anon#a1b2', ip: '203.0.113.5' })),
      group: 'anonymous from 203.0.113.5',
    },
    'two nights are one alert': many(240, (index) =>
      took(index, { at: Math.floor(index / 120) * 1440 + (index % 120) / 4 }),
    ),
    'ten times the usual hour': many(700, (index) =>
      index < 100 ? took(index, { at: index * 144 }) : took(index, { at: 14_400 + (index - 100) / 10 }),
    ),
  },
  silent: {
    '99 files in an hour': many(99, (index) => took(index)),
    'one file a thousand times': many(1000, (index) => took(1, { at: index / 20 })),
    'opening documents in the browser': many(400, (index) =>
      fileRecord(index % 3 === 0 ? 'FilePreviewed' : index % 3 === 1 ? 'FileAccessed' : 'FileModified', {
        at: index / 10,
        file: `note-${index}.docx`,
      }),
    ),
    'the parts of web pages': many(400, (index) => took(index, { file: `part-${index}.js` })),
    'a backup that is declared': {
      records: many(400, (index) => took(index, { user: 'backup@clinic.example.com' })),
      organization: { watch: { serviceAccounts: ['backup@clinic.example.com'] } },
    },
    'an approved app': {
      records: many(400, (index) => took(index, {}, { ApplicationId: '0F0E0D0C-0000-4000-8000-00000000ABCD' })),
      organization: { approvedApps: [{ appId: '0f0e0d0c-0000-4000-8000-00000000abcd', name: 'Backup', baa: true }] },
    },
    'an app on its own': many(400, (index) => took(index, { user: 'app@sharepoint' }, { UserType: 5 })),
    'the search crawler': many(400, (index) =>
      took(index, {}, { UserAgent: 'Mozilla/4.0 (compatible; MSIE 4.01; Windows NT; MS Search 6.0 Robot)' }),
    ),
    'the system': many(400, (index) => took(index, { user: 'SHAREPOINT\\system' })),
    'twice the usual of a heavy user': many(1000, (index) =>
      index < 800
        ? took(index, { at: Math.floor(index / 80) * 1440 + (index % 80) / 2 })
        : took(index, { at: 14_400 + (index - 800) / 5 }),
    ),
    'a declared leaver, who is watched elsewhere': {
      records: many(400, (index) => took(index)),
      organization: { watch: { leavers: [{ account: 'nina@clinic.example.com', on: '2026-03-31' }] } },
    },
    'OneDrive sync, which is counted apart': many(400, (index) =>
      fileRecord('FileSyncDownloadedFull', { at: index / 10, file: `scan-${index}.pdf` }),
    ),
  },
});
