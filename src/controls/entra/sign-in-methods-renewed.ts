import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { counted, declaredAs, named } from './principals.ts';

type User = SectionData<'userAuthenticationMethods'>[number];

const label = (user: User) => user.userPrincipalName ?? user.displayName ?? user.id ?? 'user without a name';

/** Registered methods beside passwords and passes for a day. */
function factorsOf(user: User) {
  return (user.methods ?? []).filter(
    (method) => !/\.(password|temporaryAccessPass|email)AuthenticationMethod$/i.test(method['@odata.type'] ?? ''),
  );
}

function newest(user: User): string | undefined {
  return factorsOf(user)
    .filter((method) => method['@odata.type'])
    .map((method) => method.createdDateTime)
    .filter((moment) => typeof moment === 'string')
    .sort()
    .at(-1);
}

/** The same day and time some months earlier; the last day of the month where it is shorter. */
function monthsBefore(moment: string, months: number): string {
  const [year, month, day] = moment.slice(0, 10).split('-').map(Number) as [number, number, number];
  const index = year * 12 + month - 1 - months;
  const [earlier, inYear] = [Math.floor(index / 12), index % 12];
  const leap = (earlier % 4 === 0 && earlier % 100 !== 0) || earlier % 400 === 0;
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][inYear]!;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${earlier}-${two(inYear + 1)}-${two(Math.min(day, length))}${moment.slice(10)}`;
}

export const signInMethodsRenewed = defineControl({
  id: 'entra.sign-in-methods-renewed',
  title: 'Sign-in methods were registered within the declared time',
  finding: "Some people's sign-in methods were registered long ago and never renewed",
  severity: 'low',
  rationale:
    'Numbers are given up and phones handed on, and the method stays. HIPAA names no interval; a look every two years finds factors that are no longer in the hands of the person they stand for.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'medium',
  references: [{ source: 'NIST', id: 'SP 800-53 IA-5' }],
  aliases: ['X-02'],
  parameters: { months: { default: 24, tighten: 'lower', title: 'Oldest registration in months' } },
  reads: ['userAuthenticationMethods.methods'],
  mayRead: ['users'],
  evaluate({ userAuthenticationMethods, users }, { parameters: { months }, declared, takenAt }) {
    const exempt = declaredAs(declared.users, users, userAuthenticationMethods);
    const out = new Set(
      users
        ?.filter((user) => user.accountEnabled === false || user.userType?.toLowerCase() === 'guest')
        .map((user) => user.id?.toLowerCase()),
    );
    const people = userAuthenticationMethods.filter(
      (user) =>
        !out.has(user.id?.toLowerCase()) &&
        !exempt(user.id) &&
        !exempt(user.userPrincipalName) &&
        factorsOf(user).length > 0,
    );
    if (people.length === 0) return notApplicable('Nobody has a sign-in method beside the password.');
    const limit = monthsBefore(takenAt, months);
    const stale = people.filter((user) => (newest(user) ?? limit) < limit);
    const undated = people.filter((user) => newest(user) === undefined);
    const evidence = (user: User) => ({
      id: user.id ?? label(user),
      name: label(user),
      expected: `a method registered since ${limit.slice(0, 10)}`,
      actual: `newest method registered ${newest(user)?.slice(0, 10)}`,
      readFrom: 'userAuthenticationMethods.methods' as const,
    });
    if (stale.length > 0) {
      return fail(
        `${stale.length} of ${counted(people.length, 'user')} registered no sign-in method in the last ${months} months.`,
        stale.map(evidence),
        {
          wouldPassIf: `${named(stale.map(label))} register again.`,
        },
      );
    }
    if (undated.length > 0) return unknown(`The source does not say when ${named(undated.map(label))} registered.`);
    return pass(`All ${counted(people.length, 'user')} registered a sign-in method in the last ${months} months.`);
  },
  remediation: {
    fix: 'Ask people to register their sign-in methods again',
    steps: [
      'Ask each person named here to open aka.ms/mysecurityinfo, remove what is no longer theirs and add a method again.',
      'For somebody who does not answer: Microsoft Entra admin center, Users, the user, Authentication methods, Require re-register multifactor authentication.',
    ],
  },
  knownGaps: [
    'Dates of some kinds of method are in the beta version of the API only.',
    'No change is offered: deleting a method by machine shuts its owner out.',
  ],
  assumed: ['createdDateTime of each method in the beta version of the API.'],
});
