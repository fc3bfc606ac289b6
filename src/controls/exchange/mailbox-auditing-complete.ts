import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, combine, fail, pass } from '../../core/verdict.ts';
import { counted, idOf, identityArgument, isDeclared, matchOf, nameOf } from './identity.ts';
import { daysOf } from './time-span.ts';

type Mailbox = SectionData<'mailboxes'>[number];
type Bypass = SectionData<'mailboxAuditBypass'>[number];

/** A mailbox whose age is not set keeps Exchange's own default of 90 days. */
const daysKept = (mailbox: Mailbox) => daysOf(mailbox.auditLogAgeLimit) ?? 90;

const weak = (mailboxes: readonly Mailbox[], days: number, declared: readonly string[]) =>
  mailboxes.filter(
    (mailbox) => (mailbox.auditEnabled !== true || daysKept(mailbox) < days) && !isDeclared(mailbox, declared),
  );

const bypassing = (list: readonly Bypass[], declared: readonly string[]) =>
  list.filter((entry) => entry.auditBypassEnabled === true && !isDeclared(entry, declared));

export const mailboxAuditingComplete = defineControl({
  id: 'exchange.mailbox-auditing-complete',
  title: 'Every mailbox is audited and nobody bypasses it',
  finding: 'A mailbox is not audited or an account bypasses auditing',
  severity: 'high',
  rationale:
    'An account with audit bypass reads any mailbox it may open and leaves no trace: nobody could say after a breach whose records were seen. Records that are thrown away after a few weeks help as little.',
  citations: ['164.312(b)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'none',
  references: [
    { source: 'Prowler', id: 'exchange_user_mailbox_auditing_enabled' },
    { source: 'Prowler', id: 'exchange_mailbox_audit_bypass_disabled' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/audit-mailboxes' },
  ],
  aliases: ['EX-13'],
  parameters: {
    minimumDays: { default: 90, tighten: 'higher', title: 'Fewest days that mailbox audit records are kept' },
  },
  reads: ['mailboxes.auditEnabled', 'mailboxes.auditLogAgeLimit', 'mailboxAuditBypass.auditBypassEnabled'],
  evaluate({ mailboxes, mailboxAuditBypass }, { parameters, declared }) {
    const days = parameters.minimumDays;
    const offending = weak(mailboxes, days, declared.mailboxes);
    const all = counted(mailboxes.length, 'mailbox', 'mailboxes');
    const each: Verdict =
      offending.length === 0
        ? pass(`All of ${all} are audited and keep records for ${days} days or more.`)
        : fail(
            `${offending.length} of ${all} ${offending.length === 1 ? 'is' : 'are'} not audited or ${offending.length === 1 ? 'keeps' : 'keep'} records for fewer than ${days} days.`,
            offending.map((mailbox) => ({
              id: idOf(mailbox),
              name: nameOf(mailbox),
              expected: `AuditEnabled true, records kept ${days} days`,
              actual: `AuditEnabled ${mailbox.auditEnabled}, records kept ${daysKept(mailbox)} days`,
              readFrom: 'mailboxes.auditEnabled',
            })),
            { wouldPassIf: `Auditing is on with ${days} days for these mailboxes.` },
          );
    const around = bypassing(mailboxAuditBypass, declared.mailboxes);
    const bypass: Verdict =
      around.length === 0
        ? pass('No account bypasses mailbox auditing without a declared reason.')
        : fail(
            `${counted(around.length, 'account')} ${around.length === 1 ? 'bypasses' : 'bypass'} mailbox auditing.`,
            around.map((entry) => ({
              id: idOf(entry),
              name: nameOf(entry),
              expected: 'AuditBypassEnabled false',
              actual: 'AuditBypassEnabled true',
              readFrom: 'mailboxAuditBypass.auditBypassEnabled',
            })),
            {
              wouldPassIf: `${around.map(nameOf).join(', ')} no longer bypasses auditing, or if you declare the account with a reason.`,
            },
          );
    return combine({ mailboxes: each, bypass });
  },
  remediation: {
    fix: 'Turn on auditing for every mailbox and end each bypass',
    steps: [
      'Ask who set each bypass and why; keep the answer.',
      'Run the commands below; there is no switch for it in a portal.',
    ],
    script: [
      'Get-Mailbox -ResultSize Unlimited | Set-Mailbox -AuditEnabled $true -AuditLogAgeLimit 365',
      'Set-MailboxAuditBypassAssociation -Identity <account> -AuditBypassEnabled $false',
    ],
  },
  changes({ mailboxes, mailboxAuditBypass }, { parameters, declared }) {
    return [
      ...weak(mailboxes, parameters.minimumDays, declared.mailboxes).map((mailbox) => {
        const days = Math.max(365, parameters.minimumDays, daysKept(mailbox));
        return {
          section: 'mailboxes' as const,
          operation: 'set' as const,
          match: matchOf(mailbox),
          values: { auditEnabled: true, auditLogAgeLimit: `${days}.00:00:00` },
          call: `Set-Mailbox -Identity ${identityArgument(mailbox)} -AuditEnabled $true -AuditLogAgeLimit ${days}`,
          summary: `Turn on auditing for mailbox ${nameOf(mailbox)} and keep records ${days} days`,
          notice: 'Nobody notices.',
          undo: 'restore' as const,
        };
      }),
      ...bypassing(mailboxAuditBypass, declared.mailboxes).map((entry) => ({
        section: 'mailboxAuditBypass' as const,
        operation: 'set' as const,
        match: matchOf(entry),
        values: { auditBypassEnabled: false },
        call: `Set-MailboxAuditBypassAssociation -Identity ${identityArgument(entry)} -AuditBypassEnabled $false`,
        summary: `End the audit bypass of ${nameOf(entry)}`,
        notice: 'What this account does in mailboxes is recorded from then on.',
        undo: 'restore' as const,
      })),
    ];
  },
  knownGaps: ["Which actions are recorded for which kind of sign-in is not compared with Microsoft's default set."],
});
