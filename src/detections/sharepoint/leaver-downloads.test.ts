import { fileRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { leaverDownloads } from './leaver-downloads.ts';

const intranet = 'https://clinic.sharepoint.com/sites/intranet';
const ninas = 'https://clinic-my.sharepoint.com/personal/nina_clinic_example_com';
const leaves = { watch: { leavers: [{ account: 'Nina@clinic.example.com', on: '2026-03-15' }] } };
const left = { watch: { leavers: [{ account: 'nina@clinic.example.com', on: '2026-02-27' }] } };
const took = (index: number, at: number, fields: Record<string, unknown> = {}, site = intranet) =>
  fileRecord('FileDownloaded', { at, file: `scan-${index}.pdf`, site }, fields);

testDetection(leaverDownloads, {
  alerts: {
    '25 files before the last day': {
      records: many(25, (index) => took(index, index * 10)),
      organization: leaves,
      severity: 'high',
      why: /leaves on 2026-03-15/,
      count: 25,
    },
    'after the last day': {
      records: many(25, (index) => took(index, index * 10)),
      organization: left,
      severity: 'critical',
      why: /left on 2026-02-27/,
    },
    'to an unmanaged laptop, over four days': {
      records: many(200, (index) =>
        took(index, index * 29, { IsManagedDevice: false, DeviceDisplayName: 'NINA-HOME' }),
      ),
      organization: leaves,
      severity: 'critical',
      why: /^200 different files within 5 days: .*NINA-HOME/,
      count: 200,
    },
    'by sync': {
      records: many(25, (index) =>
        fileRecord('FileSyncDownloadedFull', { at: index, file: `scan-${index}.pdf`, site: intranet }),
      ),
      organization: leaves,
    },
  },
  silent: {
    '15 files a day': { records: many(45, (index) => took(index, index * 96)), organization: leaves },
    'somebody who stays': {
      records: many(400, (index) =>
        fileRecord('FileDownloaded', { user: 'omar@clinic.example.com', at: index, file: `f-${index}.pdf` }),
      ),
      organization: leaves,
    },
    'nobody is declared': many(400, (index) => took(index, index)),
    'reading in the browser': {
      records: many(200, (index) => fileRecord('FileAccessed', { at: index, file: `f-${index}.docx` })),
      organization: leaves,
    },
    'the own OneDrive on a managed laptop': {
      records: many(200, (index) =>
        fileRecord(
          'FileSyncDownloadedFull',
          { at: index / 10, file: `f-${index}.docx`, site: ninas },
          { IsManagedDevice: true },
        ),
      ),
      organization: leaves,
    },
  },
});
