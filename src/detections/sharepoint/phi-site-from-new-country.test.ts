import { clinicSite, fileRecord, graphSignInRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { phiSiteFromNewCountry } from './phi-site-from-new-country.ts';

const lagos = ['Lagos', 'NG', 6.45, 3.39] as const;
const ip = '203.0.113.77';
const abroad = (at = 0) => graphSignInRecord({ at, ip, place: lagos });

testDetection(phiSiteFromNewCountry, {
  alerts: {
    'signed in abroad, then files of a PHI site': {
      records: [
        abroad(),
        fileRecord('FileAccessed', { at: 5, ip }),
        fileRecord('FileDownloaded', { at: 9, ip, file: 'two.pdf' }),
      ],
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /signed in from NG \(203\.0\.113\.77\), then: .*sites\/patients/,
    },
    'a sync of the next morning': [abroad(), fileRecord('FileSyncDownloadedFull', { at: 600, ip })],
  },
  silent: {
    'at home': [graphSignInRecord({ ip }), fileRecord('FileAccessed', { at: 5, ip })],
    'abroad, another site': {
      records: [
        abroad(),
        fileRecord('FileAccessed', { at: 5, ip, site: 'https://clinic.sharepoint.com/sites/intranet' }),
      ],
      organization: { phi: { sites: [clinicSite], mailboxes: [], groups: [], labels: [] } },
    },
    'an attempt that failed': [
      graphSignInRecord({ ip, place: lagos, error: 50126 }),
      fileRecord('FileAccessed', { at: 5, ip }),
    ],
    'a colleague at the same address': [
      abroad(),
      fileRecord('FileAccessed', { at: 5, ip, user: 'omar@clinic.example.com' }),
    ],
    'files from the office at the same time': [abroad(), fileRecord('FileAccessed', { at: 5, ip: '192.0.2.10' })],
    'a country that is expected': {
      records: [abroad(), fileRecord('FileAccessed', { at: 5, ip })],
      organization: {
        watch: {
          thresholds: [
            {
              detection: 'sharepoint.phi-site-from-new-country',
              parameters: { countries: ['US', 'NG'] },
              reason: 'a partner clinic',
            },
          ],
        },
      },
    },
    'an own network abroad': {
      records: [abroad(), fileRecord('FileAccessed', { at: 5, ip })],
      organization: { watch: { networks: ['203.0.113.0/24'] } },
    },
  },
});
