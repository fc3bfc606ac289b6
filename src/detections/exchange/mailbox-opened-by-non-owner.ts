import { mailboxOf } from '../../core/audit/mailbox.ts';
import { textOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { isRoleMailbox } from './role-mailbox.ts';

export const mailboxOpenedByNonOwner = defineDetection({
  id: 'exchange.mailbox-opened-by-non-owner',
  title: "Somebody opened another person's mailbox for the first time",
  severity: 'medium',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(b)', '164.502(b)'],
  attack: ['T1114.002'],
  incident: 'mailbox-intrusion',
  firstSteps: [
    'Ask the owner of the mailbox whether they gave this access',
    'List the messages that were opened',
    'If nobody gave it, remove the permission and secure both accounts',
  ],
  falsePositives: [
    'A new assistant or stand-in: the access is told once for each person and mailbox',
    'Shared mailboxes with the name of a person: allow the actor with a reason',
  ],
  knownGaps: [
    'Who opened the mailbox before the log began, or in the first days of it, counts as known',
    'Mailboxes whose license does not record MailItemsAccessed',
  ],
  parameters: {
    learnDays: {
      default: 7,
      tighten: 'lower',
      title: 'Days in which an account is watched before a new mailbox is told',
    },
  },
  operations: [
    'mailitemsaccessed',
    'attachmentaccess',
    'messagebind',
    'folderbind',
    'sendas',
    'sendonbehalf',
    'harddelete',
    'softdelete',
    'movetodeleteditems',
  ],
  recordTypes: [2, 3, 50],
  signal(event, context) {
    const given = textOf(event.raw['MailboxOwnerUPN']);
    if (given === undefined || event.outcome === 'failure') return undefined;
    const { key, kind, name } = event.actor;
    if (kind !== 'user' && kind !== 'guest') return undefined;
    const owner = given.toLowerCase();
    // The own mailbox comes in too: it shows how long the account has been watched.
    if (owner === key) return { group: key, why: 'The own mailbox was opened', distinct: owner };
    const facts = mailboxOf(event);
    if (facts?.logon !== 'delegate' || facts.byOther !== true) return undefined;
    if (context.isServiceAccount(event) || isRoleMailbox(owner)) return undefined;
    return {
      group: key,
      why: `${name} opened the mailbox of ${given} for the first time`,
      distinct: owner,
      ...(context.isSensitiveAccount(owner) && { severity: 'high' }),
    };
  },
  rule: ({ learnDays }) => ({ kind: 'first-seen', learnDays, mergeMinutes: 60 }),
});
