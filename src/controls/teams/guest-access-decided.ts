import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';

/** Limited and restricted guest roles, see entra.guest-directory-view-limited. */
const guardedRoles = new Set(['10dae51f-b6af-4016-8d66-8c2a99b929b3', '2af84b1e-32c8-42b7-82bc-daa82404023b']);
const guardedInvites = new Set(['adminsandguestinviters', 'none']);

/** Whether the tenant keeps guests within limits (GU-01, GU-02); undefined when that was not read. */
function guarded(policies: SectionData<'authorizationPolicy'> | undefined): boolean | undefined {
  if (!policies) return undefined;
  const bad = policies.some(
    ({ guestUserRoleId, allowInvitesFrom }) =>
      (typeof guestUserRoleId === 'string' && !guardedRoles.has(guestUserRoleId.toLowerCase())) ||
      (typeof allowInvitesFrom === 'string' && !guardedInvites.has(allowInvitesFrom.toLowerCase())),
  );
  if (bad) return false;
  const read = policies.every(
    ({ guestUserRoleId, allowInvitesFrom }) =>
      typeof guestUserRoleId === 'string' && typeof allowInvitesFrom === 'string',
  );
  return read ? true : undefined;
}

export const guestAccessDecided = defineControl({
  id: 'teams.guest-access-decided',
  title: 'Guest access in Teams matches a declared decision',
  finding: 'Guest access in Teams does not match a declared decision',
  severity: 'low',
  rationale:
    'A guest in a team reads every file and message in it from the day of the invitation. Guests are neither wrong nor right in themselves: the organization decides, says so, and keeps what guests can see and who invites them within limits.',
  citations: ['164.308(a)(4)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [
    { source: 'CIPP', id: 'TeamsGuestAccess' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/microsoftteams/guest-access' },
  ],
  aliases: ['TM-12'],
  reads: ['clientConfiguration.allowGuestUser'],
  mayRead: ['authorizationPolicy'],
  evaluate({ clientConfiguration, authorizationPolicy }, { organization }) {
    const choice = organization.choices.teamsGuests;
    const evidence = clientConfiguration.map((settings) => ({
      id: settings.identity ?? 'Global',
      name: settings.identity ?? 'Global',
      expected: choice === undefined ? 'AllowGuestUser as declared, or false' : `AllowGuestUser ${choice}`,
      actual: `AllowGuestUser ${settings.allowGuestUser}`,
      readFrom: 'clientConfiguration.allowGuestUser' as const,
    }));
    if (clientConfiguration.some((settings) => typeof settings.allowGuestUser !== 'boolean'))
      return unknown("Can't tell: AllowGuestUser has no value.");
    const on = clientConfiguration.some((settings) => settings.allowGuestUser === true);
    const limits = guarded(authorizationPolicy);
    if (!on) {
      if (choice === true && limits !== false) {
        return fail('Guests are off in Teams although the organization declares them on.', evidence, {
          wouldPassIf: 'AllowGuestUser is true, or you declare choices.teamsGuests: false.',
        });
      }
      return pass('Guests are off in Teams.', evidence);
    }
    if (choice === undefined) {
      return fail('Guests are on in Teams, as Microsoft delivers it, and nobody has declared that choice.', evidence, {
        wouldPassIf:
          'You declare choices.teamsGuests: true and guests are limited in Entra, or AllowGuestUser is false.',
      });
    }
    if (!choice) {
      return fail('Guests are on in Teams although the organization declares them off.', evidence, {
        wouldPassIf: 'AllowGuestUser is false.',
      });
    }
    if (limits === false) {
      return fail('Guests are on in Teams while Entra lets them see too much or lets too many invite them.', evidence, {
        wouldPassIf:
          'entra.guest-directory-view-limited and entra.guest-invites-restricted pass, or AllowGuestUser is false.',
      });
    }
    if (limits === undefined)
      return unknown("Guests are on in Teams as declared. Can't tell whether Entra limits them: that was not read.");
    return pass('Guests are on in Teams as declared, and Entra limits them.', evidence);
  },
  remediation: {
    fix: 'Decide on guests in Teams, declare it, and set Teams to match',
    steps: [
      'Decide whether people of other organizations become members of teams, and declare it as choices.teamsGuests.',
      'Open the Teams admin center, Users, Guest access.',
      'Set Guest access to the decision and save.',
    ],
    script: ['Set-CsTeamsClientConfiguration -AllowGuestUser $false'],
  },
  changes({ clientConfiguration, authorizationPolicy }, { organization }) {
    const choice = organization.choices.teamsGuests;
    const limits = guarded(authorizationPolicy);
    // Guests who are wanted but not limited are cured in Entra; with limits unread, switching on cannot be called safe.
    if (choice === true && limits !== true) return [];
    const wanted = choice ?? false;
    return clientConfiguration
      .filter((settings) => settings.allowGuestUser === !wanted)
      .map((settings) => ({
        section: 'clientConfiguration' as const,
        operation: 'set' as const,
        match: { identity: settings.identity },
        values: { allowGuestUser: wanted },
        call: `Set-CsTeamsClientConfiguration -AllowGuestUser $${wanted}`,
        summary: wanted ? 'Turn on guest access in Teams, as declared' : 'Turn off guest access in Teams',
        notice: wanted
          ? 'Team owners can add guests.'
          : 'Guests lose every team and chat they are in, within hours. Declare choices.teamsGuests: true to keep them.',
        undo: 'restore' as const,
      }));
  },
  knownGaps: ['Which teams have guests is not read here.'],
});
