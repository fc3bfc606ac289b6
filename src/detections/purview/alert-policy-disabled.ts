import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { isOwnChange, objectNamed } from '../cmdlet.ts';

export const alertPolicyDisabled = defineDetection({
  id: 'purview.alert-policy-disabled',
  title: 'An alert policy of Microsoft 365 was switched off',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)', '164.312(b)'],
  attack: ['T1562.001'],
  incident: 'audit-tampering',
  firstSteps: [
    'Switch the alert policy on again',
    'Ask the admin; if it was not them, secure that account first',
    'Look for what the policy would have told meanwhile',
  ],
  falsePositives: ['A noisy policy replaced by another: keep the reason'],
  knownGaps: ['An alert whose recipients were changed'],
  operations: [
    'set-protectionalert',
    'remove-protectionalert',
    'disable-protectionalert',
    'set-activityalert',
    'remove-activityalert',
    'disable-activityalert',
  ],
  signal(event) {
    if (!isOwnChange(event)) return undefined;
    const given = parametersOf(event);
    const name = objectNamed(event);
    const group = name.toLowerCase();
    if (event.op.startsWith('remove-')) return { group, why: `The alert policy ${name} was removed` };
    const isOff =
      event.op.startsWith('disable-') ||
      yesOf(given.get('disabled')) === true ||
      yesOf(given.get('enabled')) === false ||
      yesOf(given.get('notificationenabled')) === false;
    return isOff ? { group, why: `The alert policy ${name} was switched off` } : undefined;
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
