import { defineDetection } from '../../core/detection.ts';
import { policyChange, policyDeletions, policyUpdates, stateOf } from './conditional-access-record.ts';
import { isPlannedChange } from './initiator.ts';

export const conditionalAccessWeakened = defineDetection({
  id: 'entra.conditional-access-weakened',
  title: 'A Conditional Access policy no longer protects',
  severity: 'critical',
  citations: ['164.312(d)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1556.009', 'T1562.001'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the person who changed the policy whether it was planned',
    'Turn the policy on again, or make it anew from the last snapshot',
    'Look for sign-ins that the policy would have stopped since',
  ],
  falsePositives: [
    'A planned replacement by a better policy: declare the application that makes changes under approvedApps, and allow the person with a reason for the day.',
  ],
  knownGaps: ['Whether another policy protects the same people is not known from the log.'],
  operations: [...policyUpdates, ...policyDeletions],
  signal(event, context) {
    if (event.outcome === 'failure' || isPlannedChange(event, context)) return undefined;
    const change = policyChange(event);
    if (!change) return undefined;
    const before = stateOf(change.old);
    if (change.deleted) {
      // What was not enforced protected nobody.
      if (before !== undefined && before !== 'enabled') return undefined;
      return { group: change.key, why: `The policy ${change.name} was deleted by ${event.actor.name}` };
    }
    if (!change.old && !change.new)
      return {
        group: change.key,
        why: `The policy ${change.name} was changed by ${event.actor.name}; the record does not say how`,
        severity: 'medium',
      };
    const after = stateOf(change.new);
    if (before !== 'enabled' || after === undefined || after === 'enabled') return undefined;
    return {
      group: change.key,
      why: `The policy ${change.name} went from enabled to ${after}, by ${event.actor.name}`,
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
