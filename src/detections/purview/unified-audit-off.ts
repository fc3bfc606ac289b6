import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';

const switches = ['unifiedauditlogingestionenabled', 'adminauditlogenabled'];

export const unifiedAuditOff = defineDetection({
  id: 'purview.unified-audit-off',
  title: 'The audit log was switched off',
  severity: 'critical',
  citations: ['164.312(b)', '164.308(a)(1)(ii)(D)', '164.316(b)(2)(i)'],
  attack: ['T1562.008'],
  incident: 'audit-tampering',
  firstSteps: [
    'Switch the audit log on again: Set-AdminAuditLogConfig with UnifiedAuditLogIngestionEnabled true',
    'Secure the account that switched it off, and every other admin',
    'Look for what happened meanwhile in sign-in logs and mail traces, which go on',
  ],
  falsePositives: ['None in ordinary life: nobody needs the audit log off'],
  knownGaps: ['Once it is off nothing more is recorded: watch for the silence of the feed too'],
  operations: ['set-adminauditlogconfig'],
  signal(event) {
    if (event.outcome === 'failure') return undefined;
    const given = parametersOf(event);
    // Read by name: the place of a parameter in the list changes from record to record.
    if (!switches.some((name) => yesOf(given.get(name)) === false)) return undefined;
    return { group: 'audit log', why: `${event.actor.name} switched the audit log off` };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
