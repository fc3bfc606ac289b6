import { entraRecord, exchangeAdminRecord, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { teamMadePublic } from './team-made-public.ts';

const setting = (TeamName: string, OldValue: string, NewValue: string) =>
  unifiedRecord(
    'TeamSettingChanged',
    25,
    'MicrosoftTeams',
    { ip: '' },
    { TeamName, Name: 'Team access type', OldValue, NewValue },
  );

testDetection(teamMadePublic, {
  alerts: {
    'in Teams': {
      records: [setting('Ward 4', 'Private', 'Public')],
      severity: 'medium',
      why: /made the team Ward 4 public$/,
    },
    'its name speaks of patients': { records: [setting('Patient Intake', 'Private', 'Public')], severity: 'critical' },
    'in the directory': [
      entraRecord('Update group.', {
        object: 'Ward 4',
        targets: [
          ['Group_11111111-0000-4000-8000-000000000001', 2],
          ['Group', 2],
          ['Ward 4', 1],
        ],
        changes: [['Visibility', '[\r\n  "Public"\r\n]', '[\r\n  "Private"\r\n]']],
      }),
    ],
    'in Exchange': [exchangeAdminRecord('Set-UnifiedGroup', { Identity: 'ward4', AccessType: 'Public' })],
  },
  silent: {
    'made private': [setting('Ward 4', 'Public', 'Private')],
    'another setting': [
      unifiedRecord(
        'TeamSettingChanged',
        25,
        'MicrosoftTeams',
        {},
        { TeamName: 'Ward 4', Name: 'Allow members to create channels', OldValue: 'False', NewValue: 'True' },
      ),
    ],
    'a public team is made': [
      entraRecord('Add group.', { object: 'Ward 4', changes: [['Visibility', '["Public"]', '[]']] }),
      unifiedRecord('TeamCreated', 25, 'MicrosoftTeams', {}, { TeamName: 'Ward 4' }),
      entraRecord('Update group.', { object: 'Ward 4', changes: [['DisplayName', '["Ward 4 new"]', '["Ward 4"]']] }),
    ],
  },
});
