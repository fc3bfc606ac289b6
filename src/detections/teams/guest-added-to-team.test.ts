import { type RawRecord, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { guestAddedToTeam } from './guest-added-to-team.ts';

const added = (TeamName: string, Members: readonly RawRecord[], user = 'nina@clinic.example.com') =>
  unifiedRecord(
    'MemberAdded',
    25,
    'MicrosoftTeams',
    { user, ip: '' },
    {
      TeamName,
      TeamGuid: '19:1a2b@thread.tacv2',
      AADGroupId: '11111111-0000-4000-8000-000000000001',
      ItemName: TeamName,
      Members,
    },
  );
const guest = { DisplayName: 'Ann', Role: 3, UPN: 'ann_lab.example.net#EXT#@clinic.onmicrosoft.com' };
const colleague = { DisplayName: 'Omar', Role: 1, UPN: 'omar@clinic.example.com' };

testDetection(guestAddedToTeam, {
  alerts: {
    'the name of the team speaks of patients': {
      records: [added('Patient Intake', [colleague, guest])],
      severity: 'high',
      why: /added ann@lab\.example\.net to the team Patient Intake$/,
    },
    'a private mailbox': {
      records: [
        added('Patient Intake', [{ DisplayName: 'Jane', Role: 3, UPN: 'jane_gmail.com#EXT#@clinic.onmicrosoft.com' }]),
      ],
      severity: 'critical',
    },
    'a declared team': {
      records: [added('Ward 4', [guest])],
      organization: {
        watch: {
          thresholds: [
            { detection: 'teams.guest-added-to-team', parameters: { teams: ['ward 4'] }, reason: 'holds PHI' },
          ],
        },
      },
    },
  },
  silent: {
    'a team is made': [
      unifiedRecord('TeamCreated', 25, 'MicrosoftTeams', {}, { TeamName: 'Patient Intake' }),
      added('Patient Intake', [colleague, { DisplayName: 'Nina', Role: 2, UPN: 'nina@clinic.example.com' }]),
    ],
    'a guest of another team': [added('Summer party', [guest])],
    'a partner': {
      records: [added('Patient Intake', [guest])],
      organization: { partners: [{ domain: 'lab.example.net', tls: true }] },
    },
    'Teams sync': [added('Patient Intake', [guest], 'Microsoft Teams Sync')],
  },
});
