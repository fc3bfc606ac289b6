import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, combine, fail, pass, unknown } from '../../core/verdict.ts';
import { counted, idOf, identityArgument, isDeclared, matchOf, nameOf } from './identity.ts';

type CasMailbox = SectionData<'casMailboxes'>[number];
type Plan = SectionData<'casMailboxPlans'>[number];

const isOn = ({ imapEnabled, popEnabled }: CasMailbox | Plan) => imapEnabled !== false || popEnabled !== false;

const undeclared = (mailboxes: readonly CasMailbox[], declared: readonly string[]) =>
  mailboxes.filter((mailbox) => isOn(mailbox) && !isDeclared(mailbox, declared));

function evidence(record: CasMailbox | Plan, readFrom: Evidence['readFrom']): Evidence {
  return {
    id: idOf(record),
    name: nameOf(record),
    expected: 'IMAP off, POP off',
    actual: `IMAP ${record.imapEnabled === false ? 'off' : 'on'}, POP ${record.popEnabled === false ? 'off' : 'on'}`,
    readFrom,
  };
}

export const imapPopOff = defineControl({
  id: 'exchange.imap-pop-off',
  title: 'IMAP and POP are off for every mailbox',
  finding: 'Mailboxes can be read through IMAP or POP',
  severity: 'high',
  rationale:
    'IMAP and POP copy whole mailboxes to any device and program, out of reach of wiping, labels and sign-out. They are on for every new mailbox until the mailbox plan says otherwise.',
  citations: ['164.312(d)', '164.312(e)(1)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [
    { source: 'CIPP', id: 'DisableBasicAuth' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/pop3-and-imap4/enable-or-disable-pop3-or-imap4-access',
    },
  ],
  aliases: ['EX-08'],
  reads: [
    'casMailboxes.imapEnabled',
    'casMailboxes.popEnabled',
    'casMailboxPlans.imapEnabled',
    'casMailboxPlans.popEnabled',
  ],
  evaluate({ casMailboxes, casMailboxPlans }, { declared }) {
    const on = undeclared(casMailboxes, declared.mailboxes);
    const all = counted(casMailboxes.length, 'mailbox', 'mailboxes');
    const mailboxes: Verdict =
      on.length === 0
        ? pass(`None of ${all} can be read through IMAP or POP without a declared reason.`)
        : fail(
            `${on.length} of ${all} can be read through IMAP or POP.`,
            on.map((mailbox) => evidence(mailbox, 'casMailboxes.imapEnabled')),
            {
              wouldPassIf: `IMAP and POP are off for ${on.length > 5 ? `these ${on.length} mailboxes` : on.map(nameOf).join(', ')}, or if you declare the mailbox with a reason.`,
            },
          );
    const plansOn = casMailboxPlans.filter(isOn);
    const plans: Verdict =
      casMailboxPlans.length === 0
        ? unknown("Can't tell for new mailboxes: the source lists no mailbox plan.")
        : plansOn.length === 0
          ? pass(
              'New mailboxes start with IMAP and POP off.',
              casMailboxPlans.map((plan) => evidence(plan, 'casMailboxPlans.imapEnabled')),
            )
          : fail(
              'New mailboxes start with IMAP or POP on.',
              plansOn.map((plan) => evidence(plan, 'casMailboxPlans.imapEnabled')),
              {
                wouldPassIf: `IMAP and POP are off in ${counted(plansOn.length, 'mailbox plan')}.`,
              },
            );
    return combine({ mailboxes, plans });
  },
  remediation: {
    fix: 'Turn off IMAP and POP for every mailbox and for new ones',
    steps: [
      'Find out from the sign-in log who still uses IMAP or POP, and move these people to Outlook first.',
      'Open the Microsoft 365 admin center, Users, the person, Mail, Manage email apps, and clear IMAP and Pop.',
      'Turn both off in every mailbox plan by PowerShell, so that new mailboxes start without them.',
    ],
    script: [
      'Get-CASMailboxPlan | Set-CASMailboxPlan -ImapEnabled $false -PopEnabled $false',
      'Get-CASMailbox -ResultSize Unlimited | Set-CASMailbox -ImapEnabled $false -PopEnabled $false',
    ],
  },
  changes({ casMailboxes, casMailboxPlans }, { declared }) {
    const values = { imapEnabled: false, popEnabled: false };
    return [
      ...casMailboxPlans.filter(isOn).map((plan) => ({
        section: 'casMailboxPlans' as const,
        operation: 'set' as const,
        match: matchOf(plan),
        values,
        call: `Set-CASMailboxPlan -Identity ${identityArgument(plan)} -ImapEnabled $false -PopEnabled $false`,
        summary: `Turn off IMAP and POP for new mailboxes of plan ${nameOf(plan)}`,
        notice: 'Nobody notices: only new mailboxes follow it.',
        undo: 'restore' as const,
      })),
      ...undeclared(casMailboxes, declared.mailboxes).map((mailbox) => ({
        section: 'casMailboxes' as const,
        operation: 'set' as const,
        match: matchOf(mailbox),
        values,
        call: `Set-CASMailbox -Identity ${identityArgument(mailbox)} -ImapEnabled $false -PopEnabled $false`,
        summary: `Turn off IMAP and POP for mailbox ${nameOf(mailbox)}`,
        notice: `Mail stops in any IMAP or POP program of ${nameOf(mailbox)}. Outlook goes on working.`,
        undo: 'restore' as const,
      })),
    ];
  },
  assumed: [
    'The row of the facts table stands on general knowledge of Get-CASMailboxPlan and Get-EXOCASMailbox; no other tool checks it.',
  ],
});
