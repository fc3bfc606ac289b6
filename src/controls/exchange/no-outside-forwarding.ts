import { type Context, defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, combine, fail, pass, unknown } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { type Direction, directionBy } from './address.ts';
import { counted, idOf, identityArgument, isDeclared, matchOf, nameOf } from './identity.ts';
import { same } from './mail-flow-rule.ts';

type Mailbox = SectionData<'mailboxes'>[number];
type Rule = SectionData<'transportRules'>[number];
type InboxRule = SectionData<'inboxRules'>[number];
type DirectionOf = (recipient: string) => Direction;

const expected = 'No recipient outside the accepted domains';

const targetsOfMailbox = (mailbox: Mailbox) =>
  [mailbox.forwardingSmtpAddress, mailbox.forwardingAddress].filter(
    (target) => typeof target === 'string' && target !== '',
  ) as string[];

const targetsOfRule = (rule: Rule) =>
  same(rule.state, 'Disabled') || /^audit/i.test(rule.mode ?? '')
    ? []
    : [rule.redirectMessageTo, rule.blindCopyTo, rule.copyTo, rule.addToRecipients].flatMap((targets) => targets ?? []);

const targetsOfInboxRule = (rule: InboxRule) =>
  rule.enabled === false
    ? []
    : [rule.forwardTo, rule.forwardAsAttachmentTo, rule.redirectTo].flatMap((targets) => targets ?? []);

const plural = (what: string) => (what === 'mailbox' ? 'mailboxes' : `${what}s`);

/** One kind of object, judged: outside fails, a name that cannot be resolved is unknown. */
function judged<T>(
  what: string,
  records: readonly T[],
  targets: (record: T) => string[],
  evidence: (record: T, targets: string[]) => Evidence,
  directionOf: DirectionOf,
): Verdict {
  const pointing = (direction: Direction) =>
    records.flatMap((record) => {
      const found = targets(record).filter((target) => directionOf(target) === direction);
      return found.length > 0 ? [evidence(record, found)] : [];
    });
  const outside = pointing('outside');
  if (outside.length > 0) {
    return fail(
      `${outside.length} of ${counted(records.length, what, plural(what))} ${outside.length === 1 ? 'sends' : 'send'} mail on to outsiders.`,
      outside,
      {
        wouldPassIf: `${outside.map((entry) => entry.name).join(', ')} no longer forwards outside, or if you declare it with a reason.`,
      },
    );
  }
  const unresolved = pointing('unresolved');
  if (unresolved.length > 0) {
    return unknown(
      `Can't tell whether ${counted(unresolved.length, what, plural(what))} forward outside: the recipient is a name, not an address.`,
      unresolved,
    );
  }
  return pass(`None of ${counted(records.length, what, plural(what))} sends mail on to outsiders.`);
}

const mailboxEvidence = (mailbox: Mailbox, targets: string[]): Evidence => ({
  id: idOf(mailbox),
  name: nameOf(mailbox),
  expected,
  actual: `Forwards to ${targets.join(', ')}`,
  readFrom: 'mailboxes.forwardingSmtpAddress',
});

const undeclared = <T extends Parameters<typeof isDeclared>[0]>(records: readonly T[], names: readonly string[]) =>
  records.filter((record) => !isDeclared(record, names));

const outsideMailboxes = (mailboxes: readonly Mailbox[], directionOf: DirectionOf, { declared }: Context) =>
  undeclared(mailboxes, declared.mailboxes).filter((mailbox) =>
    targetsOfMailbox(mailbox).some((target) => directionOf(target) === 'outside'),
  );

export const noOutsideForwarding = defineControl({
  id: 'exchange.no-outside-forwarding',
  title: 'No mailbox or mail flow rule forwards mail outside',
  finding: 'A mailbox or mail flow rule forwards mail outside',
  severity: 'critical',
  rationale:
    'Every message that reaches such a mailbox leaves the tenant at once, with the patient information in it, and lies in a mailbox that no agreement covers. Forwarding a work mailbox to a private address is a disclosure, not a convenience.',
  citations: ['164.312(e)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [
    { source: 'Prowler', id: 'exchange_transport_rules_mail_forwarding_disabled' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-user-mailboxes/configure-email-forwarding',
    },
  ],
  aliases: ['EX-03'],
  reads: ['acceptedDomains.domainName'],
  mayRead: ['transportRules', 'mailboxes', 'inboxRules'],
  evaluate({ acceptedDomains, transportRules, mailboxes, inboxRules }, { declared }) {
    if (acceptedDomains.length === 0)
      return unknown("Can't tell inside from outside: the source lists no accepted domain.");
    const directionOf = directionBy(acceptedDomains, mailboxes, declared.domains);
    const notRead = (what: string) => unknown(`Can't tell for ${what}: they were not read.`);
    return combine({
      'mail flow rules': transportRules?.every(
        (rule) => rule.redirectMessageTo !== undefined && rule.blindCopyTo !== undefined,
      )
        ? judged(
            'mail flow rule',
            undeclared(transportRules, declared.policies),
            targetsOfRule,
            (rule, targets) => ({
              id: idOf(rule),
              name: nameOf(rule),
              expected,
              actual: `Sends to ${targets.join(', ')}`,
              readFrom: 'transportRules.redirectMessageTo',
            }),
            directionOf,
          )
        : notRead('mail flow rules'),
      mailboxes: mailboxes?.every(
        (mailbox) => mailbox.forwardingSmtpAddress !== undefined && mailbox.forwardingAddress !== undefined,
      )
        ? judged('mailbox', undeclared(mailboxes, declared.mailboxes), targetsOfMailbox, mailboxEvidence, directionOf)
        : notRead('mailboxes'),
      'inbox rules': inboxRules?.every((rule) => rule.forwardTo !== undefined && rule.redirectTo !== undefined)
        ? judged(
            'inbox rule',
            inboxRules.filter((rule) => !isDeclared({ identity: rule.mailboxOwnerId ?? '' }, declared.mailboxes)),
            targetsOfInboxRule,
            (rule, targets) => ({
              id: rule.identity ?? rule.ruleIdentity ?? rule.name ?? 'unnamed',
              name: rule.name ?? 'unnamed',
              expected,
              actual: `Rule of ${rule.mailboxOwnerId ?? 'an unnamed mailbox'} sends to ${targets.join(', ')}`,
              readFrom: 'inboxRules.forwardTo',
            }),
            directionOf,
          )
        : notRead('inbox rules'),
    });
  },
  remediation: {
    fix: 'Remove every forwarding to an outside address',
    steps: [
      'Ask each person named here why the mail goes there, and keep the answer: it may be a breach to assess.',
      'Open the Exchange admin center, Recipients, Mailboxes, the mailbox, Manage mail flow settings, Email forwarding, and turn it off.',
      'Open Mail flow, Rules, and turn off each rule named here.',
      "Remove inbox rules in the person's Outlook on the web, Settings, Mail, Rules.",
    ],
    script: [
      'Set-Mailbox -Identity <mailbox> -ForwardingSmtpAddress $null -ForwardingAddress $null -DeliverToMailboxAndForward $false',
      'Disable-TransportRule -Identity <rule>',
      'Disable-InboxRule -Mailbox <mailbox> -Identity <rule>',
    ],
  },
  changes({ acceptedDomains, transportRules, mailboxes, inboxRules }, context) {
    if (!mailboxes || !transportRules || !inboxRules) return [];
    const directionOf = directionBy(acceptedDomains, mailboxes, context.declared.domains);
    const outside = (targets: string[]) => targets.some((target) => directionOf(target) === 'outside');
    const { mailboxes: declaredMailboxes, policies } = context.declared;
    return [
      ...outsideMailboxes(mailboxes, directionOf, context).map((mailbox) => ({
        section: 'mailboxes' as const,
        operation: 'set' as const,
        match: matchOf(mailbox),
        values: { forwardingSmtpAddress: null, forwardingAddress: null, deliverToMailboxAndForward: false },
        call: `Set-Mailbox -Identity ${identityArgument(mailbox)} -ForwardingSmtpAddress $null -ForwardingAddress $null -DeliverToMailboxAndForward $false`,
        summary: `Stop forwarding mailbox ${nameOf(mailbox)}`,
        notice: `${nameOf(mailbox)} gets its mail in the mailbox again and no copy leaves.`,
        undo: 'restore' as const,
      })),
      ...undeclared(transportRules, policies)
        .filter((rule) => outside(targetsOfRule(rule)))
        .map((rule) => ({
          section: 'transportRules' as const,
          operation: 'set' as const,
          match: matchOf(rule),
          values: { state: 'Disabled' },
          call: `Disable-TransportRule -Identity ${identityArgument(rule)} -Confirm:$false`,
          summary: `Turn off mail flow rule ${nameOf(rule)}`,
          notice:
            'The outside recipient gets no more mail from this rule, and nothing else that the rule does happens.',
          undo: 'restore' as const,
        })),
      ...inboxRules
        .filter(
          (rule) =>
            !isDeclared({ identity: rule.mailboxOwnerId ?? '' }, declaredMailboxes) &&
            outside(targetsOfInboxRule(rule)),
        )
        .map((rule) => ({
          section: 'inboxRules' as const,
          operation: 'set' as const,
          match: { identity: rule.identity },
          values: { enabled: false },
          call: `Disable-InboxRule -Mailbox ${quoted(rule.mailboxOwnerId ?? '')} -Identity ${quoted(rule.identity ?? rule.name ?? '')} -Confirm:$false`,
          summary: `Turn off inbox rule ${rule.name ?? ''} of ${rule.mailboxOwnerId ?? 'a mailbox'}`,
          notice: "The owner's rule stops. It stays in the mailbox as evidence.",
          undo: 'restore' as const,
        })),
    ];
  },
  knownGaps: [
    'Mail contacts and distribution groups with outside members are names here: a forwarding to one is unknown, never pass.',
    'Flows of Power Automate that forward mail are not read.',
  ],
});
