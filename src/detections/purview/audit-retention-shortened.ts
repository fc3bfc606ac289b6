import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { isOwnChange, objectNamed } from '../cmdlet.ts';

const short = /^(?:sevendays|onemonth|threemonths|sixmonths|ninemonths)$/i;

export const auditRetentionShortened = defineDetection({
  id: 'purview.audit-retention-shortened',
  title: 'Audit records will be kept for less time',
  severity: 'high',
  citations: ['164.316(b)(2)(i)', '164.312(b)'],
  attack: ['T1562.008'],
  incident: 'audit-tampering',
  firstSteps: [
    'Restore the retention policy of the audit log',
    'Ask the admin; if it was not them, secure that account first',
    'Export the records that are about to expire',
  ],
  falsePositives: ['A policy replaced by one that keeps records longer: check that the new one is there'],
  knownGaps: ['A shorter policy with a higher rank made before the log began'],
  operations: [
    'remove-unifiedauditlogretentionpolicy',
    'set-unifiedauditlogretentionpolicy',
    'new-unifiedauditlogretentionpolicy',
  ],
  signal(event) {
    if (!isOwnChange(event)) return undefined;
    const given = parametersOf(event);
    const name = objectNamed(event);
    const group = name.toLowerCase();
    if (event.op.startsWith('remove-')) return { group, why: `The audit retention policy ${name} was removed` };
    if (event.op.startsWith('set-') && yesOf(given.get('enabled')) === false)
      return { group, why: `The audit retention policy ${name} was disabled` };
    if (!short.test(given.get('retentionduration') ?? '')) return undefined;
    return {
      group,
      why: `The audit retention policy ${name} keeps records for less than a year`,
      ...(event.op.startsWith('new-') && { severity: 'medium' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
