import type { AuditEvent } from '../../core/audit-event.ts';
import { mailboxOf } from '../../core/audit/mailbox.ts';
import { pairsOf, yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { clientName, isUnusualClient } from './mail-client.ts';

/** Microsoft says of itself that it stopped recording. */
function isThrottled(event: AuditEvent): boolean {
  return yesOf(pairsOf(event.raw['OperationProperties']).get('isthrottled')) === true;
}

export const mailItemsTaken = defineDetection({
  id: 'exchange.mail-items-taken',
  title: 'A mailbox was read in bulk',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(b)', '164.308(a)(6)(ii)'],
  attack: ['T1114.002'],
  incident: 'mailbox-intrusion',
  firstSteps: [
    'End the sessions of the account and block the app',
    'List the messages and folders that were read: a synchronized folder counts as read whole',
    'Count the patients in them for the breach assessment',
  ],
  falsePositives: [
    'Backup, archive, CRM or migration: declare the app under approvedApps',
    'A person who opens a thousand messages in a day: allow the account with a reason',
  ],
  knownGaps: [
    'Whoever uses Outlook itself with the password of the owner looks like the owner',
    'Beyond 1,000 reads within 24 hours Microsoft records none for that mailbox',
  ],
  parameters: {
    items: { default: 500, tighten: 'lower', title: 'Messages read within an hour by an app that is not usual' },
    folder: { default: 100, tighten: 'higher', title: 'Messages that a synchronized folder counts for' },
  },
  operations: ['mailitemsaccessed', 'attachmentaccess'],
  signal(event, context) {
    const isUnusual = isUnusualClient(event, context);
    // Most records are a person's own Outlook: they end here.
    if (!isUnusual && !isThrottled(event)) return undefined;
    const facts = mailboxOf(event);
    if (!facts || event.outcome === 'failure' || event.actor.kind === 'system') return undefined;
    if (context.isServiceAccount(event) || context.isApprovedApp(event.app?.id)) return undefined;
    const owner = facts.owner ?? event.actor.name;
    const { items, folder } = context.parameters;
    const group = owner.toLowerCase();
    if (facts.throttled) {
      const why = `So much of the mailbox of ${owner} was read that Microsoft stopped recording it`;
      return { group, why, weight: items, ...(!isUnusual && facts.byOther !== true && { severity: 'medium' }) };
    }
    const weight = facts.access === 'sync' ? Math.max(folder, facts.count) : facts.count;
    return { group, why: `${clientName(event)} read the mailbox of ${owner}`, weight };
  },
  rule: ({ items }) => ({ kind: 'count', atLeast: items, withinMinutes: 60, mergeMinutes: 1440 }),
  summary: ({ last, minutes }) => `${last}, in bulk within ${Math.max(1, minutes)} minutes`,
});
