import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, notApplicable, pass } from '../../core/verdict.ts';
import { counted, declaredAs, named } from './principals.ts';

/** Not a factor for signing in: for resetting a password, for a day, or no factor at all. */
const noFactor = new Set(['email', 'securityquestion', 'temporaryaccesspass', 'apppassword', 'password', 'none']);

/** Registered methods that count; the ways in which one Authenticator app can be used count once. */
function factorsOf(methods: readonly string[] | null | undefined): string[] {
  const counted = (methods ?? []).filter((method) => !noFactor.has(method.toLowerCase()));
  const family = (method: string) =>
    /^microsoftauthenticator|^passkeydeviceboundauthenticator$/i.test(method) ? 'microsoftAuthenticator' : method;
  return [...new Set(counted.map(family))];
}

const label = (user: SectionData<'userRegistrationDetails'>[number]) =>
  user.userPrincipalName ?? user.userDisplayName ?? user.id ?? 'user without a name';

export const twoMethodsPerUser = defineControl({
  id: 'entra.two-methods-per-user',
  title: 'Everybody has two sign-in methods registered',
  finding: 'Some people have fewer than two sign-in methods registered',
  severity: 'medium',
  rationale:
    'With one method a lost phone means a nurse without charts, and a help desk that lets people in on their word. A second method, best a passkey or key, avoids both.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'medium',
  references: [
    { source: 'Microsoft', id: 'https://learn.microsoft.com/entra/identity/authentication/concept-resilient-controls' },
  ],
  aliases: ['X-01'],
  parameters: { methods: { default: 2, tighten: 'higher', title: 'Fewest sign-in methods beside the password' } },
  reads: ['userRegistrationDetails.methodsRegistered'],
  mayRead: ['users'],
  evaluate({ userRegistrationDetails, users }, { parameters: { methods }, declared }) {
    const exempt = declaredAs(declared.users, users, userRegistrationDetails);
    const disabled = new Set(
      users?.filter((user) => user.accountEnabled === false).map((user) => user.id?.toLowerCase()),
    );
    const members = userRegistrationDetails.filter(
      (user) =>
        user.userType?.toLowerCase() !== 'guest' &&
        !disabled.has(user.id?.toLowerCase()) &&
        !exempt(user.id) &&
        !exempt(user.userPrincipalName),
    );
    if (members.length === 0) return notApplicable('There is no enabled user beside the declared ones.');
    const few = members.filter((user) => factorsOf(user.methodsRegistered).length < methods);
    const evidence = (user: (typeof members)[number]) => ({
      id: user.id ?? label(user),
      name: label(user),
      expected: `at least ${methods} methods beside the password`,
      actual: factorsOf(user.methodsRegistered).join(', ') || 'none',
      readFrom: 'userRegistrationDetails.methodsRegistered' as const,
    });
    if (few.length === 0)
      return pass(`All ${counted(members.length, 'user')} have at least ${methods} sign-in methods.`);
    return fail(
      `${few.length} of ${counted(members.length, 'user')} have fewer than ${methods} sign-in methods.`,
      few.map(evidence),
      {
        wouldPassIf: `${named(few.map(label))} register ${methods === 2 ? 'a second method' : `${methods} methods`}.`,
      },
    );
  },
  remediation: {
    fix: 'Have everybody register a second sign-in method',
    steps: [
      'Send each person named here to aka.ms/mysecurityinfo, Add sign-in method.',
      'Hand out FIDO2 keys to people without a work phone.',
      'Open the Microsoft Entra admin center, Protection, Authentication methods, Registration campaign, and turn it on.',
    ],
  },
  knownGaps: [
    'One phone can carry several methods; whether they are on different devices is not known.',
    'Only a person can register a method, so no change is offered.',
  ],
  assumed: ['The names of methods in the registration report.'],
});
