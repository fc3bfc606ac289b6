import { fileRecord, many, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { consumerOnedriveUsed } from './consumer-onedrive-used.ts';

const blocked = (at: number, user = 'nina@clinic.example.com') =>
  fileRecord('UnmanagedSyncClientBlocked', { at, user }, { SourceFileName: undefined, ItemType: 'Web' });
const uploaded = (TargetDomain: string) =>
  unifiedRecord('FileUploadedToCloud', 63, 'Endpoint', {}, { ObjectId: 'C:\\Users\\nina\\scan.pdf', TargetDomain });

testDetection(consumerOnedriveUsed, {
  alerts: {
    'S0-70: a private computer tries to sync all day': {
      records: many(8, (index) => blocked(index * 30)),
      severity: 'medium',
      actor: 'nina@clinic.example.com',
    },
    'S0-70: a file goes to a private OneDrive': {
      records: [uploaded('onedrive.live.com')],
      severity: 'high',
      why: /uploaded a work file to onedrive\.live\.com$/,
    },
    'S0-70: a file goes to another private storage': [uploaded('www.dropbox.com')],
  },
  silent: {
    'refused once': [blocked(0)],
    'refused twice a week apart': [blocked(0), blocked(10_080), blocked(20_160)],
    'three people once each': many(3, (index) => blocked(index, `p${index}@clinic.example.com`)),
    'a match of a DLP policy, which has its own detection': [
      { ...uploaded('onedrive.live.com'), PolicyMatchInfo: { PolicyId: '1' } },
    ],
    'the organization’s own SharePoint': [uploaded('clinic.sharepoint.com')],
    'sync of an office computer': [fileRecord('ManagedSyncClientAllowed')],
  },
});
