import { defineDetection } from '../../core/detection.ts';
import { labeledItem, labelOperations, loweredLabel } from './label-change.ts';

export const phiLabelLowered = defineDetection({
  id: 'purview.phi-label-lowered',
  title: 'A sensitivity label for PHI was lowered or removed',
  severity: 'high',
  citations: ['164.312(a)(1)', '164.308(a)(1)(ii)(D)', '164.502(b)'],
  attack: ['T1562', 'T1565.001'],
  incident: 'insider-access',
  firstSteps: [
    'Ask the person why the label was lowered',
    'Put the label back',
    'See whether the item was shared, mailed or downloaded afterwards',
  ],
  falsePositives: ['An item without PHI that was labeled by mistake: note who looked at it'],
  knownGaps: ['Labels for PHI that are not declared under phi.labels, or are declared by name while the log has ids'],
  operations: labelOperations,
  signal(event, context) {
    const lowered = loweredLabel(event, context);
    if (!lowered || context.isServiceAccount(event)) return undefined;
    if (
      context.isPhiLabel(lowered.old) !== true ||
      (context.isPhiLabel(lowered.id) === true && lowered.how !== 'removed')
    )
      return undefined;
    return {
      group: event.actor.key,
      why: `${event.actor.name} ${lowered.how} a sensitivity label for PHI`,
      distinct: labeledItem(event),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
