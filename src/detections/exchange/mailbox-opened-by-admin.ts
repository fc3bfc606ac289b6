import { mailboxOf } from '../../core/audit/mailbox.ts';
import { defineDetection } from '../../core/detection.ts';

/** Logon types of owners: nearly all records of mailboxes. */
const owned = new Set<unknown>([0, '0', 'Owner']);
const people = new Set(['user', 'guest', 'application', 'service']);

export const mailboxOpenedByAdmin = defineDetection({
  id: 'exchange.mailbox-opened-by-admin',
  title: "An admin or partner opened another person's mailbox",
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(b)', '164.502(b)'],
  attack: ['T1114.002'],
  incident: 'mailbox-intrusion',
  firstSteps: [
    'Ask the admin for the reason and the request behind it',
    'List the messages that were opened',
    'If there is no reason, block the admin account and end its sessions',
  ],
  falsePositives: [
    'Helpdesk or legal work on request: allow the account with the reason and an end day',
    'Backup and archiving: declare the app under approvedApps or the account as a service account',
  ],
  knownGaps: ['Access with the rights of a delegate is told by exchange.mailbox-opened-by-non-owner'],
  operations: [
    'mailitemsaccessed',
    'attachmentaccess',
    'messagebind',
    'folderbind',
    'sendas',
    'sendonbehalf',
    'copy',
    'move',
    'movetodeleteditems',
    'softdelete',
    'harddelete',
    'create',
    'update',
    'updateinboxrules',
    'searchqueryinitiatedexchange',
  ],
  recordTypes: [2, 3, 50],
  signal(event, context) {
    if (owned.has(event.raw['LogonType'])) return undefined;
    const facts = mailboxOf(event);
    if (!facts || (facts.logon !== 'admin' && facts.logon !== 'delegated-admin')) return undefined;
    if (event.outcome === 'failure' || !people.has(event.actor.kind)) return undefined;
    if (context.isServiceAccount(event) || context.isApprovedApp(event.app?.id)) return undefined;
    const owner = facts.owner;
    if (owner === undefined || facts.byOther !== true) return undefined;
    return {
      group: owner.toLowerCase(),
      why: `${event.actor.name} opened the mailbox of ${owner} with the rights of an admin`,
      weight: facts.count,
    };
  },
  rule: { kind: 'each', mergeMinutes: 240 },
  summary: ({ first, count }) => (count > 1 ? `${first} and touched ${count} items` : first),
});
