import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { recordingsLimited } from './recordings-limited.ts';

const policy = (identity: string, allowCloudRecording?: boolean, newMeetingRecordingExpirationDays?: number) => ({
  identity,
  allowCloudRecording,
  newMeetingRecordingExpirationDays,
});
const events = (broadcastRecordingMode: string) => ({
  broadcastPolicies: [{ identity: 'Global', broadcastRecordingMode }],
});
const organizer = events('UserOverride');
const attested = {
  organization: {
    attestations: [
      {
        control: 'teams.recordings-limited',
        statement: 'Visit recordings carry the label Medical record.',
        by: 'Ruth Adeyemi',
        on: '2026-09-01',
        until: '2027-09-01',
        proof: 'Label policy of 2026-09-01',
      },
    ],
  },
};
type Verdict = 'pass' | 'fail' | 'unknown';
const policies = (recording: Verdict, live: Verdict) => ({
  policies: { 'MS.TEAMS.1.6v1': recording, 'MS.TEAMS.1.7v2': live },
});

testControl(recordingsLimited, {
  pass: {
    'no recording, organizers decide on live events': [
      tenant({ meetingPolicies: [policy('Global', false)], ...organizer }),
      { resources: ['Global', 'Global live events'], ...policies('pass', 'pass') },
    ],
    'live events are never recorded': tenant({
      meetingPolicies: [policy('Global', false)],
      ...events('AlwaysDisabled'),
    }),
    'SCuBA looks at Global only: a custom policy may record': [
      tenant({ meetingPolicies: [policy('Global', false), policy('Tag:Teaching', true, -1)], ...organizer }),
      { why: /1 other policy allows it/, ...policies('pass', 'pass') },
    ],
    'recordings expire and the retention label is attested': [
      tenant({ meetingPolicies: [policy('Global', true, 120)], ...organizer }, attested),
      { why: /Ruth Adeyemi/, ...policies('fail', 'pass') },
    ],
    "Microsoft's own Default event policy is not Global": tenant({
      meetingPolicies: [policy('Global', false)],
      broadcastPolicies: [
        { identity: 'Global', broadcastRecordingMode: 'UserOverride' },
        { identity: 'Tag:Default', broadcastRecordingMode: 'AlwaysEnabled' },
      ],
    }),
  },
  partial: {
    'recordings expire, the retention label is not attested': [
      tenant({ meetingPolicies: [policy('Global', true, 120)], ...organizer }),
      { resources: ['Global', 'Global'], wouldPassIf: /attest/, ...policies('fail', 'pass') },
    ],
    'the longest life is allowed': tenant({ meetingPolicies: [policy('Global', true, 365)], ...organizer }),
  },
  fail: {
    'recordings never expire': [
      tenant({ meetingPolicies: [policy('Global', true, -1)], ...organizer }),
      { why: /never expire/, ...policies('fail', 'pass') },
    ],
    'recordings stay a day too long, attested or not': tenant(
      { meetingPolicies: [policy('Global', true, 366)], ...organizer },
      attested,
    ),
    'a baseline allows 60 days': tenant(
      { meetingPolicies: [policy('Global', true, 61)], ...organizer },
      { parameters: { longestDays: 60 } },
    ),
    'every live event is recorded': [
      tenant({ meetingPolicies: [policy('Global', false)], ...events('AlwaysEnabled') }),
      { resources: ['Global live events'], ...policies('pass', 'fail') },
    ],
  },
  unknown: {
    'only meeting policies were read': [
      tenant({ meetingPolicies: [policy('Global', false)] }),
      policies('pass', 'unknown'),
    ],
    'only live event policies were read': [tenant(organizer), policies('unknown', 'pass')],
    'recording is on and the expiry was not read': [
      tenant({ meetingPolicies: [policy('Global', true)], ...organizer }),
      policies('fail', 'pass'),
    ],
    'the Global policy is not in the source': [
      tenant({ meetingPolicies: [policy('Tag:Teaching', false)], ...organizer }),
      policies('unknown', 'pass'),
    ],
  },
});
