import { shareRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { siteAdminAdded } from './site-admin-added.ts';

const omars = 'https://clinic-my.sharepoint.com/personal/omar_clinic_example_com';
const ninas = 'https://clinic-my.sharepoint.com/personal/nina_clinic_example_com';
const intranet = 'https://clinic.sharepoint.com/sites/intranet';
const web = (target: string) => ({
  ItemType: 'Web',
  SourceFileName: undefined,
  ModifiedProperties: [{ Name: 'SiteAdmin', NewValue: target, OldValue: '' }],
});
const added = (given: { user?: string; site?: string; target: string; targetType?: string }) =>
  shareRecord('SiteCollectionAdminAdded', { targetType: 'Member', ...given }, web(given.target));

testDetection(siteAdminAdded, {
  alerts: {
    'of a PHI site': { records: [added({ target: 'omar@clinic.example.com' })], severity: 'high' },
    'oneself, of a PHI site': {
      records: [added({ user: 'it@clinic.example.com', target: 'i:0#.f|membership|it@clinic.example.com' })],
      severity: 'high',
      why: /made the own account an administrator/,
    },
    'of another person’s OneDrive': {
      records: [added({ user: 'it@clinic.example.com', site: omars, target: 'it@clinic.example.com' })],
      severity: 'medium',
    },
    'a colleague, of an ordinary site': {
      records: [added({ site: intranet, target: 'omar@clinic.example.com' })],
      severity: 'low',
    },
  },
  silent: {
    'a new OneDrive is set up by the first visit': [
      added({ site: ninas, target: 'nina@clinic.example.com' }),
      shareRecord('SiteCollectionAdminRemoved', { site: ninas, target: 'SHAREPOINT\\system', targetType: 'Member' }),
    ],
    'a new OneDrive is set up by an administrator': [
      added({ user: 'it@clinic.example.com', site: omars, target: 'omar@clinic.example.com' }),
    ],
    'a new OneDrive is set up by Microsoft’s servers in a log with other names': [
      shareRecord(
        'SiteCollectionAdminAdded',
        { site: omars, ip: '20.190.157.27', target: 'nina@clinic.example.com', targetType: 'Member' },
        web('nina@clinic.example.com'),
      ),
    ],
    'a team is made': [
      added({ user: 'app@sharepoint', target: 'nina@clinic.example.com' }),
      added({ target: 'SHAREPOINT\\system' }),
      added({ site: intranet, target: 'nina@clinic.example.com' }),
      added({
        target: 'c:0o.c|federateddirectoryclaimprovider|11111111-2222-4333-8444-555555555555_o',
        targetType: 'SecurityGroup',
      }),
    ],
  },
});
