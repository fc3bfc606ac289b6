import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, pass } from '../../core/verdict.ts';
import { counted, declaredAs, named } from './principals.ts';

const words = 'frontdesk reception receptionist checkin checkout waitingroom kiosk '
  .concat('nurse nurses nursing nursestation triage medassist medicalassistant doctor doctors provider oncall ')
  .concat('lab laboratory pharmacy xray radiology imaging exam examroom clinic office ')
  .concat('billing scheduling appointments records medicalrecords referrals info ')
  .concat('scanner scan copier printer fax workstation tablet ipad laptop computer ')
  .concat('shared generic common test training trainee student intern volunteer temp locum user guest staff team')
  .split(' ');

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}]/gu, '');

/** The word that makes the name one of a place, a job or a machine: the whole name without digits, or a part of it. */
function genericWord(userPrincipalName: string, list: ReadonlySet<string>): string | undefined {
  const local = userPrincipalName.split('@', 1)[0]!;
  return [local, ...local.split(/[._\-+\s]+|(?<=\p{Ll})(?=\p{Lu})/u)].map(plain).find((part) => list.has(part));
}

export const noSharedSignInAccounts = defineControl({
  id: 'entra.no-shared-sign-in-accounts',
  title: 'No shared or generic account can sign in',
  finding: 'Shared or generic accounts can sign in',
  severity: 'high',
  rationale:
    'HIPAA requires a unique name for each person who reaches patient information. When "frontdesk" opens a chart, nobody can say who it was, and the password is on a note that everybody knows.',
  citations: ['164.312(a)(2)(i)', '164.312(d)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'high',
  references: [{ source: 'NIST', id: 'SP 800-53 AC-2(9)' }],
  aliases: ['X-03'],
  parameters: { words: { default: words, tighten: 'superset', title: 'Words that mark a shared or generic account' } },
  reads: ['users.userPrincipalName', 'users.accountEnabled'],
  evaluate({ users }, { parameters, declared }) {
    const list = new Set(parameters.words.map(plain));
    const exempt = declaredAs([...declared.users, ...declared.mailboxes], users);
    const members = users.filter((user) => user.accountEnabled === true && user.userType?.toLowerCase() !== 'guest');
    const shared = members
      .map((user) => ({ user, word: genericWord(user.userPrincipalName ?? '', list) }))
      .filter(({ user, word }) => word !== undefined && !exempt(user.id) && !exempt(user.userPrincipalName));
    const label = (user: SectionData<'users'>[number]) => user.userPrincipalName ?? user.id ?? '';
    if (shared.length === 0)
      return pass(
        `None of ${counted(members.length, 'enabled account')} has the name of a place, a job or a machine without a declared reason.`,
      );
    const names = named(shared.map(({ user }) => label(user)));
    return fail(
      `${shared.length} of ${counted(members.length, 'enabled account')} ${shared.length === 1 ? 'has' : 'have'} the name of a place, a job or a machine.`,
      shared.map(({ user, word }) => ({
        id: user.id ?? label(user),
        name: label(user),
        expected: 'one person behind each account, or sign-in blocked',
        actual: `enabled, named after "${word}"`,
        readFrom: 'users.userPrincipalName' as const,
      })),
      {
        wouldPassIf: `Sign-in is blocked for ${names}, or you declare as exclusions of this control which of them belong to one person or one machine.`,
      },
    );
  },
  remediation: {
    fix: 'Give each person an own account and block sign-in of the shared ones',
    steps: [
      'Find out who uses each account named here and for what.',
      'Give each of them an own account; on shared workstations use fast switching with keys or badges.',
      'Turn the shared address into a shared mailbox and give its members access.',
      'Open the Microsoft Entra admin center, Users, the account, Edit properties, Settings, and clear Account enabled.',
      'Declare what remains, such as a scanner with a reason.',
    ],
    script: ['Update-MgUser -UserId frontdesk@clinic.example.com -AccountEnabled:$false'],
  },
  knownGaps: [
    'Judged by name: a shared account with the name of a person is not found, and a person whose name is one of the words is.',
    'No change is offered: blocking before everybody has an own account stops the front desk.',
  ],
  assumed: ['The list of words.'],
});
