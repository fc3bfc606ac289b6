import { findBy } from '../../core/lookup.ts';
import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';

type Mailbox = SectionData<'mailboxes'>[number];
type Users = SectionData<'users'> | undefined;

const label = (mailbox: Mailbox) =>
  mailbox.primarySmtpAddress ??
  mailbox.userPrincipalName ??
  mailbox.displayName ??
  mailbox.identity ??
  'mailbox without a name';
const isShared = (mailbox: Mailbox) => mailbox.recipientTypeDetails?.toLowerCase() === 'sharedmailbox';
const same = (a: string | null | undefined, b: string | null | undefined) =>
  !!a && !!b && a.toLowerCase() === b.toLowerCase();

function accountOf(mailbox: Mailbox, users: Users) {
  if (!users) return undefined;
  return (
    findBy(users, 'id', mailbox.externalDirectoryObjectId) ??
    findBy(users, 'userPrincipalName', mailbox.userPrincipalName)
  );
}

/** Whether the account behind the mailbox may sign in; Entra's word counts, Exchange's where users were not read. */
function canSignIn(mailbox: Mailbox, users: Users): boolean | undefined {
  const enabled = accountOf(mailbox, users)?.accountEnabled;
  if (typeof enabled === 'boolean') return enabled;
  return typeof mailbox.accountDisabled === 'boolean' ? !mailbox.accountDisabled : undefined;
}

function isDeclared(mailbox: Mailbox, declared: readonly string[]): boolean {
  const names = [mailbox.primarySmtpAddress, mailbox.userPrincipalName, mailbox.externalDirectoryObjectId];
  return declared.some((entry) => names.some((name) => same(name, entry)));
}

export const sharedMailboxesCannotSignIn = defineControl({
  id: 'exchange.shared-mailboxes-cannot-sign-in',
  title: 'Shared mailboxes cannot sign in',
  finding: 'Shared mailboxes can sign in with a password',
  severity: 'high',
  rationale:
    'A shared mailbox needs no password: its members open it as themselves, so the log names a person. When its account can sign in, a whole team shares one password and nobody can say who read what.',
  citations: ['164.312(a)(2)(i)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'CIS', id: 'CIS.M365.1.2.2' },
    { source: 'Prowler', id: 'exchange_shared_mailbox_sign_in_disabled' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/microsoft-365/admin/email/about-shared-mailboxes' },
  ],
  aliases: ['ID-28'],
  reads: ['mailboxes.recipientTypeDetails'],
  mayRead: ['users'],
  evaluate({ mailboxes, users }, { declared }) {
    const shared = mailboxes.filter(isShared);
    if (shared.length === 0) return notApplicable('There is no shared mailbox.');
    const exempt = [...declared.mailboxes, ...declared.users];
    const evidence = (mailbox: Mailbox) => ({
      id: mailbox.externalDirectoryObjectId ?? label(mailbox),
      name: label(mailbox),
      expected: 'accountEnabled false',
      actual: `accountEnabled ${canSignIn(mailbox, users) ?? 'not read'}${isDeclared(mailbox, exempt) ? ', declared' : ''}`,
      readFrom: users ? ('users.accountEnabled' as const) : ('mailboxes.accountDisabled' as const),
    });
    const open = shared.filter((mailbox) => canSignIn(mailbox, users) === true && !isDeclared(mailbox, exempt));
    if (open.length > 0) {
      return fail(`${open.length} of ${shared.length} shared mailboxes can sign in.`, open.map(evidence), {
        wouldPassIf: `Sign-in is blocked for ${open.map(label).join(', ')}.`,
      });
    }
    const unread = shared.filter((mailbox) => canSignIn(mailbox, users) === undefined && !isDeclared(mailbox, exempt));
    if (unread.length > 0)
      return unknown(
        `Whether ${unread.length} of ${shared.length} shared mailboxes can sign in was not read.`,
        unread.map(evidence),
      );
    return pass(
      `None of ${shared.length} shared mailboxes can sign in without a declared reason.`,
      shared.map(evidence),
    );
  },
  remediation: {
    fix: 'Block sign-in for shared mailboxes',
    steps: [
      'Open the Microsoft 365 admin center, Users, Active users, and search for the shared mailbox.',
      'Choose Block sign-in, Block this user from signing in, and save.',
      'Check that the members have Full Access and open it from their own mailbox.',
    ],
    script: ['Update-MgUser -UserId billing@clinic.example.com -AccountEnabled:$false'],
  },
  changes({ mailboxes, users }, { declared }) {
    const exempt = [...declared.mailboxes, ...declared.users];
    const open = mailboxes.filter(
      (mailbox) => isShared(mailbox) && canSignIn(mailbox, users) === true && !isDeclared(mailbox, exempt),
    );
    const accounts = open.map((mailbox) => ({ mailbox, account: accountOf(mailbox, users) }));
    // A synchronized account is blocked in its own directory, and without the account there is nothing to write to.
    if (accounts.some(({ account }) => !account?.id || typeof account.onPremisesImmutableId === 'string')) return [];
    return accounts.map(({ mailbox, account }) => ({
      section: 'users' as const,
      operation: 'set' as const,
      match: { id: account!.id },
      values: { accountEnabled: false },
      call: `PATCH /users/${account!.id} {"accountEnabled":false}`,
      summary: `Block sign-in for shared mailbox ${label(mailbox)}`,
      notice: `Whoever signs in as ${label(mailbox)} with its password: they open it from their own mailbox.`,
      undo: 'restore' as const,
    }));
  },
  knownGaps: ['Room and equipment mailboxes are not judged here.'],
});
