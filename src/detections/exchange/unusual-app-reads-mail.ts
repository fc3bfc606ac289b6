import { textOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { clientName, isUnusualClient } from './mail-client.ts';

export const unusualAppReadsMail = defineDetection({
  id: 'exchange.unusual-app-reads-mail',
  title: 'An app that was never seen before reads mail',
  severity: 'medium',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(a)(1)', '164.308(b)(1)'],
  attack: ['T1114.002', 'T1550.001'],
  incident: 'mailbox-intrusion',
  firstSteps: [
    'Look up the app and who consented to it',
    'If nobody knows it, disable the enterprise application and revoke its grants',
    'List what it read, and in which mailboxes',
  ],
  falsePositives: ['A new app that was bought on purpose: declare it under approvedApps, with its agreement'],
  knownGaps: [
    'Apps that were there before the log began, or in its first days, count as known',
    'An app that hides behind the id of Outlook',
  ],
  parameters: {
    learnDays: { default: 7, tighten: 'lower', title: 'Days in which the apps of the organization are learnt' },
  },
  operations: ['mailitemsaccessed', 'attachmentaccess'],
  signal(event, context) {
    if (event.outcome === 'failure' || event.actor.kind === 'system') return undefined;
    if (context.isServiceAccount(event)) return undefined;
    const id = event.app?.id;
    // Usual clients come in too, as one: they show since when the organization has been watched.
    if (id === undefined || !isUnusualClient(event, context))
      return { group: 'mail apps', why: 'Mail was read', distinct: 'usual' };
    const mailbox = textOf(event.raw['MailboxOwnerUPN']) ?? event.actor.name;
    return {
      group: 'mail apps',
      why: `${clientName(event)} reads the mailbox of ${mailbox}, an app that was never seen before`,
      distinct: id,
    };
  },
  rule: ({ learnDays }) => ({ kind: 'first-seen', learnDays, mergeMinutes: 60 }),
});
