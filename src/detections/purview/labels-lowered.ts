import { defineDetection } from '../../core/detection.ts';
import { labeledItem, labelOperations, loweredLabel } from './label-change.ts';

export const labelsLowered = defineDetection({
  id: 'purview.labels-lowered',
  title: 'One person lowered or removed several sensitivity labels',
  severity: 'medium',
  citations: ['164.312(a)(1)', '164.308(a)(1)(ii)(D)', '164.502(b)'],
  attack: ['T1562', 'T1565.001'],
  incident: 'insider-access',
  firstSteps: [
    'Ask the person why the labels were lowered',
    'Put the labels back',
    'See whether the same items were shared, mailed or downloaded afterwards',
  ],
  falsePositives: ['A records clerk who corrects wrong labels: allow the account with a reason'],
  knownGaps: [
    'Records that name neither the kind of change nor labels whose rank is declared',
    'Labels taken off with a copy of the text',
  ],
  parameters: { items: { default: 3, tighten: 'lower', title: 'Items whose label one person lowers within an hour' } },
  operations: labelOperations,
  signal(event, context) {
    const lowered = loweredLabel(event, context);
    if (!lowered || context.isServiceAccount(event)) return undefined;
    return {
      group: event.actor.key,
      why: `${event.actor.name} ${lowered.how} a sensitivity label`,
      distinct: labeledItem(event),
    };
  },
  rule: ({ items }) => ({ kind: 'distinct', atLeast: items, withinMinutes: 60 }),
  summary: ({ actor, distinct }) => `${actor} lowered or removed the sensitivity labels of ${distinct} items`,
});
