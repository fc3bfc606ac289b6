import { clinicSite, fileRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { phiSiteFromUnnamedNetwork } from './phi-site-from-unnamed-network.ts';

const ip = '203.0.113.77';
const declared = { sites: [clinicSite], mailboxes: [], groups: [], labels: ['phi-label'] };
const organization = {
  watch: { networks: ['192.0.2.0/24', '2001:db8::/32'] },
};

testDetection(phiSiteFromUnnamedNetwork, {
  alerts: {
    'S0-73: one file': {
      records: [fileRecord('FileAccessed', { ip })],
      organization,
      severity: 'medium',
      actor: 'nina@clinic.example.com',
      why: /from 203\.0\.113\.77$/,
    },
    'S0-73: an evening in a café is one alert': {
      records: many(40, (index) =>
        fileRecord('FilePreviewed', { at: index * 3, ip: `${ip}:${50_000 + index}`, file: `note-${index}.docx` }),
      ),
      organization,
      count: 40,
    },
    'S0-73: a labeled file of another site': {
      records: [
        fileRecord(
          'FileAccessed',
          { ip, site: 'https://clinic.sharepoint.com/sites/intranet' },
          { SensitivityLabelId: 'phi-label' },
        ),
      ],
      organization: { ...organization, phi: declared },
    },
  },
  silent: {
    'a declared PHI site, which has its own detection': {
      records: [fileRecord('FileAccessed', { ip })],
      organization: { ...organization, phi: declared },
    },
    'S0-73: in the office, and over the VPN': {
      records: [
        fileRecord('FileAccessed', { ip: '192.0.2.44:51234' }),
        fileRecord('FileAccessed', { ip: '[2001:db8::5]:443' }),
      ],
      organization,
    },
    'another site': {
      records: [fileRecord('FileAccessed', { ip, site: 'https://clinic.sharepoint.com/sites/intranet' })],
      organization,
    },
    'no networks are declared': [fileRecord('FileAccessed', { ip })],
    'Office for the web fetches for the person': {
      records: [fileRecord('FileAccessed', { ip: '20.190.157.27' }, { UserAgent: 'MSWAC' })],
      organization,
    },
    'the list of files is shown': {
      records: [fileRecord('FileAccessed', { ip, file: 'AllItems.aspx' })],
      organization,
    },
    'a download to an unmanaged device, which has its own alert': {
      records: [fileRecord('FileDownloaded', { ip }, { IsManagedDevice: false })],
      organization,
    },
    'the crawler': { records: [fileRecord('FileAccessed', { ip, user: 'app@sharepoint' })], organization },
  },
});
