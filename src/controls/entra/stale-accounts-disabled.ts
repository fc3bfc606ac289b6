import { daysBetween } from '../../core/clock.ts';
import { type Context, defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';
import { counted, declaredAs, named } from './principals.ts';

type User = SectionData<'users'>[number];
type Privileged = SectionData<'privilegedUsers'> | undefined;

const label = (user: User) => user.userPrincipalName ?? user.displayName ?? user.id ?? 'user without a name';
const isEnabledMember = (user: User) => user.accountEnabled === true && user.userType?.toLowerCase() !== 'guest';

/** The last use of any kind: mail on a phone counts as well as a sign-in by hand. */
function lastUse(user: User): string | undefined {
  const { lastSignInDateTime, lastSuccessfulSignInDateTime, lastNonInteractiveSignInDateTime } =
    user.signInActivity ?? {};
  return [lastSignInDateTime, lastSuccessfulSignInDateTime, lastNonInteractiveSignInDateTime]
    .filter((moment) => typeof moment === 'string')
    .sort()
    .at(-1);
}

/** Idle days, from creation for who never signed in; undefined when that is not known. */
function idleDays(user: User, takenAt: string): number | undefined {
  const since = lastUse(user) ?? user.createdDateTime;
  return typeof since === 'string' ? daysBetween(since, takenAt) : undefined;
}

function staleUsers(
  users: readonly User[],
  privileged: Privileged,
  context: Context<{ days: { default: number; tighten: 'lower'; title: string } }>,
) {
  const { declared, organization, parameters, takenAt } = context;
  const isBreakGlass = declaredAs(organization.breakGlass, users);
  const isDeclared = declaredAs(declared.users, users);
  const admins = new Set(privileged?.map((user) => user.id?.toLowerCase()));
  const members = users.filter(
    (user) => isEnabledMember(user) && !isBreakGlass(user.id) && !isBreakGlass(user.userPrincipalName),
  );
  const idle = new Map(members.map((user) => [user, idleDays(user, takenAt)]));
  const isAdmin = (user: User) => admins.has(user.id?.toLowerCase());
  const stale = members.filter((user) => {
    const days = idle.get(user);
    const exempt = !isAdmin(user) && (isDeclared(user.id) || isDeclared(user.userPrincipalName));
    return days !== undefined && days > parameters.days && !exempt;
  });
  return { members, stale, isAdmin, unread: members.filter((user) => idle.get(user) === undefined) };
}

export const staleAccountsDisabled = defineControl({
  id: 'entra.stale-accounts-disabled',
  title: 'Accounts that nobody uses are disabled',
  finding: 'Accounts that nobody uses are still enabled',
  severity: 'high',
  rationale:
    'The account of somebody who left is a key that still fits. HIPAA asks to end access when work ends; an account unused for three months is either a leaver nobody reported or a door that nobody watches.',
  citations: ['164.308(a)(3)(ii)(C)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'Maester', id: 'MT.1029' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/monitoring-health/howto-manage-inactive-user-accounts',
    },
  ],
  aliases: ['ID-27'],
  license: 'entra-p1',
  parameters: { days: { default: 90, tighten: 'lower', title: 'Longest idle time in days' } },
  reads: ['users.accountEnabled'],
  mayRead: ['privilegedUsers'],
  evaluate({ users, privilegedUsers }, context) {
    if (!users.some((user) => user.signInActivity !== undefined))
      return unknown('The source holds users but not when they last signed in (permission AuditLog.Read.All).');
    const { members, stale, isAdmin, unread } = staleUsers(users, privilegedUsers, context);
    const { days } = context.parameters;
    const evidence = (user: User) => ({
      id: user.id ?? label(user),
      name: label(user),
      expected: `used within ${days} days, disabled, or declared`,
      actual: `${lastUse(user) ? `last used ${lastUse(user)!.slice(0, 10)}` : `never used, created ${user.createdDateTime?.slice(0, 10)}`}${isAdmin(user) ? ', holds a privileged role' : ''}`,
      readFrom: 'users.signInActivity' as const,
    });
    const found = `${stale.length} of ${counted(members.length, 'enabled account')} ${stale.length === 1 ? 'is' : 'are'} unused for more than ${days} days`;
    if (stale.length > 0) {
      const admins = stale.filter(isAdmin);
      const more =
        admins.length > 0 ? `, ${admins.length} with a privileged role, which no declared exclusion covers` : '';
      return fail(`${found}${more}.`, stale.map(evidence), {
        wouldPassIf: `${named(stale.map(label))} ${stale.length === 1 ? 'is' : 'are'} disabled${admins.length < stale.length ? ', or you declare who keeps an unprivileged account and why' : ''}.`,
      });
    }
    if (unread.length > 0) return unknown(`It is not known when ${named(unread.map(label))} last signed in.`);
    return pass(
      `None of ${counted(members.length, 'enabled account')} is unused for more than ${days} days without a declared reason.`,
    );
  },
  remediation: {
    fix: 'Disable the accounts that nobody uses',
    steps: [
      'Ask the manager of each person named here whether the account is still needed.',
      'Open the Microsoft Entra admin center, Identity, Users, the user, Edit properties, Settings, and clear Account enabled.',
      'Revoke sessions, turn the mailbox into a shared one or place it on hold, and remove licenses.',
      'Declare who is on leave under exclusions of this control, with the reason.',
    ],
    script: ['Update-MgUser -UserId kim@clinic.example.com -AccountEnabled:$false'],
  },
  changes({ users, privilegedUsers }, context) {
    const { stale, unread } = staleUsers(users, privilegedUsers, context);
    // A synchronized account is switched off in its own directory, so a change here would not last.
    if (unread.length > 0 || stale.some((user) => typeof user.onPremisesImmutableId === 'string')) return [];
    return stale.map((user) => ({
      section: 'users' as const,
      operation: 'set' as const,
      match: { id: user.id },
      values: { accountEnabled: false },
      call: `PATCH /users/${user.id} {"accountEnabled":false}`,
      summary: `Disable ${label(user)}`,
      notice: `${label(user)}: can no longer sign in. Mail still arrives.`,
      lockoutRisk: true,
      stages: ['the manager confirms', 'disabled'],
      undo: 'restore' as const,
    }));
  },
  knownGaps: [
    'Use of an account by something else than a sign-in to Entra is not seen.',
    'Who has left is known only to the personnel office: compare with its list.',
  ],
});
