import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, combine, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { has } from './conditional-access.ts';
import { onlyPhone } from './registered-methods.ts';

type Registration = SectionData<'userRegistrationDetails'>[number];

export const usersRegisteredForMfa = defineControl({
  id: 'entra.users-registered-for-mfa',
  title: 'Everyone has registered a strong second factor',
  finding: 'Some people have no second factor, or only a phone number',
  severity: 'high',
  rationale:
    "A policy that asks for MFA lets people register at the next sign-in; for an account that nobody uses, the next sign-in may be a stranger's. A phone number as the only factor can be taken over at the phone company.",
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'medium',
  references: [
    { source: 'Prowler', id: 'entra_users_mfa_capable' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-methods-activity',
    },
  ],
  aliases: ['ID-08'],
  reads: ['userRegistrationDetails.isMfaCapable', 'userRegistrationDetails.methodsRegistered'],
  mayRead: ['users'],
  evaluate({ userRegistrationDetails, users }, { declared, organization }) {
    const disabled = new Set(
      (users ?? []).filter((user) => user.accountEnabled === false).map((user) => user.id?.toLowerCase()),
    );
    const members = userRegistrationDetails.filter(
      (user) =>
        user.userType?.toLowerCase() !== 'guest' &&
        !disabled.has(user.id?.toLowerCase()) &&
        !has(declared.users, user.id ?? '') &&
        !has(declared.users, user.userPrincipalName ?? ''),
    );
    if (members.length === 0) return unknown("Can't tell: the registration report holds no member of this tenant.");
    const sensitive = (user: Registration) =>
      user.isAdmin === true ||
      has(organization.sensitiveAccounts, user.id ?? '') ||
      has(organization.sensitiveAccounts, user.userPrincipalName ?? '');
    const without = members.filter((user) => user.isMfaCapable !== true);
    const phone = members.filter((user) => user.isMfaCapable === true && onlyPhone(user.methodsRegistered ?? []));
    const phoneAdmins = phone.filter(sensitive);
    const phoneStaff = phone.filter((user) => !sensitive(user));
    const parts: Record<string, Verdict> = {};
    if (without.length > 0) {
      parts['none'] = fail(
        `${without.length} of ${members.length} people have no second factor.`,
        without.map((user) => evidence(user, 'no second factor')),
      );
    }
    if (phoneAdmins.length > 0) {
      parts['admins'] = fail(
        `${phoneAdmins.length} administrators or people with sensitive accounts have only a phone number as second factor.`,
        phoneAdmins.map((user) => evidence(user, 'only a phone number')),
      );
    }
    if (phoneStaff.length > 0) {
      parts['staff'] = partial(
        `${phoneStaff.length} of ${members.length} people have only a phone number as second factor.`,
        phoneStaff.map((user) => evidence(user, 'only a phone number')),
      );
    }
    const listed = new Set(userRegistrationDetails.map((user) => user.id?.toLowerCase()));
    const unlisted = (users ?? []).filter(
      (user) =>
        user.accountEnabled === true &&
        user.userType?.toLowerCase() === 'member' &&
        user.id &&
        !listed.has(user.id.toLowerCase()) &&
        !has(declared.users, user.id) &&
        !has(declared.users, user.userPrincipalName ?? ''),
    );
    if (unlisted.length > 0) {
      parts['unlisted'] = unknown(
        `Can't tell for ${unlisted.length} enabled people whom the registration report does not hold.`,
        unlisted.map((user) =>
          evidence({ id: user.id!, userPrincipalName: user.userPrincipalName ?? null }, 'not in the report'),
        ),
      );
    }
    return Object.keys(parts).length > 0
      ? combine(parts)
      : pass(`All ${members.length} people have a second factor that is more than a phone number.`, [
          {
            id: 'registration-report',
            name: 'Registration report',
            expected: 'a second factor that is more than a phone number for everyone',
            actual: `${members.length} of ${members.length} people`,
            readFrom: 'userRegistrationDetails.methodsRegistered',
          },
        ]);
  },
  remediation: {
    fix: 'Have everyone register a strong second factor',
    steps: [
      'Open the Microsoft Entra admin center, Authentication methods, Registration campaign, Edit.',
      'State: Enabled. Authentication method: Microsoft Authenticator or Passkey. Include all users.',
      'Send the list of people named here a note with the steps, and call those who do not react.',
      'Disable accounts that nobody uses.',
    ],
  },
  knownGaps: [
    'A registration campaign can be started by API, but people have to register themselves, so no change is offered.',
    'The report can be hours behind what people registered.',
  ],
  assumed: [
    'The report leaves out disabled accounts; where it does not, they are left out by what the user list says.',
  ],
});

function evidence(user: Registration, actual: string): Evidence {
  const name = user.userPrincipalName || user.userDisplayName || user.id || 'user without a name';
  return {
    id: user.id || name,
    name,
    expected: 'a second factor that is more than a phone number',
    actual: user.methodsRegistered?.length ? `${actual} (${user.methodsRegistered.join(', ')})` : actual,
    readFrom: 'userRegistrationDetails.methodsRegistered',
  };
}
