import type { AuditEvent } from '../../core/audit-event.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection, type Signal } from '../../core/detection.ts';
import { isOwnChange, mailboxNamed } from '../cmdlet.ts';

/** Days of a time span such as `90.00:00:00`; undefined for other text. */
function daysOf(span: string | undefined): number | undefined {
  const days = /^(\d+)(?:\.\d\d:\d\d:\d\d(?:\.\d+)?)?$/.exec(span ?? '')?.[1];
  return days === undefined ? undefined : Number(days);
}

function judged(event: AuditEvent, given: ReadonlyMap<string, string>): Signal | undefined {
  const mailbox = mailboxNamed(event);
  const group = mailbox.toLowerCase();
  if (event.op === 'set-mailboxauditbypassassociation')
    return yesOf(given.get('auditbypassenabled')) === true
      ? { group, why: `What ${mailbox} does in mailboxes is no longer recorded`, severity: 'critical' }
      : undefined;
  if (event.op === 'set-organizationconfig')
    return yesOf(given.get('auditdisabled')) === true
      ? {
          group: 'organization',
          why: 'Mailbox auditing was switched off for the whole organization',
          severity: 'critical',
        }
      : undefined;
  if (yesOf(given.get('auditenabled')) === false)
    return { group, why: `Auditing of the mailbox of ${mailbox} was switched off` };
  const removed = ['auditowner', 'auditdelegate', 'auditadmin'].some((key) =>
    /remove\s*=|^(?:none|\$null)$/i.test(given.get(key) ?? ''),
  );
  if (removed) return { group, why: `Auditing of the mailbox of ${mailbox} was narrowed` };
  const days = daysOf(given.get('auditlogagelimit'));
  return days !== undefined && days < 90
    ? { group, why: `Audit records of the mailbox of ${mailbox} are kept for ${days} days only` }
    : undefined;
}

export const mailboxAuditOff = defineDetection({
  id: 'exchange.mailbox-audit-off',
  title: 'Mailbox auditing was switched off or bypassed',
  severity: 'high',
  citations: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1562.008'],
  incident: 'audit-tampering',
  firstSteps: [
    'Switch auditing on again',
    'Ask the admin; if it was not them, secure that account first',
    'Look through sign-ins and other logs for what happened meanwhile',
  ],
  falsePositives: ['A service account whose bypass a vendor asks for: refuse it, or allow the account with a reason'],
  knownGaps: ['What happened in the mailbox while nothing was recorded'],
  operations: ['set-mailbox', 'set-mailboxauditbypassassociation', 'set-organizationconfig'],
  signal: (event) => (isOwnChange(event) ? judged(event, parametersOf(event)) : undefined),
  rule: { kind: 'each', mergeMinutes: 60 },
});
