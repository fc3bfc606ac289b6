import { defineDetection } from '../../core/detection.ts';
import { isTokenRisk, judgedRisk, riskWords } from './risk.ts';

export const unfamiliarSignIn = defineDetection({
  id: 'entra.unfamiliar-sign-in',
  title: 'Microsoft judged a sign-in or account as risky',
  severity: 'medium',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(5)(ii)(C)', '164.312(d)'],
  attack: ['T1078.004'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the person by telephone whether it was them',
    'If not: confirm the account as compromised in Entra, revoke its sessions and reset its password',
    'If so: dismiss the risk in Entra, so that its policies learn',
  ],
  falsePositives: ['A new laptop, a new network or a journey: ask, then dismiss the risk in Entra'],
  knownGaps: ['Without Entra ID P2 Microsoft hides most risks; low risk is not told'],
  // Their own operation names in the unified log are not documented: the record type tells them apart.
  operations: 'all',
  recordTypes: [294],
  signal(event) {
    const risk = judgedRisk(event);
    // A stolen session has an alert of its own.
    if (!risk || risk.types.some(isTokenRisk)) return undefined;
    return {
      group: event.actor.key,
      why: `Microsoft gave ${event.actor.name} a ${risk.level} risk: ${riskWords(risk.types)}`,
      severity: risk.level,
    };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
});
