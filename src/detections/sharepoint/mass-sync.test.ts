import { clinicSite, fileRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { massSync } from './mass-sync.ts';

const intranet = 'https://clinic.sharepoint.com/sites/intranet';
const ninas = 'https://clinic-my.sharepoint.com/personal/nina_clinic_example_com';
const unmanaged = { IsManagedDevice: false, MachineId: 'kate-pc', DeviceDisplayName: 'KATE-PC' };
const managed = { IsManagedDevice: true, MachineId: 'lap-12' };
const joined = { MachineDomainInfo: '7e1c3a52-0000-4000-8000-0000000000aa', MachineId: 'lap-12' };
const synced = (index: number, site: string, fields: Record<string, unknown> = {}) =>
  fileRecord(
    'FileSyncDownloadedFull',
    { at: index / 20, file: `chart-${index}.pdf`, site },
    { UserAgent: 'Microsoft SkyDriveSync 24.050', ...fields },
  );

testDetection(massSync, {
  alerts: {
    'a PHI library to an unmanaged computer': {
      records: many(700, (index) => synced(index, clinicSite, unmanaged)),
      severity: 'critical',
      why: /to the unmanaged device KATE-PC from 192\.0\.2\.10/,
    },
    'a library to an unmanaged computer': {
      records: many(600, (index) => synced(index, intranet, unmanaged)),
      severity: 'high',
    },
    'S3-53: a new managed laptop is low': {
      records: many(600, (index) => synced(index, intranet, managed)),
      severity: 'low',
    },
    'a computer of the domain is low': {
      records: many(600, (index) => synced(index, clinicSite, joined)),
      severity: 'low',
    },
    'an unknown computer': { records: many(600, (index) => synced(index, intranet)), severity: 'medium' },
    'the own OneDrive to an unmanaged computer': {
      records: many(600, (index) => synced(index, ninas, unmanaged)),
      severity: 'high',
    },
  },
  silent: {
    'a new managed laptop fetches the own OneDrive': many(2000, (index) => synced(index, ninas, managed)),
    'a new laptop fetches the own OneDrive, device unknown': many(2000, (index) => synced(index, ninas)),
    'colleagues’ changes come in all day': many(400, (index) => synced(index, intranet)),
    'files go up': many(900, (index) =>
      fileRecord('FileSyncUploadedFull', { at: index / 20, file: `chart-${index}.pdf` }),
    ),
  },
});
