import { fileRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { massRename } from './mass-rename.ts';

const renamed = (index: number, ending: string, from = 'docx') =>
  fileRecord(
    'FileRenamed',
    { at: index / 10, file: `letter-${index}.${from}`, ip: '203.0.113.7' },
    {
      DestinationFileName: `letter-${index}.${from}.${ending}`,
      DestinationFileExtension: ending,
    },
  );

testDetection(massRename, {
  alerts: {
    'the ending of an extortion program': {
      records: many(60, (index) => renamed(index, 'k7xq2')),
      severity: 'critical',
      why: /the ending \.k7xq2 from 203\.0\.113\.7: 60 files$/,
    },
    'the ending only in the name': many(30, (index) =>
      fileRecord(
        'FileRenamed',
        { at: index / 10, file: `letter-${index}.docx` },
        { DestinationFileName: `letter-${index}.docx.locked` },
      ),
    ),
    'written anew by sync': many(30, (index) =>
      fileRecord('FileSyncUploadedFull', { at: index / 10, file: `letter-${index}.lockbit` }),
    ),
  },
  silent: {
    'people rename files': many(60, (index) => renamed(index, 'docx')),
    'pictures become PDF': many(60, (index) => renamed(index, 'pdf', 'jpg')),
    'one strange ending': [renamed(1, 'k7xq2')],
    'moved to another folder': many(60, (index) =>
      fileRecord(
        'FileMoved',
        { at: index / 10, file: `letter-${index}.docx` },
        {
          DestinationRelativeUrl: 'Shared Documents/Old',
          DestinationFileName: `letter-${index}.docx`,
          DestinationFileExtension: 'docx',
        },
      ),
    ),
    'co-authors': many(200, (index) => fileRecord('FileModified', { at: index / 10, file: 'plan.docx' })),
  },
});
