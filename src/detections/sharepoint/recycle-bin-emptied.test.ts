import { clinicSite, fileRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { recycleBinEmptied } from './recycle-bin-emptied.ts';

const intranet = 'https://clinic.sharepoint.com/sites/intranet';
const gone = (index: number, operation: string, given: Parameters<typeof fileRecord>[1] = {}) =>
  fileRecord(operation, { at: index / 10, file: `plan-${index}.docx`, site: intranet, ...given });

testDetection(recycleBinEmptied, {
  alerts: {
    'the first recycle bin': {
      records: many(50, (index) => gone(index, 'FileDeletedFirstStageRecycleBin')),
      severity: 'high',
      why: /beyond the recycle bin on .*: 50 items$/,
    },
    'both, of a PHI site': {
      records: many(40, (index) =>
        gone(index, index % 2 ? 'FileDeletedSecondStageRecycleBin' : 'FolderDeletedFirstStageRecycleBin', {
          site: clinicSite,
        }),
      ),
      severity: 'critical',
    },
    'old versions': {
      records: many(40, (index) => gone(index, 'FileVersionsAllDeleted')),
      why: /all old versions of files/,
    },
  },
  silent: {
    'one file': [gone(1, 'FileDeletedFirstStageRecycleBin')],
    'into the recycle bin': many(80, (index) => gone(index, 'FileRecycled')),
    'after 93 days': many(80, (index) =>
      gone(index, 'FileDeletedSecondStageRecycleBin', { user: 'SHAREPOINT\\system' }),
    ),
    'a retention policy': many(80, (index) =>
      gone(index, 'FileDeletedFirstStageRecycleBin', { user: 'app@sharepoint' }),
    ),
  },
});
