import { unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { noOrganization } from '../../core/organization.ts';
import { phiLabelLowered } from './phi-label-lowered.ts';

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

const organization = { phi: { ...noOrganization.phi, labels: [phi] } };

testDetection(phiLabelLowered, {
  alerts: {
    'S3-51: one file is enough': {
      records: [label(1, { LabelEventType: 2 })],
      organization,
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /^nina@clinic\.example\.com lowered a sensitivity label for PHI$/,
    },
    'S3-51: removed': {
      records: [label(1, { LabelEventType: 3, SensitivityLabelId: '' })],
      organization,
      why: /removed/,
    },
    'ids in capitals': {
      records: [label(1, { LabelEventType: 2, OldSensitivityLabelId: phi.toUpperCase() })],
      organization,
    },
    'several files are one alert': {
      records: [label(1, { LabelEventType: 2 }), label(2, { LabelEventType: 2 })],
      organization,
      count: 2,
    },
  },
  silent: {
    'no label for PHI is declared': [label(1, { LabelEventType: 2 })],
    'another label': { records: [label(1, { LabelEventType: 2, OldSensitivityLabelId: open })], organization },
    'it is raised to PHI': {
      records: [label(1, { LabelEventType: 1, SensitivityLabelId: phi, OldSensitivityLabelId: open })],
      organization,
    },
    automatic: { records: [label(1, { LabelEventType: 2, ActionSource: 2 })], organization },
  },
});
