import { clinicSite, many, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { copilotReadsPhi } from './copilot-reads-phi.ts';

const asked = (at: number, items: number, site = clinicSite, label?: string) =>
  unifiedRecord(
    'CopilotInteraction',
    261,
    'Copilot',
    { at },
    {
      CopilotEventData: {
        AppHost: 'BizChat',
        ThreadId: `19:${at}`,
        Contexts: [],
        Messages: [{ Id: '1', isPrompt: true }],
        AccessedResources: many(items, (index) => ({
          Id: `i${at}-${index}`,
          Name: `chart ${index}.docx`,
          SiteUrl: `${site}/Shared Documents/chart-${index}.docx`,
          Type: 'File',
          ...(label && { SensitivityLabelId: label }),
        })),
      },
    },
  );

testDetection(copilotReadsPhi, {
  alerts: {
    'ten questions over charts': {
      records: many(10, (index) => asked(index * 10, 8)),
      severity: 'medium',
      actor: 'nina@clinic.example.com',
      count: 80,
    },
    'by label': {
      records: many(10, (index) => asked(index, 6, 'https://clinic.sharepoint.com/sites/intranet', 'phi-label')),
      organization: {
        phi: {
          sites: ['https://clinic.sharepoint.com/sites/charts'],
          mailboxes: [],
          groups: [],
          labels: ['phi-label'],
        },
      },
    },
  },
  silent: {
    'a few charts': [asked(0, 5), asked(10, 5)],
    'other sites': many(30, (index) => asked(index, 10, 'https://clinic.sharepoint.com/sites/intranet')),
    'no files at all': many(200, (index) =>
      unifiedRecord('CopilotInteraction', 261, 'Copilot', { at: index }, { CopilotEventData: { AppHost: 'Word' } }),
    ),
  },
});
