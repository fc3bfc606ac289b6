import { addressesIn, domainOf } from '../../core/audit/address.ts';
import { mailRuleOf } from '../../core/audit/mail-rule.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import { defineDetection } from '../../core/detection.ts';
import { isOwnChange, mailboxNamed } from '../cmdlet.ts';
import { outsideOf } from './outside-address.ts';

export const manyMailboxesForwardToOne = defineDetection({
  id: 'exchange.many-mailboxes-forward-to-one',
  title: 'Several mailboxes forward to the same outside address',
  severity: 'critical',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)', '164.312(e)(1)'],
  attack: ['T1114.003'],
  incident: 'mail-forwarding',
  firstSteps: [
    'Remove the forwarding from every mailbox that the alert counts',
    'Reset the passwords of these accounts and end their sessions',
    'Find out what was forwarded since the first of them',
  ],
  falsePositives: ['A billing or archiving company that receives copies by contract: approve its domain with a reason'],
  knownGaps: ['Each mailbox forwarding to an address of its own'],
  parameters: {
    mailboxes: { default: 3, tighten: 'lower', title: 'Mailboxes that forward to one address within a week' },
  },
  operations: ['new-inboxrule', 'set-inboxrule', 'updateinboxrules', 'set-mailbox'],
  signal(event, context) {
    if (!isOwnChange(event)) return undefined;
    const given = parametersOf(event);
    if (/remove|delete/i.test(given.get('ruleoperation') ?? '')) return undefined;
    const addresses = [...mailRuleOf(event).forwardsTo, ...addressesIn(given.get('forwardingsmtpaddress'))];
    const [outside] = outsideOf(addresses, context);
    if (outside === undefined) return undefined;
    const domain = domainOf(outside);
    return {
      group: outside,
      why: `The mailbox of ${mailboxNamed(event)} forwards to ${outside}`,
      distinct: mailboxNamed(event).toLowerCase(),
      ...(domain && { domain }),
    };
  },
  rule: ({ mailboxes }) => ({ kind: 'distinct', atLeast: mailboxes, withinMinutes: 7 * 1440 }),
  summary: ({ distinct, group }) => `${distinct} mailboxes forward mail to ${group}`,
});
