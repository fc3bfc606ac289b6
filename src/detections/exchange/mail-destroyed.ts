import { mailboxOf } from '../../core/audit/mailbox.ts';
import { defineDetection } from '../../core/detection.ts';

export const mailDestroyed = defineDetection({
  id: 'exchange.mail-destroyed',
  title: 'Much mail was deleted for good',
  severity: 'high',
  citations: ['164.312(c)(1)', '164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)'],
  attack: ['T1070.008', 'T1485'],
  incident: 'evidence-destroyed',
  firstSteps: [
    'Put the mailbox on hold, so that what can be recovered stays',
    'Ask the owner of the mailbox; if it was not them, secure the account',
    'Recover the deleted items within the days that are left',
  ],
  falsePositives: ['Cleaning up before leaving or after a migration: ask, then allow the account until it is over'],
  knownGaps: ['Retention rules of Microsoft delete as the system and stay silent', 'Few messages picked out by hand'],
  parameters: { items: { default: 100, tighten: 'lower', title: 'Messages deleted for good within an hour' } },
  operations: ['harddelete'],
  signal(event, context) {
    const facts = mailboxOf(event);
    if (!facts || event.outcome === 'failure' || facts.logon === 'system' || facts.logon === 'transport')
      return undefined;
    if (event.actor.kind === 'system' || context.isServiceAccount(event)) return undefined;
    if (/^client=(?:tba|eba|elc|managed ?folder|hub transport)/i.test(event.agent ?? '')) return undefined;
    // Outlook throws away each saved version of a draft.
    if (
      facts.folders.length > 0 &&
      facts.folders.every((path) => /^\\?(?:drafts|outbox|sync issues|conflicts|calendar|contacts|tasks)\b/i.test(path))
    )
      return undefined;
    const mailbox = facts.owner ?? event.actor.name;
    return {
      group: mailbox.toLowerCase(),
      why: `${event.actor.name} deleted mail of ${mailbox} for good`,
      weight: facts.count,
    };
  },
  rule: ({ items }) => ({ kind: 'count', atLeast: items, withinMinutes: 60, mergeMinutes: 1440 }),
  summary: ({ actor, group, count }) => `${actor} deleted ${count} messages of ${group} for good`,
});
