import { clinicSite, fileRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { noOrganization } from '../../core/organization.ts';
import { phiFromUnnamedNetwork } from './phi-from-unnamed-network.ts';

const declared = {
  phi: { ...noOrganization.phi, sites: [clinicSite] },
  watch: { networks: ['192.0.2.0/24', '2001:db8:1::/48'] },
};
const cafe = '198.51.100.7';

testDetection(phiFromUnnamedNetwork, {
  alerts: {
    'S0-73: a patient file is downloaded in a café': {
      records: [fileRecord('FileDownloaded', { ip: cafe, file: 'ward-list.xlsx' })],
      organization: declared,
      severity: 'medium',
      actor: 'nina@clinic.example.com',
      why: /from 198\.51\.100\.7, which is no declared network$/,
    },
    'S0-55: forty files of one evening are one alert': {
      records: many(40, (index) => fileRecord('FileAccessed', { at: index, ip: cafe, file: `chart-${index}.docx` })),
      organization: declared,
      count: 40,
    },
    'an unmanaged tablet on which a file is only looked at': {
      records: [fileRecord('FileAccessed', { ip: cafe }, { IsManagedDevice: false })],
      organization: declared,
      severity: 'medium',
    },
    'a managed laptop is told quietly': {
      records: [fileRecord('FileAccessed', { ip: cafe }, { IsManagedDevice: true })],
      organization: declared,
      severity: 'low',
    },
  },
  silent: {
    'in the clinic': {
      records: [fileRecord('FileAccessed'), fileRecord('FileAccessed', { ip: '2001:db8:1:5::9' })],
      organization: declared,
    },
    'another site': {
      records: [fileRecord('FileAccessed', { ip: cafe, site: 'https://clinic.sharepoint.com/sites/brochures' })],
      organization: declared,
    },
    'no networks are declared': {
      records: [fileRecord('FileAccessed', { ip: cafe })],
      organization: { phi: declared.phi },
    },
    'no PHI sites are declared': {
      records: [fileRecord('FileAccessed', { ip: cafe })],
      organization: { watch: declared.watch },
    },
    'Office for the web': {
      records: [
        fileRecord('FileAccessed', { ip: '20.190.151.7' }, { UserAgent: 'MSWAC' }),
        fileRecord('FileAccessed', { ip: '52.108.1.1' }, { UserAgent: 'OfficeWordWRS/16.0' }),
      ],
      organization: declared,
    },
    'a download to an unmanaged device, which has an alert of its own': {
      records: [
        fileRecord('FileDownloaded', { ip: cafe }, { IsManagedDevice: false }),
        fileRecord('FileSyncDownloadedFull', { ip: cafe }, { IsManagedDevice: false }),
      ],
      organization: declared,
    },
    'SharePoint itself': {
      records: [fileRecord('FileAccessed', { ip: cafe, user: 'app@sharepoint' })],
      organization: declared,
    },
    'the declared backup': {
      records: [fileRecord('FileDownloaded', { ip: cafe, user: 'backup@clinic.example.com' })],
      organization: { ...declared, watch: { ...declared.watch, serviceAccounts: ['backup@clinic.example.com'] } },
    },
    'no address': { records: [fileRecord('FileAccessed', {}, { ClientIP: '' })], organization: declared },
  },
});
