import type { AuditEvent } from '../../core/audit-event.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection, type Signal } from '../../core/detection.ts';
import { isCleared, isOwnChange, objectNamed } from '../cmdlet.ts';

function judged(event: AuditEvent, given: ReadonlyMap<string, string>): Signal | undefined {
  const name = objectNamed(event);
  const group = name.toLowerCase();
  const isNew = event.op.startsWith('new-');
  const is = (key: string, value: boolean) => yesOf(given.get(key)) === value;
  if (isNew && is('enabled', false)) return undefined;
  if (event.op.endsWith('inboundconnector')) {
    if (is('requiretls', false) && !isNew)
      return { group, why: `The inbound connector ${name} no longer demands TLS`, severity: 'high' };
    if (is('treatmessagesasinternal', true))
      return { group, why: `The inbound connector ${name} takes mail of others for our own`, severity: 'high' };
    if (!isNew && (is('restrictdomainstocertificate', false) || is('restrictdomainstoipaddresses', false)))
      return { group, why: `The inbound connector ${name} no longer checks who sends` };
    return isNew ? { group, why: `The inbound connector ${name} was made` } : undefined;
  }
  const tls = given.get('tlssettings');
  if (!isNew && (isCleared(tls) || tls?.toLowerCase() === 'encryptiononly'))
    return {
      group,
      why: `The outbound connector ${name} no longer checks the certificate of the receiver`,
      severity: 'high',
    };
  if (is('routeallmessagesviaonpremises', true))
    return { group, why: `The outbound connector ${name} takes all mail`, severity: 'high' };
  return isNew ? { group, why: `The outbound connector ${name} was made` } : undefined;
}

export const mailConnectorWeakened = defineDetection({
  id: 'exchange.mail-connector-weakened',
  title: 'A mail connector was made, or its TLS was lowered',
  severity: 'medium',
  citations: ['164.312(e)(1)', '164.312(e)(2)(i)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1557', 'T1562'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the admin what the connector is for',
    'Disable it, or demand TLS with a checked certificate again',
    'Trace the mail that went through it',
  ],
  falsePositives: ['A hybrid setup, a signature or encryption service: allow the admin for the day of the change'],
  knownGaps: ['Connectors of servers on the own premises'],
  operations: ['new-inboundconnector', 'set-inboundconnector', 'new-outboundconnector', 'set-outboundconnector'],
  signal: (event) => (isOwnChange(event) ? judged(event, parametersOf(event)) : undefined),
  rule: { kind: 'each', mergeMinutes: 60 },
});
