import { fileRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { outsideTheRole } from './outside-the-role.ts';

const therapy = 'https://clinic.sharepoint.com/sites/Therapy';
const organization = {
  watch: {
    thresholds: [
      {
        detection: 'sharepoint.outside-the-role',
        parameters: {
          readers: ['https://clinic.sharepoint.com/sites/therapy/ = Thea@clinic.example.com, omar@clinic.example.com'],
        },
        reason: 'role groups of 2026',
      },
    ],
  },
};

testDetection(outsideTheRole, {
  alerts: {
    'the front desk reads therapy notes': {
      records: many(12, (index) =>
        fileRecord('FileAccessed', { site: therapy, at: index, file: `note-${index}.docx` }),
      ),
      organization,
      severity: 'high',
      actor: 'nina@clinic.example.com',
      count: 12,
    },
  },
  silent: {
    'the therapist': {
      records: [fileRecord('FileAccessed', { site: therapy, user: 'thea@clinic.example.com' })],
      organization,
    },
    'another site': { records: [fileRecord('FileAccessed')], organization },
    'nothing is declared': [fileRecord('FileAccessed', { site: therapy })],
    'a search crawler': {
      records: [fileRecord('FileAccessed', { site: therapy, user: 'app@sharepoint' })],
      organization,
    },
    'the list of files': {
      records: [fileRecord('FileAccessed', { site: therapy, file: 'AllItems.aspx' })],
      organization,
    },
  },
});
