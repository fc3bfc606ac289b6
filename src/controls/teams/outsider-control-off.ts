import { defineControl } from '../../core/control.ts';
import { isPreset, meetingChange, offInEveryPolicy } from './meeting-policies.ts';

export const outsiderControlOff = defineControl({
  id: 'teams.outsider-control-off',
  title: 'Outsiders cannot take control of a shared screen in Teams',
  finding: 'Outsiders can take control of a shared screen in Teams',
  severity: 'medium',
  rationale:
    "Who controls a shared screen works with the sharer's rights: open charts, files, mail. Fake support calls ask for exactly this.",
  citations: ['164.312(a)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.TEAMS.1.1v1', level: 'should' },
    { source: 'Maester', id: 'MT.1048' },
  ],
  aliases: ['TM-06'],
  reads: ['meetingPolicies.allowExternalParticipantGiveRequestControl'],
  evaluate({ meetingPolicies }) {
    return offInEveryPolicy(
      meetingPolicies,
      'allowExternalParticipantGiveRequestControl',
      'outsiders take control of a shared screen',
    );
  },
  remediation: {
    fix: 'Stop outsiders from taking control of a shared screen',
    steps: [
      'Open the Teams admin center, Meetings, Meeting policies.',
      'Open each policy named here.',
      'Under Content sharing turn off "External participants can give or request control" and save.',
    ],
    script: ['Set-CsTeamsMeetingPolicy -Identity Global -AllowExternalParticipantGiveRequestControl $false'],
  },
  changes({ meetingPolicies }) {
    const bad = meetingPolicies.filter((policy) => policy.allowExternalParticipantGiveRequestControl === true);
    if (bad.some(isPreset)) return [];
    return bad.map((policy) =>
      meetingChange(
        policy,
        { allowExternalParticipantGiveRequestControl: false },
        {
          summary: 'Stop outsiders from taking control of a shared screen',
          notice: 'Vendors who fix things over a shared screen in Teams: they can look, but no longer steer.',
        },
      ),
    );
  },
  knownGaps: ['Remote support tools other than Teams are not seen.'],
});
