import type { AuditEvent } from '../../core/audit-event.ts';
import { changesOf } from '../../core/audit/changes.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import type { Severity } from '../../core/severity.ts';
import { defineDetection } from '../../core/detection.ts';
import { isMicrosoftService, isPlannedChange } from './initiator.ts';

export const federationOrDomainChanged = defineDetection({
  id: 'entra.federation-or-domain-changed',
  title: 'Who may vouch for the sign-ins of a domain was changed',
  severity: 'critical',
  citations: ['164.312(d)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1484.002', 'T1556.007'],
  incident: 'account-takeover',
  firstSteps: [
    'Compare the issuer and the certificate with the own federation server, if there is one',
    'Set the domain back to managed sign-in if nobody stands for the change',
    'Revoke all sessions and look for sign-ins by federation since',
  ],
  falsePositives: [
    'Renewal of the token signing certificate of the own federation server: comes as high once a year.',
    'A new mail domain of the organization: comes as low, and as medium when it was verified.',
  ],
  knownGaps: ['Changes on the federation server itself are not in the log of Microsoft 365.'],
  operations: [
    'set federation settings on domain',
    'set domain authentication',
    'add unverified domain',
    'add verified domain',
    'add domain to company',
    'verify domain',
    'verify email verified domain',
  ],
  signal(event, context) {
    if (event.outcome === 'failure' || isMicrosoftService(event) || isPlannedChange(event, context)) return undefined;
    const domain = targetsOf(event)[0]?.name ?? event.object ?? 'a domain';
    const found = weigh(event);
    if (!found) return undefined;
    return {
      group: domain.toLowerCase(),
      why: `${domain}: ${found.what}, by ${event.actor.name}`,
      severity: found.severity,
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

function weigh(event: AuditEvent): { what: string; severity: Severity } | undefined {
  const changes = changesOf(event).filter((change) => change.old !== change.new && !change.name.startsWith('Included'));
  if (event.op === 'set domain authentication') {
    const type = changes.find(({ name }) => /livetype|authenticationtype|authentication/i.test(name));
    const federated = (text: string | undefined) => /federated|^1$/i.test(text ?? '');
    if (federated(type?.new)) return { what: 'sign-in was handed to another identity provider', severity: 'critical' };
    // A new domain begins as managed.
    if (type && !federated(type.old)) return undefined;
    return type
      ? { what: 'sign-in was set to managed', severity: 'medium' }
      : { what: 'the way of signing in was changed', severity: 'high' };
  }
  if (event.op === 'set federation settings on domain') {
    const certificate = changes.length > 0 && changes.every(({ name }) => /certificate/i.test(name));
    return certificate
      ? { what: 'the certificate that vouches for sign-ins was changed', severity: 'high' }
      : { what: 'the identity provider that vouches for sign-ins was changed', severity: 'critical' };
  }
  return event.op.startsWith('verify') || event.op === 'add verified domain'
    ? { what: 'the domain was verified as the organization’s own', severity: 'medium' }
    : { what: 'the domain was added', severity: 'low' };
}
