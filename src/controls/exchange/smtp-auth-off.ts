import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, combine, fail, pass, unknown } from '../../core/verdict.ts';
import { counted, idOf, identityArgument, isDeclared, matchOf, nameOf } from './identity.ts';

type CasMailbox = SectionData<'casMailboxes'>[number];

/** A mailbox overrides the tenant only with an explicit false; null follows the tenant. */
const overriding = (mailboxes: readonly CasMailbox[], declared: readonly string[]) =>
  mailboxes.filter((mailbox) => mailbox.smtpClientAuthenticationDisabled === false && !isDeclared(mailbox, declared));

export const smtpAuthOff = defineControl({
  id: 'exchange.smtp-auth-off',
  title: 'SMTP AUTH is off for the tenant and every mailbox',
  finding: 'Mail can be sent with a password alone through SMTP AUTH',
  severity: 'high',
  rationale:
    'SMTP AUTH knows a name and a password and nothing else: no second factor, no device, no location. A guessed password is enough to send patient mail as the clinic. A single mailbox can have it on while the tenant has it off.',
  citations: ['164.312(d)', '164.312(e)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.EXO.5.1v1', level: 'shall' },
    { source: 'Prowler', id: 'exchange_transport_config_smtp_auth_disabled' },
    { source: 'CIPP', id: 'DisableBasicAuthSMTP' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission',
    },
  ],
  aliases: ['EX-07'],
  reads: ['transportConfig.smtpClientAuthenticationDisabled'],
  mayRead: ['casMailboxes'],
  evaluate({ transportConfig, casMailboxes }, { declared }) {
    return combine({
      'MS.EXO.5.1v1': tenantVerdict(transportConfig.smtpClientAuthenticationDisabled === true),
      mailboxes: mailboxVerdict(casMailboxes, declared.mailboxes),
    });
  },
  remediation: {
    fix: 'Turn off SMTP AUTH for the tenant and for each mailbox',
    steps: [
      'Find the copiers and applications that send mail with a password; move them to a connector or to modern authentication first.',
      'Open the Exchange admin center, Settings, Mail flow, and select "Turn off SMTP AUTH protocol for your organization".',
      'Open the Microsoft 365 admin center, Users, the person, Mail, Manage email apps, and clear "Authenticated SMTP".',
    ],
    script: [
      'Set-TransportConfig -SmtpClientAuthenticationDisabled $true',
      'Set-CASMailbox -Identity <mailbox> -SmtpClientAuthenticationDisabled $null',
    ],
  },
  changes({ transportConfig, casMailboxes }, { declared }) {
    const tenantWide = {
      section: 'transportConfig' as const,
      operation: 'set' as const,
      values: { smtpClientAuthenticationDisabled: true },
      call: 'Set-TransportConfig -SmtpClientAuthenticationDisabled $true',
      summary: 'Turn off SMTP AUTH for the tenant',
      notice: 'Copiers and applications that send mail with a password stop sending.',
      undo: 'restore' as const,
    };
    const each = overriding(casMailboxes ?? [], declared.mailboxes).map((mailbox) => ({
      section: 'casMailboxes' as const,
      operation: 'set' as const,
      match: matchOf(mailbox),
      values: { smtpClientAuthenticationDisabled: null },
      call: `Set-CASMailbox -Identity ${identityArgument(mailbox)} -SmtpClientAuthenticationDisabled $null`,
      summary: `Let mailbox ${nameOf(mailbox)} follow the tenant and turn SMTP AUTH off for it`,
      notice: `Whatever sends mail as ${nameOf(mailbox)} with a password stops sending.`,
      undo: 'restore' as const,
    }));
    return [...(transportConfig.smtpClientAuthenticationDisabled === true ? [] : [tenantWide]), ...each];
  },
});

function tenantVerdict(off: boolean): Verdict {
  const evidence = {
    id: 'transport-settings',
    name: 'Transport settings',
    expected: 'SmtpClientAuthenticationDisabled true',
    actual: `SmtpClientAuthenticationDisabled ${off ? 'true' : 'not true'}`,
    readFrom: 'transportConfig.smtpClientAuthenticationDisabled' as const,
  };
  return off
    ? pass('SMTP AUTH is off for the tenant.', [evidence])
    : fail('SMTP AUTH is on for the tenant.', [evidence], {
        wouldPassIf: 'SMTP AUTH is off for the tenant.',
      });
}

function mailboxVerdict(mailboxes: readonly CasMailbox[] | undefined, declared: readonly string[]): Verdict {
  if (!mailboxes?.every((mailbox) => mailbox.smtpClientAuthenticationDisabled !== undefined)) {
    return unknown(
      "Can't tell whether single mailboxes have SMTP AUTH on: their settings were not read (Get-EXOCASMailbox).",
    );
  }
  const on = overriding(mailboxes, declared);
  if (on.length === 0)
    return pass(
      `None of ${counted(mailboxes.length, 'mailbox', 'mailboxes')} turns SMTP AUTH on for itself without a declared reason.`,
    );
  return fail(
    `${on.length} of ${counted(mailboxes.length, 'mailbox', 'mailboxes')} ${on.length === 1 ? 'has' : 'have'} SMTP AUTH on.`,
    on.map((mailbox) => ({
      id: idOf(mailbox),
      name: nameOf(mailbox),
      expected: 'SmtpClientAuthenticationDisabled not set, or true',
      actual: 'SmtpClientAuthenticationDisabled false',
      readFrom: 'casMailboxes.smtpClientAuthenticationDisabled',
    })),
    {
      wouldPassIf: `${on.map(nameOf).join(', ')} follows the tenant, or if you declare the mailbox with a reason.`,
    },
  );
}
