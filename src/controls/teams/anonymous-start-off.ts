import { defineControl } from '../../core/control.ts';
import { type Verdict, combine, partial, pass, unknown } from '../../core/verdict.ts';
import {
  type MeetingPolicy,
  isPreset,
  meetingChange,
  meetingEvidence,
  offInEveryPolicy,
  policyName,
} from './meeting-policies.ts';

/** Anonymous join is a choice: telehealth over Teams needs it. Microsoft's ready-made policies all allow it. */
function joining(policies: readonly MeetingPolicy[], telehealth: boolean | undefined): Verdict {
  const own = policies.filter((policy) => !isPreset(policy));
  const open = own.filter((policy) => policy.allowAnonymousUsersToJoinMeeting === true);
  const evidence = (policy: MeetingPolicy) =>
    meetingEvidence(policy, 'allowAnonymousUsersToJoinMeeting', 'false, or telehealth declared');
  if (open.length > 0 && telehealth === true) {
    return pass('Anonymous people may join meetings, which is declared for telehealth.', open.map(evidence));
  }
  if (open.length > 0) {
    return partial(
      telehealth === false
        ? 'Anonymous people can join meetings although no telehealth is declared to need it.'
        : 'Anonymous people can join meetings and nobody has declared whether telehealth needs it.',
      open.map(evidence),
      {
        wouldPassIf: `You declare telehealth (choices.telehealth: true), or anonymous join is off in ${open.map(policyName).join(', ')}.`,
      },
    );
  }
  if (own.some((policy) => policy.allowAnonymousUsersToJoinMeeting !== false))
    return unknown("Can't tell whether anonymous people can join meetings: the setting was not read.");
  return pass('Anonymous people cannot join meetings.', own.map(evidence));
}

export const anonymousStartOff = defineControl({
  id: 'teams.anonymous-start-off',
  title: 'Anonymous people cannot start Teams meetings',
  finding: 'Anonymous people can start or join Teams meetings',
  severity: 'medium',
  rationale:
    'A meeting that an anonymous caller starts runs under your name with nobody of yours in it. Joining is different: patients join video visits without an account, so joining is a choice to declare, guarded by the lobby.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.TEAMS.1.2v2', level: 'shall' },
    { source: 'Maester', id: 'MT.1046' },
    { source: 'Maester', id: 'MT.1047' },
  ],
  aliases: ['TM-05'],
  reads: ['meetingPolicies'],
  evaluate({ meetingPolicies }, { organization }) {
    return combine({
      'MS.TEAMS.1.2v2': offInEveryPolicy(
        meetingPolicies,
        'allowAnonymousUsersToStartMeeting',
        'anonymous people start meetings',
      ),
      joining: joining(meetingPolicies, organization.choices.telehealth),
    });
  },
  remediation: {
    fix: 'Stop anonymous people from starting meetings, and declare whether telehealth needs anonymous join',
    steps: [
      'Open the Teams admin center, Meetings, Meeting policies.',
      'Open each policy named here.',
      'Turn off "Anonymous users and dial-in callers can start a meeting".',
      'Where no video visits run over Teams, turn off "Anonymous users can join a meeting" too; otherwise declare telehealth.',
    ],
    script: ['Set-CsTeamsMeetingPolicy -Identity Global -AllowAnonymousUsersToStartMeeting $false'],
  },
  changes({ meetingPolicies }, { organization }) {
    const starts = (policy: MeetingPolicy) => policy.allowAnonymousUsersToStartMeeting === true;
    const joins = (policy: MeetingPolicy) =>
      organization.choices.telehealth !== true && !isPreset(policy) && policy.allowAnonymousUsersToJoinMeeting === true;
    const bad = meetingPolicies.filter((policy) => starts(policy) || joins(policy));
    if (bad.some(isPreset)) return [];
    return bad.map((policy) =>
      meetingChange(
        policy,
        {
          ...(starts(policy) && { allowAnonymousUsersToStartMeeting: false }),
          ...(joins(policy) && { allowAnonymousUsersToJoinMeeting: false }),
        },
        {
          summary: joins(policy) ? 'Turn off anonymous join and start' : 'Turn off anonymous start',
          notice: joins(policy)
            ? 'Patients and others without an account can no longer join meetings. Declare telehealth instead where video visits run over Teams.'
            : 'People without an account wait until somebody of yours starts the meeting.',
        },
      ),
    );
  },
  knownGaps: [
    'The tenant-wide switch for anonymous join (Get-CsTeamsMeetingConfiguration DisableAnonymousJoin) is not read.',
  ],
  assumed: ["Microsoft's ready-made meeting policies cannot be edited."],
});
