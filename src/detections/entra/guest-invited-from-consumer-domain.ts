import { changeOf } from '../../core/audit/changes.ts';
import { domainOf } from '../../core/audit/address.ts';
import type { AuditEvent } from '../../core/audit-event.ts';
import { defineDetection } from '../../core/detection.ts';
import { accountOf, detailOf } from './directory-record.ts';
import { isProvisioning } from './initiator.ts';

export const guestInvitedFromConsumerDomain = defineDetection({
  id: 'entra.guest-invited-from-consumer-domain',
  title: 'A private mailbox became a guest of the tenant',
  severity: 'low',
  citations: ['164.308(a)(4)(ii)(B)', '164.308(a)(3)(ii)(B)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1136.003'],
  incident: 'phi-shared-outside',
  firstSteps: [
    'Ask the person who invited the guest who it is and what for',
    'Remove the guest if it is nobody with a contract or a right to the data',
    'Look at what the guest opened since',
  ],
  falsePositives: [
    'A patient or a relative who gets the own papers by a guest account: allow with a reason, better send by another way.',
  ],
  knownGaps: ['A guest from the domain of a company is not seen here: the sharing detections weigh it.'],
  operations: ['invite external user', 'add user'],
  signal(event, context) {
    if (event.outcome === 'failure' || isProvisioning(event, context)) return undefined;
    const address = invited(event);
    const domain = address === undefined ? undefined : domainOf(address);
    if (
      address === undefined ||
      domain === undefined ||
      !context.isConsumer(address) ||
      context.isApprovedDomain(domain)
    )
      return undefined;
    return {
      group: event.actor.key,
      why: `${event.actor.name} invited a guest from ${domain}`,
      domain,
      distinct: address.toLowerCase(),
    };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
  summary: ({ actor, distinct, first }) =>
    distinct > 1 ? `${actor} invited ${distinct} guests with private mailboxes` : first,
});

/** Address of the guest; undefined for accounts of the own. */
function invited(event: AuditEvent): string | undefined {
  const address = detailOf(event, 'InvitedUserEmailAddress');
  if (address !== undefined) return address;
  const account = accountOf(event);
  if (account.toLowerCase().includes('#ext#')) return account;
  return event.op === 'invite external user' ? changeOf(event, 'Mail')?.new || undefined : undefined;
}
