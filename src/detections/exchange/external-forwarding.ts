import type { AuditEvent } from '../../core/audit-event.ts';
import { addressesIn, domainOf } from '../../core/audit/address.ts';
import { mailRuleOf } from '../../core/audit/mail-rule.ts';
import { mailboxOf } from '../../core/audit/mailbox.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import { defineDetection } from '../../core/detection.ts';
import { isOwnChange } from '../cmdlet.ts';
import { outsideOf } from './outside-address.ts';

export const externalForwarding = defineDetection({
  id: 'exchange.external-forwarding',
  title: 'Mail is forwarded to outside',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(b)', '164.312(e)(1)'],
  attack: ['T1114.003'],
  incident: 'mail-forwarding',
  firstSteps: [
    'Remove the forwarding and keep a copy of the rule as evidence',
    'Revoke the sessions of the account and reset its password from a clean device',
    'List the messages that went to the outside address and count the patients in them',
  ],
  falsePositives: [
    'A forward to a partner: declare the domain under partners or approvedDomains',
    'A migration that forwards to the new system: allow its domain with a reason and an end day',
  ],
  knownGaps: [
    'A forward to a contact of the directory shows no address; the contact may be outside',
    'A rule switched on again by Enable-InboxRule does not show where it forwards',
  ],
  operations: [
    'new-inboxrule',
    'set-inboxrule',
    'updateinboxrules',
    'set-mailbox',
    'new-mailbox',
    'new-transportrule',
    'set-transportrule',
  ],
  signal(event, context) {
    // Microsoft's own maintenance runs the same cmdlets.
    if (!isOwnChange(event)) return undefined;
    const [address] = outsideOf(forwardedTo(event), context);
    if (address === undefined) return undefined;
    const domain = domainOf(address)!;
    const [group, what] = forwarder(event);
    return {
      group,
      domain,
      distinct: address,
      why: `${what} forwards mail to ${domain}`,
      ...(context.isConsumer(domain) && { severity: 'critical' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

function forwardedTo(event: AuditEvent): readonly string[] {
  if (!event.op.endsWith('-mailbox')) return mailRuleOf(event).forwardsTo;
  const parameters = parametersOf(event);
  return addressesIn(`${parameters.get('forwardingsmtpaddress') ?? ''};${parameters.get('forwardingaddress') ?? ''}`);
}

/** What the alert is about, and in words. */
function forwarder(event: AuditEvent): [group: string, what: string] {
  if (event.op.endsWith('-transportrule')) return ['mail flow rules', 'A mail flow rule'];
  const parameters = parametersOf(event);
  if (event.op.endsWith('-mailbox')) {
    const mailbox = lastPart(parameters.get('identity') ?? event.object ?? event.actor.name);
    return [mailbox.toLowerCase(), `The mailbox ${mailbox}`];
  }
  const mailbox = lastPart(parameters.get('mailbox') ?? mailboxOf(event)?.owner ?? event.actor.name);
  return [mailbox.toLowerCase(), `An inbox rule of ${mailbox}`];
}

/** Exchange names mailboxes by path: `host/organization/nina`. */
function lastPart(name: string): string {
  return name.split('/').at(-1)!;
}
