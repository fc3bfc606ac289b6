import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { anonymousStartOff } from './anonymous-start-off.ts';

const policy = (
  identity: string,
  allowAnonymousUsersToStartMeeting?: boolean,
  allowAnonymousUsersToJoinMeeting?: boolean,
) => ({ identity, allowAnonymousUsersToStartMeeting, allowAnonymousUsersToJoinMeeting });
const telehealth = (declared: boolean) => ({ organization: { choices: { telehealth: declared } } });

testControl(anonymousStartOff, {
  pass: {
    'neither start nor join': [
      tenant({ meetingPolicies: [policy('Global', false, false)] }),
      { policies: { 'MS.TEAMS.1.2v2': 'pass' } },
    ],
    'telehealth is declared, so patients join without an account': [
      tenant({ meetingPolicies: [policy('Global', false, true)] }, telehealth(true)),
      { why: /declared for telehealth/ },
    ],
    "Microsoft's ready-made policies allow join in every tenant": tenant({
      meetingPolicies: [policy('Global', false, false), policy('Tag:AllOn', false, true)],
    }),
  },
  partial: {
    'join is on and nobody declared telehealth': [
      tenant({ meetingPolicies: [policy('Global', false, true)] }),
      {
        resources: ['Global'],
        wouldPassIf: /choices.telehealth: true/,
        policies: { 'MS.TEAMS.1.2v2': 'pass' },
      },
    ],
    'join is on although telehealth is declared absent': tenant(
      { meetingPolicies: [policy('Global', false, true)] },
      telehealth(false),
    ),
    'only a custom policy allows join': [
      tenant({ meetingPolicies: [policy('Global', false, false), policy('Tag:Outreach', false, true)] }),
      { resources: ['Outreach'] },
    ],
  },
  fail: {
    'anonymous people start meetings': [
      tenant({ meetingPolicies: [policy('Global', true, false)] }),
      { resources: ['Global'], policies: { 'MS.TEAMS.1.2v2': 'fail' } },
    ],
    'a custom policy allows start': [
      tenant(
        { meetingPolicies: [policy('Global', false, true), policy('Tag:Outreach', true, true)] },
        telehealth(true),
      ),
      { resources: ['Outreach'] },
    ],
    'start and undeclared join': [
      tenant({ meetingPolicies: [policy('Global', true, true)] }),
      { resources: ['Global', 'Global'] },
    ],
  },
  unknown: {
    'the source holds start only': [
      tenant({ meetingPolicies: [policy('Global', false)] }),
      { policies: { 'MS.TEAMS.1.2v2': 'pass' } },
    ],
    'the source holds join only': [
      tenant({ meetingPolicies: [policy('Global', undefined, false)] }),
      { policies: { 'MS.TEAMS.1.2v2': 'unknown' } },
    ],
  },
});
