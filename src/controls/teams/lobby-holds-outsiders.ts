import { defineControl } from '../../core/control.ts';
import { type Verdict, combine, fail, partial, pass, unknown } from '../../core/verdict.ts';
import {
  type MeetingPolicy,
  isGlobal,
  isPreset,
  meetingChange,
  meetingEvidence,
  offInEveryPolicy,
  policyName,
} from './meeting-policies.ts';

/** Who skips the lobby without being a stranger. SCuBA 1.4 wants colleagues let in, so the two narrowest fail it. */
const scubaTrusted = ['EveryoneInCompany', 'EveryoneInSameAndFederatedCompany', 'EveryoneInCompanyExcludingGuests'];
const trusted = [...scubaTrusted, 'OrganizerOnly', 'InvitedUsers'];
const expected = `one of ${trusted.join(', ')}`;
const notRead = "Can't tell: the source does not hold who skips the lobby in the Global meeting policy.";

const admitsStrangers = (policy: MeetingPolicy) =>
  typeof policy.autoAdmittedUsers === 'string' && !trusted.includes(policy.autoAdmittedUsers);

/** The tenant-wide default decides; a custom policy that opens the lobby protects part of the people. */
function automatic(policies: readonly MeetingPolicy[], declared: readonly string[]): Verdict {
  const global = policies.find(isGlobal);
  const allowed = new Set(declared.map((name) => name.toLowerCase()));
  const open = policies.filter(
    (policy) => admitsStrangers(policy) && (isGlobal(policy) || !allowed.has(policyName(policy).toLowerCase())),
  );
  const evidence = open.map((policy) => meetingEvidence(policy, 'autoAdmittedUsers', expected));
  const extras = {
    wouldPassIf: `Only people of your organization skip the lobby in ${open.map(policyName).join(', ')}.`,
  };
  if (open.some(isGlobal)) return fail('Meetings admit people from outside without the lobby.', evidence, extras);
  if (typeof global?.autoAdmittedUsers !== 'string') return unknown(notRead, evidence);
  if (open.length > 0) {
    return partial(
      `The Global meeting policy holds outsiders in the lobby, ${open.length} other meeting policies do not.`,
      evidence,
      extras,
    );
  }
  return pass(`The Global meeting policy admits only ${global.autoAdmittedUsers} without the lobby.`, [
    meetingEvidence(global, 'autoAdmittedUsers', expected),
  ]);
}

/** SCuBA 1.3 and 1.4 look at the Global policy alone. */
function scuba(policies: readonly MeetingPolicy[]) {
  const global = policies.find(isGlobal);
  const admitted = global?.autoAdmittedUsers;
  const phone = global?.allowPSTNUsersToBypassLobby;
  return {
    'MS.TEAMS.1.3v1':
      admitted === 'Everyone' || phone === true
        ? ('fail' as const)
        : typeof admitted === 'string' && phone === false
          ? ('pass' as const)
          : ('unknown' as const),
    'MS.TEAMS.1.4v1':
      typeof admitted !== 'string'
        ? ('unknown' as const)
        : scubaTrusted.includes(admitted)
          ? ('pass' as const)
          : ('fail' as const),
  };
}

export const lobbyHoldsOutsiders = defineControl({
  id: 'teams.lobby-holds-outsiders',
  title: 'Meeting lobbies hold everyone from outside, callers included',
  finding: 'People from outside enter meetings without waiting in the lobby',
  severity: 'medium',
  rationale:
    'The lobby is where somebody looks at a name before a case is discussed. Without it a forwarded link or a guessed dial-in code lets a stranger listen in, and callers show no name at all.',
  citations: ['164.312(a)(1)', '164.312(d)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.TEAMS.1.3v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.TEAMS.1.4v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.TEAMS.1.5v1', level: 'should' },
    { source: 'Maester', id: 'MT.1042' },
    { source: 'Maester', id: 'MT.1045' },
    { source: 'CIS', id: '8.5.3' },
  ],
  aliases: ['TM-04'],
  reads: ['meetingPolicies'],
  evaluate({ meetingPolicies }, { declared }) {
    return combine({
      automatic: { ...automatic(meetingPolicies, declared.policies), policies: scuba(meetingPolicies) },
      'MS.TEAMS.1.5v1': offInEveryPolicy(
        meetingPolicies,
        'allowPSTNUsersToBypassLobby',
        'callers by phone skip the lobby',
      ),
    });
  },
  remediation: {
    fix: 'Hold everyone from outside in the meeting lobby',
    steps: [
      'Open the Teams admin center, Meetings, Meeting policies.',
      'Open the Global policy and each policy named here.',
      'Set "Who can bypass the lobby" to "People in my org".',
      'Turn off "People dialing in can bypass the lobby" and save.',
    ],
    script: [
      'Set-CsTeamsMeetingPolicy -Identity Global -AutoAdmittedUsers EveryoneInCompanyExcludingGuests -AllowPSTNUsersToBypassLobby $false',
    ],
  },
  changes({ meetingPolicies }, { declared }) {
    const allowed = new Set(declared.policies.map((name) => name.toLowerCase()));
    const bad = meetingPolicies.filter(
      (policy) =>
        policy.allowPSTNUsersToBypassLobby === true ||
        (admitsStrangers(policy) && (isGlobal(policy) || !allowed.has(policyName(policy).toLowerCase()))),
    );
    if (bad.some(isPreset)) return [];
    return bad.map((policy) =>
      meetingChange(
        policy,
        {
          ...(admitsStrangers(policy) && { autoAdmittedUsers: 'EveryoneInCompanyExcludingGuests' }),
          ...(policy.allowPSTNUsersToBypassLobby === true && { allowPSTNUsersToBypassLobby: false }),
        },
        {
          summary: 'Hold everyone from outside in the lobby',
          notice: 'Organizers let patients, partners and callers in from the lobby.',
        },
      ),
    );
  },
  knownGaps: [
    'An organizer can open the lobby of one meeting where policy allows it; single meetings are not read.',
    'Who is assigned a custom meeting policy is not read.',
  ],
  assumed: ["Microsoft's ready-made meeting policies cannot be edited."],
});
