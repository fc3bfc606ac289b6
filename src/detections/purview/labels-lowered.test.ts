import { many, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { labelsLowered } from './labels-lowered.ts';

const [open, phi] = ['11111111-aaaa-4000-8000-000000000001', '22222222-aaaa-4000-8000-000000000002'];
/** A label of a file, as the SharePoint and Office records write it. */
const label = (
  index: number,
  data: object,
  operation = 'SensitivityLabelUpdated',
  fields = {},
  user = 'nina@clinic.example.com',
) =>
  unifiedRecord(
    operation,
    operation.startsWith('File') ? 6 : 83,
    'SharePoint',
    { user, at: index },
    {
      ObjectId: `https://clinic.sharepoint.com/sites/patients/Shared Documents/${index}.docx`,
      SourceFileName: 'Jane Sample.docx',
      SensitivityLabelEventData: { SensitivityLabelId: open, OldSensitivityLabelId: phi, ActionSource: 3, ...data },
      ...fields,
    },
  );

testDetection(labelsLowered, {
  alerts: {
    'S3-51: three files within minutes': {
      records: many(3, (index) => label(index, { LabelEventType: 2 })),
      severity: 'medium',
      actor: 'nina@clinic.example.com',
      why: /^nina@clinic\.example\.com lowered or removed the sensitivity labels of 3 items$/,
    },
    'S3-51: removed, in three spellings': [
      label(1, { LabelEventType: '3' }),
      label(2, {}, 'FileSensitivityLabelRemoved'),
      label(3, { LabelEventType: 'LabelRemoved' }, 'SensitivityLabelRemoved'),
    ],
    'S3-51: the kind of change is missing, the ranks are declared': {
      records: many(3, (index) => label(index, {}, 'FileSensitivityLabelChanged')),
      organization: { watch: { labelRanks: [open, phi] } },
    },
    'across the full hour': many(3, (index) => label(50 + index * 10, { LabelEventType: 2 })),
  },
  silent: {
    'one file, told by three records': [
      label(1, { LabelEventType: 2 }),
      label(1, { LabelEventType: 2 }, 'FileSensitivityLabelChanged'),
      label(1, { LabelEventType: 2 }),
    ],
    'two files': many(2, (index) => label(index, { LabelEventType: 2 })),
    'three files in three hours': many(3, (index) => label(index * 61, { LabelEventType: 2 })),
    'labels are raised': many(9, (index) => label(index, { LabelEventType: 1 })),
    'of the same rank': many(9, (index) => label(index, { LabelEventType: 4 })),
    'a rule of Microsoft does it': many(9, (index) => label(index, { LabelEventType: 2, ActionSource: 2 })),
    'the default label': many(9, (index) => label(index, { LabelEventType: 2, ActionSource: 'Default' })),
    'first labels': many(9, (index) =>
      label(index, { LabelEventType: 0, OldSensitivityLabelId: '' }, 'SensitivityLabelApplied'),
    ),
    'the kind of change is missing and no rank is known': many(9, (index) =>
      label(index, {}, 'FileSensitivityLabelChanged'),
    ),
    'app@sharepoint': many(9, (index) =>
      label(index, { LabelEventType: 2 }, 'FileSensitivityLabelChanged', {}, 'app@sharepoint'),
    ),
  },
});
