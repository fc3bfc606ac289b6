import { clinicSite, fileRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { massOverwrite } from './mass-overwrite.ts';

const intranet = 'https://clinic.sharepoint.com/sites/intranet';
const changed = (index: number, given: Parameters<typeof fileRecord>[1] = {}) =>
  fileRecord('FileModified', { at: index / 20, file: `letter-${index}.docx`, site: intranet, ...given });

testDetection(massOverwrite, {
  alerts: {
    '400 files in 20 minutes': { records: many(400, (index) => changed(index)), severity: 'medium' },
    'of a PHI site': {
      records: many(400, (index) => changed(index, { site: clinicSite })),
      severity: 'high',
      why: /: \d+ different files within/,
    },
  },
  silent: {
    'co-authoring of one document': many(2000, (index) => changed(1, { at: index / 80 })),
    'a day of work': many(200, (index) => changed(index, { at: index * 2 })),
    'a workflow': many(900, (index) => changed(index, { user: 'app@sharepoint' })),
    'opening documents': many(900, (index) =>
      fileRecord('FileAccessed', { at: index / 40, file: `letter-${index}.docx` }),
    ),
  },
});
