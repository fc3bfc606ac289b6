import { defineDetection } from '../../core/detection.ts';

export const dutyOverdue = defineDetection({
  id: 'organization.duty-overdue',
  title: 'A recurring duty is overdue',
  severity: 'medium',
  citations: ['164.308(a)(1)(ii)(D)', '164.316(b)(2)(iii)'],
  attack: [],
  incident: 'duty-neglected',
  firstSteps: [
    'See what is overdue and since when: wardline due list',
    'Do it, or say who does and by when: wardline alerts acknowledge ID --reason TEXT',
    'Sign what no log shows to be done: wardline due sign DUTY --period PERIOD --note TEXT',
  ],
  falsePositives: ['It was done on paper or in another system and nobody signed it here'],
  knownGaps: ['Raised once a day from what Wardline keeps, not from records: a replay of files never gives it'],
  parameters: {},
  // No log has it: the alert is made from the duties themselves.
  operations: ['wardline.duty-overdue'],
  signal: () => undefined,
  rule: () => ({ kind: 'each', mergeMinutes: 1440 }),
  summary: () => 'A recurring duty is overdue',
});
