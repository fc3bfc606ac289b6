import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { lobbyHoldsOutsiders } from './lobby-holds-outsiders.ts';

const policy = (identity: string, autoAdmittedUsers?: string, allowPSTNUsersToBypassLobby?: boolean) => ({
  identity,
  autoAdmittedUsers,
  allowPSTNUsersToBypassLobby,
});
type Verdict = 'pass' | 'fail' | 'unknown';
const policies = (first: Verdict, second: Verdict, third: Verdict) => ({
  policies: { 'MS.TEAMS.1.3v1': first, 'MS.TEAMS.1.4v1': second, 'MS.TEAMS.1.5v1': third },
});

testControl(lobbyHoldsOutsiders, {
  pass: {
    'only colleagues skip the lobby': [
      tenant({ meetingPolicies: [policy('Global', 'EveryoneInCompanyExcludingGuests', false)] }),
      { resources: ['Global', 'Global'], ...policies('pass', 'pass', 'pass') },
    ],
    'only invited people skip it: stricter than SCuBA 1.4 wants': [
      tenant({ meetingPolicies: [policy('Global', 'InvitedUsers', false)] }),
      policies('pass', 'fail', 'pass'),
    ],
    'only the organizer skips it': [
      tenant({ meetingPolicies: [policy('Global', 'OrganizerOnly', false)] }),
      policies('pass', 'fail', 'pass'),
    ],
    'trusted organizations may skip it': tenant({
      meetingPolicies: [policy('Global', 'EveryoneInSameAndFederatedCompany', false)],
    }),
    'a custom policy for the front desk is declared': [
      tenant(
        {
          meetingPolicies: [policy('Global', 'EveryoneInCompany', false), policy('Tag:Front desk', 'Everyone', false)],
        },
        {
          organization: {
            exclusions: { 'teams.lobby-holds-outsiders': { policies: ['front desk'], reason: 'Public classes' } },
          },
        },
      ),
      policies('pass', 'pass', 'pass'),
    ],
  },
  fail: {
    'everyone skips the lobby': [
      tenant({ meetingPolicies: [policy('Global', 'Everyone', false)] }),
      { resources: ['Global'], wouldPassIf: /Global/, ...policies('fail', 'fail', 'pass') },
    ],
    'the Global policy cannot be declared': tenant(
      { meetingPolicies: [policy('Global', 'Everyone', false)] },
      { organization: { exclusions: { 'teams.lobby-holds-outsiders': { policies: ['Global'] } } } },
    ),
    'callers skip the lobby in Global': [
      tenant({ meetingPolicies: [policy('Global', 'EveryoneInCompany', true)] }),
      { resources: ['Global'], ...policies('fail', 'pass', 'fail') },
    ],
    'callers skip the lobby in a custom policy only': [
      tenant({
        meetingPolicies: [
          policy('Global', 'EveryoneInCompany', false),
          policy('Tag:Billing', 'EveryoneInCompany', true),
        ],
      }),
      { resources: ['Billing'], ...policies('pass', 'pass', 'fail') },
    ],
    'both in one policy': tenant({ meetingPolicies: [policy('Global', 'Everyone', true)] }),
  },
  partial: {
    'a custom policy opens the lobby': [
      tenant({
        meetingPolicies: [policy('Global', 'EveryoneInCompany', false), policy('Tag:Front desk', 'Everyone', false)],
      }),
      { resources: ['Front desk'], ...policies('pass', 'pass', 'pass') },
    ],
  },
  unknown: {
    'the source holds only who is admitted': [
      tenant({ meetingPolicies: [policy('Global', 'EveryoneInCompany')] }),
      policies('unknown', 'pass', 'unknown'),
    ],
    'the source holds only callers': [
      tenant({ meetingPolicies: [policy('Global', undefined, false)] }),
      policies('unknown', 'unknown', 'pass'),
    ],
    'the source lacks the Global policy': [
      tenant({ meetingPolicies: [policy('Tag:Billing', 'EveryoneInCompany', false)] }),
      policies('unknown', 'unknown', 'pass'),
    ],
  },
});
