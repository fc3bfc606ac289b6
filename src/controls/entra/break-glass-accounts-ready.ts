import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { type Account, accountsOf } from './break-glass-accounts.ts';
import { counted, named } from './principals.ts';
import { isGlobalAdministrator } from './privileged-roles.ts';

interface State {
  bad: string[];
  unread: string[];
}

/** Permanently active Global Administrator. Without Privileged Identity Management each assignment is. */
function holdsRole(
  account: Account,
  roles: SectionData<'privilegedRoles'> | undefined,
  privilegedUsers: SectionData<'privilegedUsers'>,
  p2: boolean | undefined,
): boolean | undefined {
  if (account.id === undefined) return undefined;
  const assignments = roles?.filter(isGlobalAdministrator).flatMap((role) => role.assignments ?? []);
  const read = roles?.some((role) => isGlobalAdministrator(role) && role.assignments !== undefined);
  if (assignments && read) {
    const own = assignments.filter((assignment) => assignment.principalId?.toLowerCase() === account.id);
    if (own.some((assignment) => assignment.endDateTime === null && (assignment.directoryScopeId ?? '/') === '/'))
      return true;
    return own.some((assignment) => assignment.endDateTime === undefined) ? undefined : false;
  }
  const holds = privilegedUsers.some(
    (user) => user.id?.toLowerCase() === account.id && user.roles?.includes('Global Administrator'),
  );
  return !holds ? false : p2 === false ? true : undefined;
}

function stateOf(account: Account, holds: boolean | undefined): State {
  const state: State = { bad: [], unread: [] };
  const judge = (good: boolean | undefined, bad: string, unread: string) => {
    if (good === false) state.bad.push(bad);
    else if (good === undefined) state.unread.push(unread);
  };
  if (account.missing) return { bad: ['is not among the users'], unread: [] };
  judge(account.enabled ?? undefined, 'is blocked from sign-in', 'whether it is enabled');
  judge(
    account.onPremisesImmutableId === undefined ? undefined : account.onPremisesImmutableId === null,
    'is synchronized from a local directory',
    'whether it is cloud-only',
  );
  judge(
    holds,
    'is not permanently active Global Administrator',
    'whether it is permanently active Global Administrator',
  );
  judge(
    account.methods?.some((kind) => /fido2|passkey|x509|certificate/i.test(kind)),
    'has no FIDO2 key or certificate',
    'its sign-in methods',
  );
  return state;
}

export const breakGlassAccountsReady = defineControl({
  id: 'entra.break-glass-accounts-ready',
  title: 'Two emergency access accounts are ready',
  finding: 'Emergency access accounts are missing or not ready',
  severity: 'high',
  rationale:
    'When MFA fails or an admin is gone, somebody must still get in: HIPAA requires a way to reach patient information in an emergency. Popular advice says one account outside MFA with a password in a vault. Two are right, each with a FIDO2 key, because Microsoft now asks these accounts for MFA on its admin portals too.',
  citations: ['164.312(a)(2)(ii)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'none',
  references: [
    { source: 'Prowler', id: 'entra_break_glass_account_fido2_security_key_registered' },
    { source: 'Maester', id: 'MT.1034' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
    },
  ],
  aliases: ['ID-21'],
  reads: ['privilegedUsers'],
  mayRead: ['emergencyAccounts', 'users', 'privilegedRoles'],
  evaluate(settings, context) {
    const accounts = accountsOf(context.organization, settings);
    const expected = 'enabled, cloud-only, permanently active Global Administrator, FIDO2 key or certificate';
    if (accounts.length === 0) return noneDeclared();
    const states = accounts.map((account) => {
      const holds = holdsRole(
        account,
        settings.privilegedRoles,
        settings.privilegedUsers,
        context.licensed('entra-p2'),
      );
      return { account, ...stateOf(account, holds) };
    });
    const evidence = ({ account, bad, unread }: (typeof states)[number]): Evidence => ({
      id: account.id ?? account.declared,
      name: account.name,
      expected,
      actual: [...bad, ...(unread.length > 0 ? [`not read: ${unread.join(', ')}`] : [])].join('; ') || expected,
      readFrom: settings.emergencyAccounts ? 'emergencyAccounts.methods' : 'privilegedUsers.roles',
    });
    const bad = states.filter((state) => state.bad.length > 0);
    const unread = states.filter((state) => state.unread.length > 0);
    const one = accounts.length === 1 ? ' Only one emergency access account is declared; two are advised.' : '';
    if (bad.length > 0) {
      const parts = bad.map((state) => `${state.account.name} ${state.bad.join(', ')}`);
      return fail(`${parts.join('. ')}.${one}`, bad.map(evidence), {
        wouldPassIf: `${named(bad.map(({ account }) => account.name))} is ${expected}.`,
      });
    }
    const open =
      unread.length > 0
        ? ` Not read: ${unread.map((state) => `${state.unread.join(', ')} of ${state.account.name}`).join('; ')}.`
        : '';
    if (one)
      return partial(`${accounts[0]!.name} is declared.${one}${open}`, states.map(evidence), {
        wouldPassIf: 'A second emergency access account is set up and declared under breakGlass.',
      });
    if (open)
      return unknown(
        `${counted(accounts.length, 'emergency access account')} are declared.${open}`,
        states.map(evidence),
      );
    return pass(`All ${accounts.length} declared emergency access accounts are ready.`, states.map(evidence));
  },
  remediation: {
    fix: 'Set up two cloud-only emergency access accounts with FIDO2 keys',
    steps: [
      'In the Microsoft Entra admin center, create two users on the onmicrosoft.com domain that belong to no person.',
      'Assign Global Administrator to each, active and without an end.',
      'Register a FIDO2 security key for each and keep the two keys in two different safe places.',
      'Declare both under breakGlass in wardline.yaml, and try each one every quarter.',
    ],
  },
  knownGaps: ['Where the keys lie and when the accounts were last tried is not known to any API.'],
  assumed: ['The names of method types in /users/{id}/authentication/methods.'],
});

function noneDeclared(): Verdict {
  const evidence: Evidence = {
    id: 'breakGlass',
    name: 'Emergency access accounts',
    expected: 'two accounts declared under breakGlass',
    actual: 'none declared',
    readFrom: 'privilegedUsers.roles',
  };
  return fail('No emergency access account is declared.', [evidence], {
    wouldPassIf: 'You declare two emergency access accounts under breakGlass and both are ready.',
  });
}
