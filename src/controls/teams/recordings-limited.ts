import type { Context } from '../../core/control.ts';
import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, combine, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { isGlobal, meetingChange, meetingEvidence, policyName } from './meeting-policies.ts';

function recording(
  policies: SectionData<'meetingPolicies'> | undefined,
  { parameters, attestation }: Pick<Context, 'attestation'> & { parameters: { longestDays: number } },
): Verdict {
  const global = policies?.find(isGlobal);
  if (!policies || typeof global?.allowCloudRecording !== 'boolean')
    return unknown("Can't tell whether meetings can be recorded: the Global meeting policy was not read.", [], {
      policies: { 'MS.TEAMS.1.6v1': 'unknown' },
    });
  const others = policies.filter((policy) => !isGlobal(policy) && policy.allowCloudRecording === true).length;
  const also =
    others === 0
      ? ''
      : ` ${others} other ${others === 1 ? 'policy allows' : 'policies allow'} it for the people assigned to ${others === 1 ? 'it' : 'them'}.`;
  if (!global.allowCloudRecording) {
    return pass(
      `The Global meeting policy allows no recording.${also}`,
      [meetingEvidence(global, 'allowCloudRecording', 'false')],
      { policies: { 'MS.TEAMS.1.6v1': 'pass' } },
    );
  }
  const policyVerdicts = { 'MS.TEAMS.1.6v1': 'fail' as const };
  const days = global.newMeetingRecordingExpirationDays;
  const evidence = [
    meetingEvidence(global, 'allowCloudRecording', 'false'),
    meetingEvidence(global, 'newMeetingRecordingExpirationDays', `1 to ${parameters.longestDays}`),
  ];
  const off = 'AllowCloudRecording is false in the Global meeting policy';
  if (typeof days !== 'number')
    return unknown(`Meetings can be recorded, and whether recordings expire was not read.${also}`, evidence, {
      policies: policyVerdicts,
    });
  if (days < 1 || days > parameters.longestDays) {
    return fail(
      `Meetings can be recorded and recordings ${days < 1 ? 'never expire' : `stay ${days} days`}.${also}`,
      evidence,
      {
        policies: policyVerdicts,
        wouldPassIf: `${off}; or recordings expire within ${parameters.longestDays} days and you attest that a retention label keeps those that belong to the record.`,
      },
    );
  }
  if (attestation)
    return pass(
      `Recordings expire after ${days} days, and ${attestation.by} attests that a retention label keeps those that must stay.${also}`,
      evidence,
      { policies: policyVerdicts },
    );
  return partial(
    `Recordings expire after ${days} days, but whether a retention label keeps those that belong to the record is not attested.${also}`,
    evidence,
    { policies: policyVerdicts, wouldPassIf: `${off}; or you attest the retention label for recordings.` },
  );
}

function liveEvents(policies: SectionData<'broadcastPolicies'> | undefined): Verdict {
  const global = policies?.find(isGlobal);
  if (typeof global?.broadcastRecordingMode !== 'string')
    return unknown("Can't tell whether live events are always recorded: the Global live event policy was not read.");
  const evidence = {
    id: global.identity ?? 'Global',
    name: `${policyName(global)} live events`,
    expected: 'BroadcastRecordingMode UserOverride or AlwaysDisabled',
    actual: `BroadcastRecordingMode ${global.broadcastRecordingMode}`,
    readFrom: 'broadcastPolicies.broadcastRecordingMode' as const,
  };
  return global.broadcastRecordingMode === 'AlwaysEnabled'
    ? fail('Every live event is recorded.', [evidence], {
        wouldPassIf: 'BroadcastRecordingMode is UserOverride in the Global live event policy.',
      })
    : pass('Live events are not always recorded.', [evidence]);
}

export const recordingsLimited = defineControl({
  id: 'teams.recordings-limited',
  title: 'Teams meetings are not recorded, or recordings expire',
  finding: 'Teams recordings pile up without an end date',
  severity: 'medium',
  rationale:
    'A recorded video visit or case talk is PHI: a file with faces, voices and a transcript that somebody must protect, find on request and delete. Off by default, with an end date where it is needed, keeps that pile small.',
  citations: ['164.502(b)', '164.310(d)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [
    { source: 'SCuBA', id: 'MS.TEAMS.1.6v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.TEAMS.1.7v2', level: 'should' },
    { source: 'Prowler', id: 'teams_meeting_recording_disabled' },
  ],
  aliases: ['TM-07'],
  parameters: {
    longestDays: { default: 365, tighten: 'lower', title: 'Longest life of a recording in days' },
  },
  reads: [],
  mayRead: ['meetingPolicies', 'broadcastPolicies'],
  evaluate({ meetingPolicies, broadcastPolicies }, context) {
    return combine({
      recording: recording(meetingPolicies, context),
      'MS.TEAMS.1.7v2': liveEvents(broadcastPolicies),
    });
  },
  attest: {
    question:
      'Do Teams recordings expire, and does a retention label keep those that belong to the medical record before they do?',
    proof: 'The retention label and its policy, and one recording that carries it.',
    validDays: 365,
  },
  remediation: {
    fix: 'Turn off meeting recording by default, or let recordings expire',
    steps: [
      'Open the Teams admin center, Meetings, Meeting policies, Global.',
      'Turn off "Meeting recording", or turn on "Recordings automatically expire" with a number of days.',
      'Open Meetings, Live events policies, Global and set "Record an event" to "Organizer can record".',
    ],
    script: [
      'Set-CsTeamsMeetingPolicy -Identity Global -AllowCloudRecording $false',
      'Set-CsTeamsMeetingBroadcastPolicy -Identity Global -BroadcastRecordingMode UserOverride',
    ],
  },
  changes({ meetingPolicies, broadcastPolicies }) {
    if (!meetingPolicies || !broadcastPolicies) return [];
    const recorded = meetingPolicies.filter((policy) => isGlobal(policy) && policy.allowCloudRecording === true);
    const always = broadcastPolicies.filter(
      (policy) => isGlobal(policy) && policy.broadcastRecordingMode === 'AlwaysEnabled',
    );
    return [
      ...recorded.map((policy) =>
        meetingChange(
          policy,
          { allowCloudRecording: false },
          {
            summary: 'Turn off recording',
            notice: 'Organizers under the Global policy find "Start recording" missing. Old recordings stay.',
          },
        ),
      ),
      ...always.map((policy) => ({
        section: 'broadcastPolicies' as const,
        operation: 'set' as const,
        match: { identity: policy.identity },
        values: { broadcastRecordingMode: 'UserOverride' },
        call: 'Set-CsTeamsMeetingBroadcastPolicy -Identity Global -BroadcastRecordingMode UserOverride',
        summary: 'Let the organizer decide whether a live event is recorded',
        notice: 'Live event organizers choose per event.',
        undo: 'restore' as const,
      })),
    ];
  },
  knownGaps: [
    'Recordings that lie in OneDrive and SharePoint already are not seen.',
    'Custom policies may allow recording for people who are assigned them; they are counted but do not fail.',
  ],
  assumed: ['365 days as the longest life of a recording: the facts name an expiry without a number.'],
});
