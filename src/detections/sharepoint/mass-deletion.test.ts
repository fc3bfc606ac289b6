import { clinicSite, fileRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { massDeletion } from './mass-deletion.ts';

const intranet = 'https://clinic.sharepoint.com/sites/intranet';
const gone = (index: number, given: Parameters<typeof fileRecord>[1] = {}, operation = 'FileDeleted') =>
  fileRecord(operation, { at: index / 5, file: `plan-${index}.docx`, site: intranet, ...given });

testDetection(massDeletion, {
  alerts: {
    '150 files': {
      records: many(150, (index) => gone(index)),
      severity: 'medium',
      why: /: 150 different files within \d+ minutes$/,
    },
    'of a PHI site, newer records': {
      records: many(150, (index) => gone(index, { site: clinicSite }, 'FileRecycled')),
      severity: 'high',
    },
  },
  silent: {
    'a few': many(40, (index) => gone(index)),
    'a retention policy': many(300, (index) => gone(index, { user: 'app@sharepoint' })),
    'the system': many(300, (index) => gone(index, { user: 'SHAREPOINT\\system' })),
    'a service account': {
      records: many(300, (index) => gone(index, { user: 'cleanup@clinic.example.com' })),
      organization: { watch: { serviceAccounts: ['cleanup@clinic.example.com'] } },
    },
    'files change': many(300, (index) => gone(index, {}, 'FileModified')),
  },
});
