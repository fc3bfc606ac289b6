import { fileRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { fileCopiedToPersonalSite } from './file-copied-to-personal-site.ts';

const copied = (index: number, DestinationRelativeUrl: string, given: Parameters<typeof fileRecord>[1] = {}) =>
  fileRecord(
    'FileCopied',
    { at: index, file: `chart-${index}.pdf`, ...given },
    { DestinationRelativeUrl, DestinationFileName: `chart-${index}.pdf` },
  );
const onedrive = 'personal/nina_clinic_example_com/Documents';

testDetection(fileCopiedToPersonalSite, {
  alerts: {
    'twenty charts to the own OneDrive': {
      records: many(20, (index) => copied(index, onedrive)),
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /to OneDrive: 20 files$/,
    },
    'by a full address': many(12, (index) => copied(index, `https://clinic-my.sharepoint.com/${onedrive}`)),
  },
  silent: {
    'two files': many(2, (index) => copied(index, onedrive)),
    'within the site': many(20, (index) => copied(index, 'Shared Documents/2026')),
    'from the own OneDrive': many(20, (index) =>
      copied(index, onedrive, { site: 'https://clinic-my.sharepoint.com/personal/nina_clinic_example_com' }),
    ),
    'from a site without PHI': many(20, (index) =>
      copied(index, onedrive, { site: 'https://clinic.sharepoint.com/sites/intranet' }),
    ),
  },
});
