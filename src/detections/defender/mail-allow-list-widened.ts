import type { AuditEvent } from '../../core/audit-event.ts';
import { domainOf } from '../../core/audit/address.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { type DetectionContext, defineDetection, type Signal } from '../../core/detection.ts';
import { isGiven, isOwnChange, objectNamed } from '../cmdlet.ts';

/** What a list parameter adds: `@{Add="a","b"}`, `{"Add":[..]}` or a plain list. Only what is removed adds nothing. */
function added(value: string | undefined): string[] {
  if (!isGiven(value) || (/remove/i.test(value) && !/add/i.test(value))) return [];
  const part = /add["'\s]*[=:]([^;}]*)/i.exec(value)?.[1] ?? value;
  return part.split(/[;,\s"'[\](){}@]+/).filter((entry) => /[.:]/.test(entry));
}

function judged(event: AuditEvent, context: DetectionContext): Signal | undefined {
  const given = parametersOf(event);
  const name = objectNamed(event);
  const group = name.toLowerCase();
  if (event.op.endsWith('connectionfilterpolicy')) {
    if (yesOf(given.get('enablesafelist')) === true)
      return { group, why: 'The safe list of the connection filter was switched on' };
    const addresses = added(given.get('ipallowlist'));
    const isWide = addresses.some((address) => /\/(?:\d|1\d|2[0-3])$/.test(address));
    return addresses.length > 0
      ? {
          group,
          why: `${addresses.length} addresses may send mail past the filters`,
          ...(isWide && { severity: 'high' }),
        }
      : undefined;
  }
  if (event.op.endsWith('allowblocklistitems')) {
    if (yesOf(given.get('allow')) !== true) return undefined;
    const kind = (given.get('listtype') ?? 'entry').toLowerCase();
    return { group: 'tenant allow list', why: `A ${kind} was put on the list of what is let through` };
  }
  const domains = [...added(given.get('allowedsenderdomains')), ...added(given.get('allowedsenders'))].filter(
    (entry) => !context.isApprovedDomain(entry),
  );
  if (domains.length === 0) return undefined;
  // Letting in the own domain, or one where everybody has an account, lets in every forger.
  const isWide = domains.some(
    (entry) => context.isOwn(entry) || (context.isConsumer(entry) && domainOf(entry) === entry.toLowerCase()),
  );
  return {
    group,
    why: `${domains.length} senders or domains may send mail past the spam filter`,
    ...(isWide && { severity: 'high' }),
  };
}

export const mailAllowListWidened = defineDetection({
  id: 'defender.mail-allow-list-widened',
  title: 'A list of senders that pass the filters was widened',
  severity: 'medium',
  citations: ['164.308(a)(5)(ii)(B)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1562.001', 'T1566'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the admin who needs the entry, and why the filter stopped that sender',
    'Remove it, or let it end after some days',
    'Look through the mail that it let in',
  ],
  falsePositives: [
    'A partner whose mail is wrongly stopped: approve the domain with a reason, and report the mail to Microsoft',
  ],
  knownGaps: ["Safe senders in a person's own mailbox", 'A list written anew shows also what was there before'],
  operations: [
    'set-hostedconnectionfilterpolicy',
    'new-hostedconnectionfilterpolicy',
    'set-hostedcontentfilterpolicy',
    'new-hostedcontentfilterpolicy',
    'new-tenantallowblocklistitems',
    'set-tenantallowblocklistitems',
  ],
  signal: (event, context) => (isOwnChange(event) ? judged(event, context) : undefined),
  rule: { kind: 'each', mergeMinutes: 240 },
});
