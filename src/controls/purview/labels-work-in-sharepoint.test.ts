import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { labelsWorkInSharepoint } from './labels-work-in-sharepoint.ts';

const groupTemplate = '62375ab9-6b52-47ed-826b-58e47e0e304b';
const setting = (value: string) => ({
  id: '8a7b6c5d-4e3f-4a2b-9c1d-0e9f8a7b6c51',
  displayName: 'Group.Unified',
  templateId: groupTemplate,
  values: [
    { name: 'EnableMIPLabels', value },
    { name: 'AllowToAddGuests', value: 'True' },
  ],
});
const given = (enableAIPIntegration: unknown, groupSettings?: unknown[]) =>
  tenant({ sharepointTenant: { enableAIPIntegration }, ...(groupSettings && { groupSettings }) });

testControl(labelsWorkInSharepoint, {
  pass: {
    'files and groups take labels': given(true, [setting('True')]),
    'PascalCase and a list of one': tenant({
      sharepointTenant: [{ EnableAIPIntegration: true }],
      groupSettings: [{ DisplayName: 'Group.Unified', Values: [{ Name: 'EnableMIPLabels', Value: 'true' }] }],
    }),
  },
  fail: {
    'files do not': [
      given(false, [setting('True')]),
      { resources: ['Labels for files in SharePoint and OneDrive'], wouldPassIf: /EnableAIPIntegration is true/ },
    ],
    'groups do not': [given(true, [setting('False')]), { resources: ['Labels for groups and sites'] }],
    neither: given(false, [setting('False')]),
    'no directory setting: Microsoft has it off': given(true, []),
  },
  unknown: { 'directory settings were not collected': given(true) },
});
