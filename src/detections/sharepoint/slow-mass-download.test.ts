import { clinicSite, fileRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { slowMassDownload } from './slow-mass-download.ts';

const intranet = 'https://clinic.sharepoint.com/sites/intranet';
const took = (
  index: number,
  at: number,
  site = intranet,
  operation = 'FileDownloaded',
  fields: Record<string, unknown> = {},
) => fileRecord(operation, { at, file: `scan-${index}.pdf`, site }, fields);

testDetection(slowMassDownload, {
  alerts: {
    '92 files an hour, 26 hours in three nights': {
      records: many(2400, (index) => took(index, Math.floor(index / 800) * 1440 + (index % 800) * 0.65)),
      severity: 'high',
      why: /^2,400 different files within 3 days/,
      count: 2400,
    },
    'downloads and sync together, PHI': {
      records: many(2100, (index) =>
        took(index, index * 4, clinicSite, index % 2 ? 'FileDownloaded' : 'FileSyncDownloadedFull'),
      ),
      severity: 'critical',
    },
    '2,500 in a night and as many in the next two': {
      records: many(7500, (index) => took(index, Math.floor(index / 2500) * 1440 + (index % 2500) / 10)),
      why: /^7,500 different files within 3 days/,
      count: 7500,
    },
  },
  silent: {
    'one burst, which is the matter of sharepoint.mass-download': many(1500, (index) => took(index, index / 30)),
    '100 files a week, for a long time': many(600, (index) => took(index, index * 100)),
    'the same 200 files again and again': many(3000, (index) => took(index % 200, index * 3)),
    'a managed computer keeps a library in step': many(2500, (index) =>
      took(index, index, intranet, 'FileSyncDownloadedFull', { IsManagedDevice: true }),
    ),
    'a new laptop fetches the own OneDrive': many(2500, (index) =>
      took(
        index,
        index / 20,
        'https://clinic-my.sharepoint.com/personal/nina_clinic_example_com',
        'FileSyncDownloadedFull',
      ),
    ),
    'a nightly backup that is declared': {
      records: many(3000, (index) =>
        fileRecord('FileDownloaded', { user: 'backup@clinic.example.com', at: index / 10, file: `f-${index}.pdf` }),
      ),
      organization: { watch: { serviceAccounts: ['backup@clinic.example.com'] } },
    },
  },
});
