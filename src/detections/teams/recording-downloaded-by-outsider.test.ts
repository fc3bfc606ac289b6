import { fileRecord, type RawRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { recordingDownloadedByOutsider } from './recording-downloaded-by-outsider.ts';

const ninas = 'https://clinic-my.sharepoint.com/personal/nina_clinic_example_com';
const recording = (user: string, fields: RawRecord = {}, file = 'Visit-20260302.mp4', operation = 'FileDownloaded') =>
  fileRecord(operation, { user, site: ninas, file }, { SourceRelativeUrl: 'Documents/Recordings', ...fields });
const guest = 'ann_lab.example.net#ext#@clinic.onmicrosoft.com';

testDetection(recordingDownloadedByOutsider, {
  alerts: {
    'a guest': {
      records: [recording(guest)],
      severity: 'high',
      actor: guest,
      why: /^ann@lab\.example\.net downloaded the recording of a meeting from clinic-my\.sharepoint\.com\/personal\/nina_clinic_example_com$/,
    },
    'a guest by address': [recording('urn:spo:guest#ann@lab.example.net')],
    'nobody signed in': [recording('urn:spo:anon#a1b2c3', { UserType: 10 })],
    captions: [recording(guest, {}, 'Visit-20260302.vtt')],
  },
  silent: {
    'a colleague': [recording('omar@clinic.example.com')],
    'a partner': { records: [recording(guest)], organization: { approvedDomains: ['lab.example.net'] } },
    'the guest watches it': [recording(guest, {}, 'Visit-20260302.mp4', 'FileAccessed')],
    'another file': [recording(guest, { SourceRelativeUrl: 'Documents' }, 'plan-2026.docx')],
  },
});
