import { addressesIn } from '../../core/audit/address.ts';
import { dlpOf } from '../../core/audit/dlp.ts';
import { textOf } from '../../core/audit/values.ts';
import type { AuditEvent } from '../../core/audit-event.ts';
import { defineDetection } from '../../core/detection.ts';
import { looksOwn } from './outside-address.ts';

/** Sender and recipients of a record that has them: labels of mail (43) and DLP of Exchange. */
function messageOf(event: AuditEvent): { from: string; to: string[]; id: string } | undefined {
  if (event.op === 'miplabel') {
    const receivers = event.raw['Receivers'];
    const to = addressesIn(Array.isArray(receivers) ? receivers.map(textOf).join(';') : textOf(receivers));
    const from = addressesIn(textOf(event.raw['Sender']))[0] ?? event.actor.key;
    return { from, to, id: event.object ?? event.id };
  }
  const dlp = dlpOf(event);
  const from = addressesIn(dlp?.person)[0];
  if (!dlp || from === undefined) return undefined;
  return { from, to: addressesIn(dlp.recipients.join(';')), id: event.object ?? event.id };
}

export const mailToPrivateAccount = defineDetection({
  id: 'exchange.mail-to-private-account',
  title: 'One person sends much mail to one private account',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(e)(1)', '164.502(b)'],
  attack: ['T1048', 'T1567'],
  incident: 'phi-taken',
  firstSteps: [
    'Ask the sender whose account it is, and why',
    'Look at what was sent, and count the patients in it',
    'If it is their own, have the messages deleted there and record it',
  ],
  falsePositives: ['A long exchange with one patient: it is told once; look at it and allow the sender for some days'],
  knownGaps: [
    'Only records that name recipients count: labels of mail and DLP matches; plain Send records do not name them',
    'Messages spread over many private accounts',
  ],
  parameters: {
    messages: { default: 12, tighten: 'lower', title: 'Messages from one person to one private account within a day' },
    own: {
      default: 4,
      tighten: 'higher',
      title: 'What a message counts for that goes to an account named like the sender',
    },
  },
  operations: ['miplabel', 'dlprulematch'],
  recordTypes: [43, 13],
  signal(event, context) {
    const message = messageOf(event);
    if (!message || context.isServiceAccount(message.from)) return undefined;
    // A log without mailboxes teaches no own domain.
    if (context.isOutside(message.from) || context.isConsumer(message.from)) return undefined;
    const { own } = context.parameters;
    const to = message.to.find((address) => context.isConsumer(address) && !context.isApprovedDomain(address));
    if (to === undefined) return undefined;
    const isOwnAccount = looksOwn(message.from, to);
    return {
      group: `${message.from} to ${to}`,
      why: `${message.from} sends mail to ${isOwnAccount ? 'a private account under their own name' : 'one private account'}`,
      actor: message.from,
      ...(isOwnAccount && { weight: own }),
    };
  },
  rule: ({ messages }) => ({ kind: 'count', atLeast: messages, withinMinutes: 1440 }),
  summary: ({ last }) => `${last}, many times within a day`,
});
