import { defineDetection } from '../../core/detection.ts';

export const anchorFailed = defineDetection({
  id: 'organization.anchor-failed',
  title: 'The root of the audit log could not be given to anybody outside',
  severity: 'low',
  citations: ['164.312(c)(1)', '164.316(b)(2)(i)'],
  attack: ['T1565.001'],
  incident: 'feed-lost',
  firstSteps: [
    'See why: wardline audit anchor',
    'Send the root by hand meanwhile: wardline audit root --out FILE',
    'Verify the log against the last root that lies outside: wardline audit verify --root FILE',
  ],
  falsePositives: ['A mail server, archive or time-stamping authority that is down for an hour'],
  knownGaps: ['Raised by Wardline when it pulls, not from records: a replay of files never gives it'],
  parameters: {},
  // No log has it: the alert is made where the anchoring failed.
  operations: ['wardline.anchor-failed'],
  signal: () => undefined,
  rule: () => ({ kind: 'each', mergeMinutes: 1440 }),
  summary: () => 'The root of the audit log could not be anchored',
});
