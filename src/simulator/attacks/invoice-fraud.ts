import { cmdlet, mailRemoved, mailSent } from '../records/mail.ts';
import { hour, minute } from '../records/pen.ts';
import { type Attack, attacker } from './attack.ts';

export const invoiceFraud: Attack = {
  name: 'invoice-fraud',
  title: 'A thief in a mailbox hides mail about invoices, and writes to debtors in its name',
  expected: {
    alerts: ['exchange.suspicious-inbox-rule', 'exchange.sent-mail-erased'],
    atMost: 2,
    never: ['exchange.external-forwarding', 'exchange.mail-destroyed'],
  },
  script({ victim, start, pen, mailboxOf }) {
    const mailbox = mailboxOf(victim.user);
    const by = { user: victim.user, id: victim.id, ip: attacker.ip, agent: attacker.agent };
    return [
      cmdlet(
        pen,
        start,
        'New-InboxRule',
        { ...by, type: 0 },
        {
          AlwaysDeleteOutlookRulesBlob: 'False',
          Force: 'False',
          Mailbox: victim.user,
          Name: '..',
          SubjectOrBodyContainsWords: 'invoice;payment;wire',
          MoveToFolder: 'RSS Feeds',
          MarkAsRead: 'True',
          StopProcessingRules: 'True',
        },
      ),
      {
        at: start,
        effect: {
          collection: 'inboxRules',
          id: `${mailbox}\\7261`,
          values: {
            Identity: `${mailbox}\\7261`,
            RuleIdentity: '7261',
            MailboxOwnerId: mailbox,
            Name: '..',
            Enabled: true,
            Priority: 1,
            SubjectOrBodyContainsWords: ['invoice', 'payment', 'wire'],
            MoveToFolder: 'RSS Feeds',
            MarkAsRead: true,
            StopProcessingRules: true,
          },
        },
      },
      ...Array.from({ length: 12 }, (_, index) => mailSent(pen, start + hour + index * minute, by, 'New bank details')),
      ...Array.from({ length: 12 }, (_, index) =>
        mailRemoved(pen, start + hour + (index + 13) * minute, 'SoftDelete', by, { folder: 'Sent Items', count: 1 }),
      ),
    ];
  },
};
