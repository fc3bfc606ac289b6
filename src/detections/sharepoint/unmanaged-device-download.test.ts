import { clinicSite, fileRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { unmanagedDeviceDownload } from './unmanaged-device-download.ts';

const intranet = 'https://clinic.sharepoint.com/sites/intranet';
const unmanaged = { IsManagedDevice: false, DeviceDisplayName: 'KATE-PC', Platform: 'WinDesktop' };
const phi = { phi: { sites: [clinicSite], mailboxes: [], groups: [], labels: ['phi-label'] } };

testDetection(unmanagedDeviceDownload, {
  alerts: {
    'S0-68: one download from a PHI site': {
      records: [fileRecord('FileDownloaded', { ip: '203.0.113.7' }, unmanaged)],
      organization: phi,
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /^1 different files .* to the unmanaged device KATE-PC from 203\.0\.113\.7/,
    },
    'S0-68: nothing declared, the site speaks of patients': [
      fileRecord('FileDownloaded', {}, { IsManagedDevice: 'false' }),
    ],
    'S0-68: a labeled file of another site': {
      records: [fileRecord('FileDownloaded', { site: intranet }, { ...unmanaged, SensitivityLabelId: 'PHI-Label' })],
      organization: phi,
    },
    'three nights are one alert': {
      records: many(90, (index) =>
        fileRecord(
          'FileDownloaded',
          { at: Math.floor(index / 30) * 1440 + (index % 30), file: `scan-${index}.pdf` },
          unmanaged,
        ),
      ),
      organization: phi,
      count: 90,
    },
  },
  silent: {
    'a managed device': [fileRecord('FileDownloaded', {}, { IsManagedDevice: true })],
    'the record does not say': [fileRecord('FileDownloaded')],
    'a tenant without Intune: no PHI': many(50, (index) =>
      fileRecord('FileDownloaded', { site: intranet, at: index, file: `form-${index}.pdf` }, unmanaged),
    ),
    'another site than the declared ones': {
      records: [fileRecord('FileDownloaded', { site: 'https://clinic.sharepoint.com/sites/medical-news' }, unmanaged)],
      organization: phi,
    },
    'read in the browser': [fileRecord('FileAccessed', {}, unmanaged), fileRecord('FilePreviewed', {}, unmanaged)],
    'the page itself': [fileRecord('FileDownloaded', { file: 'AllItems.aspx' }, unmanaged)],
    'a backup that is declared': {
      records: [fileRecord('FileDownloaded', { user: 'backup@clinic.example.com' }, unmanaged)],
      organization: { ...phi, watch: { serviceAccounts: ['backup@clinic.example.com'] } },
    },
  },
});
