import { defineDetection } from '../../core/detection.ts';
import { isTokenRisk, judgedRisk, riskWords } from './risk.ts';

export const stolenToken = defineDetection({
  id: 'entra.stolen-token',
  title: 'Microsoft saw signs of a stolen session',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(d)', '164.312(e)(1)'],
  attack: ['T1550.004', 'T1539'],
  incident: 'account-takeover',
  firstSteps: [
    'Revoke all sessions of the account: a new password alone leaves the thief inside',
    'Reset the password and remove sign-in methods that the person does not know',
    'Look for new inbox rules, app consents and devices of the account',
  ],
  falsePositives: ['A VPN or proxy that changes addresses in the middle of a session'],
  knownGaps: ['Needs Entra ID P2; the risk may be told hours after the theft'],
  operations: 'all',
  recordTypes: [294],
  signal(event) {
    const risk = judgedRisk(event);
    if (!risk?.types.some(isTokenRisk)) return undefined;
    return {
      group: event.actor.key,
      why: `Microsoft reported ${riskWords(risk.types)} for a session of ${event.actor.name}`,
    };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
});
